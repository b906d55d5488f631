// Domains for TypeScript: each function writes the JSON that a definition would hold, and knows its value's type.
import type { Json } from '@tunewright/core';

/** A domain whose values are of type T. */
export interface Domain<T> {
  readonly json: Json;
  /** Never present: carries the type. */
  readonly value?: T;
}

export interface NumberOptions {
  /** Spread values evenly over orders of magnitude; `low` must be above 0. */
  readonly log?: boolean;
  /** Only low, low + step, low + 2 step, … */
  readonly step?: number;
  /** Only so many values, evenly spaced on the scale, both bounds included. */
  readonly points?: number;
}

/** A real number from `low` to `high`, both included. */
export function float(low: number, high: number, options: NumberOptions = {}): Domain<number> {
  return { json: { tune: 'float', low, high, ...options } };
}

/** A whole number from `low` to `high`, both included. */
export function int(low: number, high: number, options: NumberOptions = {}): Domain<number> {
  return { json: { tune: 'int', low, high, ...options } };
}

/** One of some values; `ordered` when neighbours in the list are alike. */
export function choice<const T extends Json>(
  values: readonly T[],
  { ordered = false }: { readonly ordered?: boolean } = {},
): Domain<T> {
  return { json: ordered ? { choose: values, ordered } : { choose: values } };
}
