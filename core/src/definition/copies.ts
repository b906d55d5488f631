// Objects that repeat a list a tuned number of times: `{ "repeat": …, "vary": "each", "layers": [ … ] }`. Each copy of
// the list has parameters of its own, which are there only while there are that many copies.
import type { Json } from '../contracts/json.js';
import type { Activity, Choice, NumericDomain } from '../space/parameter.js';
import type { Copies, Node, Pick, RecordNode } from './node.js';
import { at } from './pointer.js';
import type { Repeats } from './schema-words.js';
import type { Place, Scope } from './scope.js';

// Every copy brings its own parameters, also while it is not there.
const MOST_COPIES = 100;

/**
 * The record as it is unless its copies vary.
 *
 * @param copy Reads the list once more, with parameters named after the copy.
 */
export function withCopies(
  record: RecordNode,
  { count: countKey, items, vary, copies }: Repeats,
  place: Place,
  scope: Scope,
  copy: (name: string) => Node,
): RecordNode | Copies {
  const member = (key: string): Node | undefined => record.members.find((each) => each.key === key)?.node;
  const varies = member(vary);
  const template = member(items);
  const written = varies?.kind !== 'fixed' || varies.value !== 'each' || member(copies) !== undefined;
  if (written || template === undefined) return record;
  const count = countOf(member(countKey));
  if (count === undefined) {
    scope.complaints.add('copiesUncounted', at(place.pointer, countKey), { key: countKey, most: MOST_COPIES });
    return record;
  }
  const most = Math.max(...numbersOf(count));
  return {
    kind: 'copies',
    record: { kind: 'record', members: record.members.filter(({ key }) => key !== items && key !== countKey) },
    count: { key: countKey, node: count },
    template: { key: items, node: template },
    key: copies,
    copies: Array.from({ length: most }, (_, i) => ({
      when: presence(count, i),
      node: copy(`${place.name}.${i + 1}`),
    })),
  };
}

/** How many copies a configuration has. */
export function copiesIn({ node }: Copies['count'], value: (name: string) => Json | undefined): number {
  return (node.kind === 'fixed' ? node.value : value(node.name)) as number;
}

/** A number of copies that can be decided before the study, tuned or not. */
function countOf(node: Node | undefined): Copies['count']['node'] | undefined {
  switch (node?.kind) {
    case 'fixed':
      return isCount(node.value) ? node : undefined;
    case 'range': {
      const numbers = numbersIn(node.domain);
      return numbers && { kind: 'pick', name: node.name, choice: choiceOf(numbers), completed: new Map() };
    }
    case 'pick':
      return node.choice.alternatives.every((each) => 'value' in each && isCount(each.value)) ? node : undefined;
    default:
      return undefined;
  }
}

/** undefined when they are too many, or not each as likely as the others. */
function numbersIn({ tune, low, high, step = 1, log, points, prior }: NumericDomain): readonly number[] | undefined {
  const uniform = tune === 'int' && !log && points === undefined && prior === undefined;
  if (!uniform || low < 0 || high > MOST_COPIES) return undefined;
  return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => low + i * step);
}

/** Alternatives on which copies can depend; numbers have an order. */
function choiceOf(numbers: readonly number[]): Choice {
  return { alternatives: numbers.map((value) => ({ value })), ordered: true };
}

function isCount(value: Json): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST_COPIES;
}

function numbersOf(count: Copies['count']['node']): readonly number[] {
  if (count.kind === 'fixed') return [count.value as number];
  return count.choice.alternatives.map((each) => ('value' in each ? (each.value as number) : 0));
}

/** When there are more than `index` copies. */
function presence(count: Copies['count']['node'], index: number): readonly Activity[] {
  if (count.kind === 'fixed') return [];
  const numbers = numbersOf(count);
  const among = numbers.flatMap((number, i) => (number > index ? [i] : []));
  return among.length === numbers.length ? [] : [{ parameter: (count satisfies Pick).name, among }];
}
