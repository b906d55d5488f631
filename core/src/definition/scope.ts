// What readers of parts of a definition share.
import type { Json, JsonObject } from '../contracts/json.js';
import type { Registry } from '../plugin/registry.js';
import type { Complaints } from './complaints.js';
import type { Node } from './node.js';

export interface Scope {
  readonly registry: Registry;
  readonly complaints: Complaints;
  /** Whether something may be tuned here. */
  readonly open: boolean;
  /** Reads `{ "use": … }` of a kind where a value stands; passed along because components contain values. */
  readonly component: (json: JsonObject, kind: string, place: Place, scope: Scope) => Node;
}

/** Where a value stands in the definition, and what a parameter there is called. */
export interface Place {
  readonly pointer: string;
  readonly name: string;
}

export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

export function isList(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}

export function only(json: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(json).filter(([key]) => keys.includes(key)));
}

export function without(json: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(json).filter(([key]) => !keys.includes(key)));
}
