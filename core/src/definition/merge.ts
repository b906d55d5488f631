// One layer of a definition over another. Pure.
import type { Traced, TracedObject } from './traced.js';

/** An object with one of these words says what it is by itself: it takes nothing from the one it replaces. */
const WHOLE: readonly string[] = ['use', 'tune', 'choose', 'ref', 'expr', 'env'];

/** Below what is new, so that null removes there, too. */
const NOTHING: TracedObject = { origin: { place: () => undefined }, members: new Map() };

/**
 * Objects merge key by key; lists and values replace; null removes the key. A component, domain or reference replaces
 * what was there, but a component goes over one of the same plugin: so a variant can change one parameter.
 */
export function merge(lower: Traced, upper: Traced): Traced {
  if (!('members' in lower) || !('members' in upper) || replaces(upper, lower)) return upper;
  const members = new Map(lower.members);
  for (const [key, value] of upper.members) {
    if (isNull(value)) members.delete(key);
    else members.set(key, merge(members.get(key) ?? NOTHING, value));
  }
  return { origin: upper.origin, members };
}

function replaces(upper: TracedObject, lower: TracedObject): boolean {
  const use = textOf(upper, 'use');
  return WHOLE.some((word) => says(upper, word)) && (use === undefined || use !== textOf(lower, 'use'));
}

/** Whether it is the word of the language and not, say, a parameter of that name with a domain. */
function says({ members }: TracedObject, word: string): boolean {
  const said = members.get(word);
  return said !== undefined && !('members' in said);
}

function textOf({ members }: TracedObject, key: string): string | undefined {
  const said = members.get(key);
  return said !== undefined && 'value' in said && typeof said.value === 'string' ? said.value : undefined;
}

function isNull(traced: Traced): boolean {
  return 'value' in traced && traced.value === null;
}
