// What `extends` may be.
import Type from 'typebox';
import type { Json } from '../contracts/json.js';
import type { Complaints } from './complaints.js';
import { report } from './mistakes.js';
import { checkOf } from './schema-check.js';

const file = Type.String({ minLength: 1 });

export const Extends = Type.Union([file, Type.Array(file)], {
  description: 'Definitions that this one builds on: files, relative to this one. Later ones win, this one over all.',
  expects: 'the path of a file such as "./base.json", or a list of them',
});

const Extending = Type.Object({ extends: Type.Optional(Extends) });

/** The files that are extended, each with the pointer to where it is said. What is no list of files is complained about. */
export function filesExtended(
  extended: Json | undefined,
  complaints: Complaints,
): readonly (readonly [string, string])[] {
  if (extended === undefined) return [];
  const mistakes = checkOf(Extending)({ extends: extended });
  report(mistakes, { pointer: '', owner: 'A definition', complaints });
  if (mistakes.length > 0) return [];
  if (typeof extended === 'string') return [[extended, '/extends']];
  return (extended as readonly string[]).map((entry, i) => [entry, `/extends/${i}`]);
}
