// `{ "choose": [ … ] }` of values and numeric domains.
import type { Json, JsonObject } from '../contracts/json.js';
import { canonical } from '../numeric/canonical.js';
import type { Alternative, Choice } from '../space/parameter.js';
import type { Complaints } from './complaints.js';
import { at } from './pointer.js';
import { readRange } from './range.js';
import { openWord, withoutWhen } from './reserved.js';
import { isList, isObject } from './scope.js';
import { show } from './schema-words.js';

const KEYS = ['choose', 'ordered'];

/** The choice, or undefined when something is wrong with it. */
export function readChoice(json: JsonObject, pointer: string, complaints: Complaints): Choice | undefined {
  const before = complaints.count;
  const alternatives = alternativesOf(json, pointer, complaints, KEYS).map((alternative, i) =>
    readAlternative(alternative, at(pointer, 'choose', i), complaints),
  );
  const ordered = readOrdered(json.ordered, alternatives, at(pointer, 'ordered'), complaints);
  if (complaints.count > before) return undefined;
  return { alternatives: alternatives as Alternative[], ordered };
}

/** The list of alternatives, after a check of all that does not depend on what they are. */
export function alternativesOf(
  json: JsonObject,
  pointer: string,
  complaints: Complaints,
  keys: readonly string[],
): readonly Json[] {
  const rest = withoutWhen(json, pointer, complaints);
  for (const key of Object.keys(rest))
    if (!keys.includes(key)) complaints.add('unknownKey', at(pointer, key), { owner: 'A choice', key, known: keys });
  const list = json.choose;
  const inside = at(pointer, 'choose');
  if (!isList(list)) {
    complaints.add('chooseNoList', inside, { found: show(list) });
    return [];
  }
  if (list.length === 0) complaints.add('chooseEmpty', inside);
  if (list.length === 1) complaints.add('chooseSingle', inside, { found: show(list[0]) });
  refuseRepetition(list, inside, complaints);
  return list;
}

function refuseRepetition(list: readonly Json[], pointer: string, complaints: Complaints): void {
  const first = new Map<string, number>();
  list.forEach((alternative, i) => {
    const key = canonical(alternative);
    const twin = first.get(key);
    if (twin === undefined) first.set(key, i);
    else complaints.add('chooseTwice', at(pointer, i), { found: show(alternative), first: at(pointer, twin) });
  });
}

function readAlternative(json: Json, pointer: string, complaints: Complaints): Alternative | undefined {
  if (isObject(json) && Object.hasOwn(json, 'tune')) {
    const domain = readRange(json, pointer, complaints);
    return domain && { domain };
  }
  const inner = openPlace(json, pointer);
  if (inner === undefined) return { value: json };
  complaints.add('openAlternative', inner);
  return undefined;
}

/** Where a value contains something that is to be tuned; undefined when it does not. */
function openPlace(json: Json, pointer: string): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  if (isObject(json) && openWord(json) !== undefined) return pointer;
  for (const [key, value] of Object.entries<Json>(json as JsonObject)) {
    const found = openPlace(value, at(pointer, key));
    if (found !== undefined) return found;
  }
  return undefined;
}

function readOrdered(
  ordered: Json | undefined,
  alternatives: readonly (Alternative | undefined)[],
  pointer: string,
  complaints: Complaints,
): boolean {
  if (ordered === undefined || ordered === false) return false;
  if (ordered !== true)
    complaints.add('valueNotAllowed', pointer, {
      name: '"ordered"',
      allowed: 'true or false',
      found: show(ordered),
      hint: '',
    });
  else if (alternatives.some((alternative) => alternative !== undefined && 'domain' in alternative))
    complaints.add('orderedNotValues', pointer);
  return true;
}
