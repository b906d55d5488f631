// How many configurations there are, without going through them.
import type { Axis } from './axis.js';
import type { Column, Gate } from './column.js';
import type { Spread } from './spread.js';

/** A dimension still to be counted, with those of its conditions that are not decided yet. */
interface Item {
  readonly index: number;
  readonly gates: readonly Gate[];
}

/**
 * The number of configurations when each active dimension takes the coordinates of its spread; exact up to 2^53,
 * Infinity with an infinite spread, never Infinity otherwise. Alternatives that give the same configuration (a constant
 * inside a nested domain) are counted apart.
 *
 * Parts that do not depend on each other multiply. In a part that does, a dimension without open conditions is picked,
 * the one that most depend on: its cells are tried, those with the same effect at once, and each leaves smaller parts.
 * What a part counts to is kept, for it comes back under every alternative that allows it.
 */
export function countConfigurations(columns: readonly Column[], spreads: readonly Spread[]): number {
  if (spreads.some((spread) => spread.count === Infinity)) return Infinity;
  const known = new Map<string, number>();

  const countAll = (items: readonly Item[]): number =>
    partsOf(items).reduce((product, part) => bounded(product * countPart(part)), 1);

  const countPart = (part: readonly Item[]): number => {
    const { index, gates } = busiest(part);
    const spread = spreads[index] as Spread;
    if (part.length === 1) return spread.count;
    const key = part.map((item) => [item.index, ...item.gates.map((gate) => gate.parent)].join()).join(';');
    const before = known.get(key);
    if (before !== undefined) return before;
    const others = part.filter((item) => item.index !== index);
    let sum = 0;
    for (const { cell, times } of effects((columns[index] as Column).axis, spread, gates)) {
      sum = bounded(sum + times * countAll(decided(others, index, cell)));
    }
    known.set(key, sum);
    return sum;
  };

  return countAll(columns.map(({ gates }, index) => ({ index, gates })));
}

/** The dimension without open conditions that most conditions depend on, and those conditions. */
function busiest(part: readonly Item[]): { readonly index: number; readonly gates: readonly Gate[] } {
  const dependent = new Map<number, Gate[]>(
    part.filter((item) => item.gates.length === 0).map(({ index }) => [index, []]),
  );
  for (const item of part) for (const gate of item.gates) dependent.get(gate.parent)?.push(gate);
  // A parent stands before what depends on it, so the first of a part never has an open condition.
  let best = (part[0] as Item).index;
  for (const [index, gates] of dependent) if (gates.length > (dependent.get(best)?.length ?? 0)) best = index;
  return { index: best, gates: dependent.get(best) ?? [] };
}

function bounded(count: number): number {
  return Math.min(count, Number.MAX_VALUE);
}

/** One cell for each different effect on the conditions, and how many cells have it. */
function effects(
  axis: Axis,
  spread: Spread,
  gates: readonly Gate[],
): Iterable<{ readonly cell: number; readonly times: number }> {
  const found = new Map<string, { cell: number; times: number }>();
  for (let i = 0; i < spread.count; i++) {
    const cell = axis.read(spread.at(i));
    const effect = gates.map((gate) => gate.allowed[cell]).join('');
    const known = found.get(effect);
    if (known) known.times++;
    else found.set(effect, { cell, times: 1 });
  }
  return found.values();
}

/** What is left once a dimension has taken a cell: items that it excludes are gone, with all that depends on them. */
function decided(items: readonly Item[], index: number, cell: number): readonly Item[] {
  const gone = new Set<number>();
  return items.flatMap((item) => {
    const excluded = item.gates.some((gate) => gone.has(gate.parent) || (gate.parent === index && !gate.allowed[cell]));
    if (excluded) {
      gone.add(item.index);
      return [];
    }
    const gates = item.gates.filter((gate) => gate.parent !== index);
    return [gates.length < item.gates.length ? { index: item.index, gates } : item];
  });
}

/** Groups of items that no condition connects; each keeps the order. */
function partsOf(items: readonly Item[]): readonly (readonly Item[])[] {
  const leader = new Map<number, number>(items.map(({ index }) => [index, index]));
  const find = (index: number): number => {
    let at = index;
    for (let up = leader.get(at) as number; up !== at; up = leader.get(at) as number) {
      leader.set(at, leader.get(up) as number);
      at = up;
    }
    return at;
  };
  for (const { index, gates } of items) for (const { parent } of gates) leader.set(find(index), find(parent));
  const parts = new Map<number, Item[]>();
  for (const item of items) {
    const part = parts.get(find(item.index));
    if (part) part.push(item);
    else parts.set(find(item.index), [item]);
  }
  return [...parts.values()];
}
