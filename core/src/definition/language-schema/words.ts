// What the parts of the language's schema share.
import type { Schema } from '../schema-words.js';
import type { Registry } from '../../plugin/registry.js';

/** A JSON Schema of draft 7, with the keywords that editors add to it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** Where a value stands. */
export interface Context {
  readonly registry: Registry;
  readonly definitions: Definitions;
  /** Whether something may be tuned here. */
  readonly open: boolean;
  /** Whether texts may come from the environment: in components. */
  readonly environment: boolean;
  /** The schema of a value that is written out; passed along because values contain domains and these values. */
  readonly plain: (schema: Schema, context: Context) => JsonSchema;
  /** A component inside a value; passed along because components contain values. */
  readonly component: (kind: string, context: Context) => JsonSchema;
}

/** Schemas of TypeBox are of narrower types, whose properties are not those of {@link Schema} by name. */
export const declared = (schema: object): Schema => schema;

/** Where values are written out. */
export function closed(context: Context): Context {
  return { ...context, open: false, environment: false };
}

/** Parts of the schema that are said once and referred to by name. */
export class Definitions {
  private readonly made = new Map<string, JsonSchema>();

  /** A reference to the part of this name; made on first use, so that parts may refer to themselves. */
  ref(name: string, make: () => JsonSchema): JsonSchema {
    if (!this.made.has(name)) {
      this.made.set(name, {});
      this.made.set(name, make());
    }
    return { $ref: `#/definitions/${name}` };
  }

  all(): JsonSchema {
    return Object.fromEntries([...this.made].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

export function mapped<T>(record: Readonly<Record<string, T>>, of: (value: T, key: string) => unknown): JsonSchema {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, of(value, key)]));
}
