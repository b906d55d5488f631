// Defaults of nested objects, for parameters that did not come through a definition.
import type { Static, TObject, TSchema } from 'typebox';

/** The value, with the defaults of the members it lacks. */
export function completed<S extends TObject>(schema: S, value: Static<S>): Static<S> {
  const members = Object.entries(schema.properties as Readonly<Record<string, TSchema & { default?: unknown }>>);
  const defaults = members.filter(([, member]) => member.default !== undefined);
  return {
    ...Object.fromEntries(defaults.map(([key, member]) => [key, member.default])),
    ...(value as object),
  } as Static<S>;
}
