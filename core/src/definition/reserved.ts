// Words that belong to the language but mean nothing yet. They are refused with a sentence of their own, so that no
// definition of today changes its meaning tomorrow.
import type { JsonObject } from '../contracts/json.js';
import type { Complaints } from './complaints.js';
import { at } from './pointer.js';
import { without } from './scope.js';

const RESERVED = {
  definition: ['rules', 'allow', 'fidelity', 'onFailure'],
  budget: ['target'],
  run: ['retries'],
  splitter: ['outer'],
  metric: ['max', 'min'],
} as const;

// Keys of an object that is no value but stands for one.
export const STANDING: readonly string[] = ['ref', 'expr', 'env'];

export type ReservedPlace = keyof typeof RESERVED;

/** Complains about reserved keys and gives the object without them. */
export function refuseReserved(
  json: JsonObject,
  place: ReservedPlace,
  pointer: string,
  complaints: Complaints,
  unless: readonly string[] = [],
): JsonObject {
  const words = RESERVED[place].filter((word) => Object.hasOwn(json, word) && !unless.includes(word));
  for (const key of words) complaints.add('reserved', at(pointer, key), { key });
  return words.length === 0 ? json : without(json, words);
}

/** The word by which an object stands for a value instead of being one. */
export function openWord(json: JsonObject): string | undefined {
  if (Object.hasOwn(json, 'tune')) return 'tune';
  if (Object.hasOwn(json, 'choose')) return 'choose';
  const keys = Object.keys(json);
  return keys.length === 1 ? STANDING.find((word) => word === keys[0]) : undefined;
}

/** A domain outside `space` has no `when`. */
export function withoutWhen(json: JsonObject, pointer: string, complaints: Complaints): JsonObject {
  if (!Object.hasOwn(json, 'when')) return json;
  complaints.add('whenOutsideSpace', at(pointer, 'when'));
  return without(json, ['when']);
}
