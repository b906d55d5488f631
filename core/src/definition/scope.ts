// What readers of parts of a definition share.
import type { Json, JsonObject } from '../contracts/json.js';
import type { Registry } from '../plugin/registry.js';
import type { Complaints } from './complaints.js';
import type { Node } from './node.js';
import type { Schema } from './schema-words.js';
import type { SharedSpace } from './shared-space.js';
import type { Source } from './source.js';

export interface Scope {
  /** Where the definition was said. */
  readonly source: Source;
  /** Grows: every `{ "env": … }` that is read. */
  readonly secrets: Secret[];
  readonly registry: Registry;
  readonly complaints: Complaints;
  /** Whether something may be tuned here. */
  readonly open: boolean;
  /** What `ref` and `expr` may name. */
  readonly shared: SharedSpace;
  /** Reads `{ "use": … }` of a kind where a value stands; passed along because components contain values. */
  readonly component: (json: JsonObject, kind: string, place: Place, scope: Scope) => Node;
}

/** A value that the environment gives. */
export interface Secret {
  /** Name of the variable. */
  readonly variable: string;
  /** Where it is used in the definition. */
  readonly pointer: string;
  /** What its value must fulfil. */
  readonly schema: Schema;
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
