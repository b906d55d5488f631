// Statistics of one column, over its finite values only: missing values take no part.
import type { Table } from '@tunewright/core';

/** Positions of the numeric columns. */
export function numericColumns(table: Table): number[] {
  return table.columns.flatMap((column, position) => (column.type === 'numeric' ? [position] : []));
}

/** The finite values of a column. */
export function finiteValues(table: Table, column: number): Float64Array {
  const { rows, values, length } = table;
  const width = table.columns.length;
  const found = new Float64Array(length);
  let count = 0;
  for (let i = 0; i < length; i++) {
    const value = values[(rows === undefined ? i : (rows[i] as number)) * width + column] as number;
    if (Number.isFinite(value)) found[count++] = value;
  }
  return found.subarray(0, count);
}

// A narrower range is rounding noise; dividing by it would blow the noise up. The bound is scikit-learn's.
const LEAST_RANGE = 10 * Number.EPSILON;

/** A range to divide by: 1 in place of one that is no more than rounding noise. */
export function orOne(range: number): number {
  return range < LEAST_RANGE ? 1 : range;
}

/** Whether all values are the same; true for none. */
export function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0]);
}

export interface Moments {
  readonly mean: number;
  /** Population variance as computed, with its rounding noise; 0 for an empty column. */
  readonly variance: number;
  /** Population standard deviation; 1 for a column that is constant up to rounding, or empty. */
  readonly deviation: number;
}

/**
 * Mean and standard deviation by the corrected two-pass algorithm (Chan, Golub & LeVeque 1983, eq. 1.7). By their
 * error bound a variance ≤ nεσ² + (nεμ)² cannot be told from zero; scikit-learn calls such a column constant too.
 */
export function moments(values: Float64Array): Moments {
  const count = values.length;
  if (count === 0) return { mean: 0, variance: 0, deviation: 1 };
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i] as number;
  const mean = sum / count;
  let squares = 0;
  let rest = 0;
  for (let i = 0; i < count; i++) {
    const distance = (values[i] as number) - mean;
    squares += distance * distance;
    rest += distance;
  }
  const variance = Math.max(0, (squares - (rest * rest) / count) / count);
  const bound = count * Number.EPSILON * variance + (count * mean * Number.EPSILON) ** 2;
  return { mean, variance, deviation: variance <= bound ? 1 : Math.sqrt(variance) };
}
