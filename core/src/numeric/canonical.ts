// One text for one JSON value, whatever the order of its keys: for hashes and cache keys.
import type { Json, JsonObject } from '../contracts/json.js';

/** JSON text with sorted keys. Called for every trial, so it makes no sorted copy first. */
export function canonical(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  let text = '{';
  for (const key of Object.keys(value).sort()) {
    const member = value[key] as Json;
    text += `${text === '{' ? '' : ','}${JSON.stringify(key)}:${typeof member === 'number' ? jsonNumber(member) : canonical(member)}`;
  }
  return `${text}}`;
}

function jsonNumber(value: number): string {
  return Number.isFinite(value) ? String(value) : 'null';
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
