// Sound definitions with one mistake.
import fc from 'fast-check';
import type { Json, JsonObject } from '@tunewright/core';

/** The same with one thing changed somewhere. */
export function mutations(sound: fc.Arbitrary<JsonObject>): fc.Arbitrary<Json> {
  return fc.tuple(sound, fc.nat(), fc.nat()).map(([definition, where, how]) => {
    const places = placesIn(definition);
    const place = places[where % places.length] as readonly (string | number)[];
    return changed(definition, place, CHANGES[how % CHANGES.length] as Change);
  });
}

/** Gives the value that is to stand there; undefined for none. */
type Change = (value: Json) => Json | undefined;

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const onMembers =
  (change: (value: JsonObject) => JsonObject): Change =>
  (value) =>
    isObject(value) ? change(value) : 'x';

const CHANGES: readonly Change[] = [
  ...[null, true, -1, 0.5, 1e300, '', 'x', 'rbf', [], {}, [1], ['a', 'a']].map((value) => () => value),
  ...[
    { tune: 'float', low: 0, high: 1 },
    { tune: 'flaot', low: 0, high: 1 },
    { tune: 'int', low: 1 },
  ].map((value) => () => value),
  ...[{ choose: [1, 2] }, { choose: [1] }, { choose: ['x', { tune: 'int', low: 1, high: 2 }] }].map(
    (value) => () => value,
  ),
  ...[
    { ref: 'width' },
    { ref: '' },
    { expr: 'width / 2' },
    { expr: 3 },
    { env: 'TOKEN' },
    { env: 'no name' },
    { env: 'TOKEN', extra: 1 },
    { ref: 'a', expr: 'b' },
  ].map((value) => () => value),
  ...[{ use: 'nothing' }, { use: 3 }, { uses: 'svc' }, { choose: [{ use: 'svc' }, { use: 'ridge' }] }].map(
    (value) => () => value,
  ),
  () => undefined,
  (value) => [value],
  (value) => (Array.isArray(value) ? [...(value as Json[]), ...(value as Json[])] : { choose: [value, 0] }),
  onMembers((value) => ({ ...value, extra: 1 })),
  onMembers((value) => ({ ...value, when: { kind: 'a' } })),
  onMembers((value) => ({ ...value, id: 'no id' })),
  onMembers((value) => ({ ...value, on: 'numeric' })),
  onMembers((value) => ({ ...value, goal: 'maximize' })),
  onMembers((value) => ({ ...value, ordered: true })),
  onMembers((value) =>
    Object.fromEntries(Object.entries(value).map(([key, inner], i) => [i === 0 ? `${key}s` : key, inner])),
  ),
  onMembers((value) => Object.fromEntries(Object.entries(value).slice(1))),
];

function placesIn(json: Json, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof json !== 'object' || json === null) return [path];
  const entries = Array.isArray(json) ? [...(json as Json[]).entries()] : Object.entries(json);
  return [path, ...entries.flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

function changed(json: Json, [key, ...rest]: readonly (string | number)[], change: Change): Json {
  if (key === undefined) return change(json) ?? null;
  const inner = (json as JsonObject)[key] as Json;
  const next = rest.length === 0 ? change(inner) : changed(inner, rest, change);
  if (Array.isArray(json))
    return (json as Json[]).flatMap((each, i) => (i !== key ? [each] : next === undefined ? [] : [next]));
  const entries = Object.entries(json as JsonObject).map(([name, each]) => [name, name === key ? next : each] as const);
  return Object.fromEntries(entries.filter(([, each]) => each !== undefined)) as JsonObject;
}
