// What may stand where a value stands in a definition: the value, or something that gives one. Types only.
import type { Json, Prior } from '@tunewright/core';
import type { Domain } from '../domains.js';

/** A length of time: "500ms", "90s", "10m", "1.5h" or "2d". */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

/** So many in a stretch of time: "10/s" or "60/5m". */
export type Rate = `${number}/${Duration | 'ms' | 's' | 'm' | 'h' | 'd'}`;

/** A number to be tuned. Bounds are in the parameter's own units, and included. */
export interface Range {
  readonly tune: 'float' | 'int';
  readonly low: number;
  readonly high: number;
  /**
   * Spread values evenly over orders of magnitude; `low` must be above 0.
   *
   * @default false
   */
  readonly log?: boolean;
  /** Only low, low + step, low + 2 step, … */
  readonly step?: number;
  /** Only so many values, evenly spaced on the scale, both bounds included. */
  readonly points?: number;
  /** A belief where good values are. */
  readonly prior?: Prior;
}

/** One of some values, or of domains of values. */
export interface Choose<T> {
  readonly choose: readonly (T | Domain<T> | RangeOf<T>)[];
  /** Whether neighbors in the list are alike. */
  readonly ordered?: boolean;
}

/** A member of the definition's `space`, used here. */
export interface Reference {
  readonly ref: string;
}

/** Computed from members of the definition's `space`, such as "width / 2". */
export interface Expression {
  readonly expr: string;
}

/** A variable of the environment, read when the study runs and never stored. */
export interface Environment {
  readonly env: string;
}

/** A range, where numbers may stand. */
export type RangeOf<T> = number extends T ? Range : never;

/** A member of `space`: what a parameter may become, beside which values of others it is there at all, or a formula. */
export type Member = Domain<Json> | Expression | Reference | (Choose<Json> & Conditional) | (Range & Conditional);

interface Conditional {
  /** The parameter exists only while these choices have one of these values: `{ opt: 'sgd' }`. */
  readonly when?: { readonly [name: string]: Json };
}
