// The place in a definition that the path of an assignment means. Knows no plugins: what a component has no parameter
// for is said when it is read.
import type { Json, JsonObject } from '../contracts/json.js';
import { complain } from '../problem/messages.js';
import { nearest } from '../problem/nearest.js';
import { Problem } from '../problem/problem.js';
import { camelCase } from './identifier.js';
import { provisionalId } from './part.js';
import { show } from './schema-words.js';
import { isList, isObject } from './scope.js';
import { KEYS } from './shell.js';
import { untraced, type TracedObject } from './traced.js';

/** Segments of a JSON pointer; the last ones may not be there yet. */
export type Target = readonly string[];

/** Throws a {@link Problem} when the path leads nowhere. */
export function targetOf(root: TracedObject, path: readonly string[]): Target {
  const json = untraced(root) as JsonObject;
  const { found, rest } = begin(json, path);
  const target = [...found];
  let current = found.reduce<Json | undefined>((outer, key) => memberOf(outer, key), json);
  for (const [i, segment] of rest.entries()) {
    const inner = step(current, segment, { path: written(target), last: i === rest.length - 1 });
    target.push(...inner);
    current = inner.reduce<Json | undefined>((outer, key) => memberOf(outer, key), current);
  }
  return target;
}

function memberOf(json: Json | undefined, key: string): Json | undefined {
  if (isList(json)) return json[Number(key)];
  return isObject(json) && Object.hasOwn(json, key) ? json[key] : undefined;
}

/** Something that paths may begin with. */
interface Named {
  readonly name: string;
  readonly target: Target;
}

function begin(
  json: JsonObject,
  path: readonly string[],
): { readonly found: Target; readonly rest: readonly string[] } {
  const [head = '', ...rest] = path;
  if (KEYS.includes(head)) return { found: [head], rest };
  const [outer, inner] = [componentsOf(json), alternativesOf(json)];
  // Names of domains may contain dots: the longest that fits is meant. What stands in a list hides alternatives.
  for (const named of [outer, inner])
    for (let length = path.length; length > 0; length--) {
      const name = path.slice(0, length).join('.');
      const all = named.filter((one) => one.name === name);
      const [first, second] = all;
      if (first === undefined) continue;
      if (second === undefined) return { found: first.target, rest: path.slice(length) };
      const paths = all.map(({ target }) => written(target));
      throw new Problem([complain('ambiguousTarget', { name, paths })]);
    }
  const names = [...new Set([...outer, ...inner].map(({ name }) => name))];
  const near = nearest(head, [...names, ...KEYS]) !== undefined;
  throw new Problem([complain('unknownTarget', { name: head, known: near ? [...names, ...KEYS] : names })]);
}

/** Steps, stoppers and metrics by id, the objective, the domains in `space`. */
function componentsOf(json: JsonObject): readonly Named[] {
  const listed = ['steps', 'earlyStopping', 'metrics'].flatMap((key) =>
    namesIn(json[key]).map(({ name, target }) => ({ name, target: [key, ...target] })),
  );
  const { objective, space } = json;
  return [
    ...listed,
    ...(isObject(objective) ? [{ name: provisionalId(objective), target: ['objective'] }] : []),
    ...(isObject(space) ? Object.keys(space).map((name) => ({ name, target: ['space', name] })) : []),
  ];
}

/** What steps choose among, by id. */
function alternativesOf({ steps }: JsonObject): readonly Named[] {
  if (!isList(steps)) return [];
  return steps.flatMap((step, i) =>
    isObject(step)
      ? namesIn(step.choose).map(({ name, target }) => ({ name, target: ['steps', String(i), 'choose', ...target] }))
      : [],
  );
}

/** A metric without an id goes by the name of its plugin, any other component by that in camel case. */
function namesIn(list: Json | undefined): readonly Named[] {
  if (!isList(list)) return [];
  return list.flatMap((entry, i) => namesOf(entry).map((name) => ({ name, target: [String(i)] })));
}

function namesOf(json: Json): readonly string[] {
  if (!isObject(json)) return [];
  const said = [json.id, json.name].filter((name) => typeof name === 'string');
  const use = typeof json.use === 'string' && json.id === undefined ? [json.use, camelCase(json.use)] : [];
  return [...new Set([...said, ...use])];
}

/** The segments from a value to what is called so in it. */
function step(
  json: Json | undefined,
  segment: string,
  { path, last }: { readonly path: string; readonly last: boolean },
): readonly string[] {
  if (json === undefined) return [segment];
  if (isList(json)) return entryOf(json, segment, path, last);
  if (!isObject(json)) throw new Problem([complain('nothingInside', { path, found: show(json), name: segment })]);
  if (Object.hasOwn(json, segment)) return [segment];
  const alternatives = namesIn(json.choose);
  const meant = alternatives.find(({ name }) => name === segment);
  if (meant !== undefined) return ['choose', ...meant.target];
  // Keys that a choice of components has beside its alternatives.
  if (alternatives.length === 0 || OF_CHOICES.includes(segment)) return [segment];
  const known = alternatives.map(({ name }) => name);
  throw new Problem([complain('noSuchAlternative', { path, name: segment, known })]);
}

const OF_CHOICES: readonly string[] = ['id', 'on', 'fitOn', 'choose'];

function entryOf(list: readonly Json[], segment: string, path: string, last: boolean): readonly string[] {
  const index = /^(0|[1-9]\d*)$/.test(segment) ? Number(segment) : -1;
  // One after the last is added to the list.
  if (index >= 0 && index <= list.length && (last || index < list.length || list.length === 0)) return [segment];
  const meant = index < 0 ? namesIn(list).find(({ name }) => name === segment) : undefined;
  if (meant !== undefined) return meant.target;
  const known = namesIn(list).map(({ name }) => name);
  throw new Problem([complain('noSuchEntry', { path, name: segment, length: list.length, known })]);
}

function written(target: Target): string {
  return target.join('.');
}
