// What a search space is made of, as the definition says it: parameters with their domains and conditions. Types only.
import type { Json } from '../contracts/json.js';

/**
 * What is likely before anything was tried. A normal is truncated to the range; its `mean` is in the parameter's own
 * units and so is `sd`, except on a log scale: there ln(value) is normal around ln(mean), and `sd` 1 means a factor
 * of e. A `beta` is on the scale's unit range: `a` > `b` leans to the high end. A `guess` is a normal around `value`
 * whose standard deviation is `width` times the range of the scale.
 */
export type Prior =
  | { readonly use: 'normal'; readonly mean: number; readonly sd: number }
  | { readonly use: 'beta'; readonly a: number; readonly b: number }
  | { readonly use: 'guess'; readonly value: number; readonly width: number };

/**
 * A range of numbers. Bounds are in the parameter's own units, both included. At most one of `step` and `points`: a
 * `step` counts from `low` and ends at the last member that is not above `high`; with `points` the domain is that many
 * numbers, evenly spaced on the scale, both ends included (1: `low` alone; integers are rounded and equal ones merged).
 * An `int` without either has step 1; a `float` without either is continuous.
 */
export interface NumericDomain {
  readonly tune: 'float' | 'int';
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
  readonly step?: number;
  readonly points?: number;
  readonly prior?: Prior;
}

/** One thing that can be chosen: a value itself, or a number from a nested domain. */
export type Alternative = { readonly value: Json } | { readonly domain: NumericDomain };

/** A pick from a list; `ordered` when neighbours in the list are alike. */
export interface Choice {
  readonly alternatives: readonly Alternative[];
  readonly ordered: boolean;
}

/** Active only while the parent parameter has one of these of its alternatives (indices). */
export interface Activity {
  readonly parameter: string;
  readonly among: readonly number[];
}

/** A parameter is active while every one of `when` holds; a parent that is inactive itself never holds. */
export interface Parameter {
  readonly name: string;
  readonly domain: NumericDomain | Choice;
  readonly when: readonly Activity[];
}

export function isChoice(domain: NumericDomain | Choice): domain is Choice {
  return 'alternatives' in domain;
}
