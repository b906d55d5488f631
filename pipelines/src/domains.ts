// Domains for TypeScript: each function writes the JSON that a definition would hold, and knows its value's type.
import type { Json } from '@tunewright/core';

/** A domain whose values are of type T. */
export interface Domain<T> {
  readonly json: Json;
  /** Never present: carries the type. */
  readonly value?: T;
}

class WrittenDomain implements Domain<never> {
  constructor(readonly json: Json) {}
}

/** Whether something was made by the functions of this module. */
export function isDomain(value: unknown): value is Domain<unknown> {
  return value instanceof WrittenDomain;
}

/** More of a domain of numbers. */
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
  return new WrittenDomain({ tune: 'float', low, high, ...options });
}

/** A whole number from `low` to `high`, both included. */
export function int(low: number, high: number, options: NumberOptions = {}): Domain<number> {
  return new WrittenDomain({ tune: 'int', low, high, ...options });
}

/** One of some values, or domains of numbers; `ordered` when neighbors in the list are alike. */
export function choice<const T extends Domain<number> | Json>(
  values: readonly T[],
  { ordered = false }: { readonly ordered?: boolean } = {},
): Domain<T extends Domain<infer V> ? V : T> {
  const choose = (values as readonly (Domain<number> | Json)[]).map((value) => (isDomain(value) ? value.json : value));
  return new WrittenDomain(ordered ? { choose, ordered } : { choose });
}
