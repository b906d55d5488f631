// One text for one JSON value, whatever the order of its keys: for hashes and cache keys.
import type { Json, JsonObject } from '../contracts/json.js';

/** JSON text with sorted keys. */
export function canonical(value: Json): string {
  return JSON.stringify(sortKeys(value));
}

/** The same value with the keys of all its objects sorted by code unit; JSON.stringify of it is canonical. */
export function sortKeys(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(sortKeys);
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sortKeys(value[key] as Json)]));
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}
