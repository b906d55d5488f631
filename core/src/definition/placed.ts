// A value as it is put in a place of a definition: where a component belongs, a text is the name of its plugin. Pure.
import { camelCase } from './identifier.js';
import type { Target } from './target.js';
import type { Traced, TracedObject } from './traced.js';

/** Keys that belong to the place, and stay when the component in it is another one. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  steps: ['id', 'on', 'fitOn'],
  earlyStopping: ['id'],
  metrics: ['id', 'goal'],
  objective: ['id'],
  search: ['lag'],
};

/** Paths of places for components, by their segments; `*` is any. */
const PLACES: readonly Target[] = [
  ['data'],
  ['cv'],
  ['search'],
  ['objective'],
  ['run', 'executor'],
  ['run', 'store'],
  ['run', 'monitors', '*'],
  ['steps', '*'],
  ['steps', '*', 'choose', '*'],
  ['earlyStopping', '*'],
  ['metrics', '*'],
];

/** @param current What the place holds now. */
export function placed(value: Traced, current: Traced | undefined, target: Target, root: TracedObject): Traced {
  if (!isText(value) || !takesComponent(target, current)) return value;
  const now = current !== undefined && 'members' in current ? current : undefined;
  const kept = keptOf(now, target);
  const chosen = now && alternative(now, value.value);
  if (chosen !== undefined) return { ...chosen, members: new Map([...chosen.members, ...kept]) };
  const { origin } = value;
  // Metrics of an objective have no plugins.
  const word = target[0] === 'metrics' && !root.members.has('steps') && !root.members.has('data') ? 'name' : 'use';
  return { origin, members: new Map([...kept, [word, value]]) };
}

type TracedText = Traced & { readonly value: string };

function isText(traced: Traced | undefined): traced is TracedText {
  return traced !== undefined && 'value' in traced && typeof traced.value === 'string';
}

function takesComponent(target: Target, current: Traced | undefined): boolean {
  if (target[0] !== 'space' && current !== undefined && 'members' in current) {
    if (isText(current.members.get('use')) || alternativesIn(current).length > 0) return true;
  }
  return PLACES.some(
    (place) => place.length === target.length && place.every((key, i) => key === '*' || key === target[i]),
  );
}

function keptOf(current: TracedObject | undefined, target: Target): readonly (readonly [string, Traced])[] {
  if (current === undefined || target.length > 2) return [];
  const list = target[0] ?? '';
  const kept = (KEPT[list] ?? []).flatMap((key): [string, Traced][] => {
    const said = current.members.get(key);
    return said === undefined ? [] : [[key, said]];
  });
  const use = current.members.get('use');
  // A step's parameters are named after it, so it goes by the name it has.
  if (list !== 'steps' || current.members.has('id') || !isText(use)) return kept;
  return [['id', { ...use, value: camelCase(use.value) }], ...kept];
}

/** Components that a choice is of. */
function alternativesIn({ members }: TracedObject): readonly TracedObject[] {
  const list = members.get('choose');
  if (list === undefined || !('items' in list)) return [];
  return list.items.filter((item): item is TracedObject => 'members' in item && isText(item.members.get('use')));
}

/** The alternative of an id, or the only one of a plugin. */
function alternative(choice: TracedObject, name: string): TracedObject | undefined {
  const all = alternativesIn(choice);
  const called = (key: string): TracedObject[] => all.filter(({ members }) => textOf(members.get(key)) === name);
  const [byUse, second] = called('use');
  return called('id')[0] ?? (second === undefined ? byUse : undefined);
}

function textOf(traced: Traced | undefined): string | undefined {
  return isText(traced) ? traced.value : undefined;
}
