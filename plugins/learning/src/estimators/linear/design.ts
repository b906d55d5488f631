// The training rows as one dense block in which every column has mean 0 and spread 1, with a last column of ones for
// the intercept. The coefficients are carried back, so this changes the solver's path but not its goal.
import type { Table } from '@tunewright/core';
import { numericRows } from '../rows/numeric-rows.js';

/** For messages. */
export const NAME = 'logistic-regression';

export interface Design {
  readonly rows: number;
  /** Columns of the block: features, and one more when there is an intercept. */
  readonly width: number;
  readonly features: number;
  /** rows × width, row-major. */
  readonly values: Float64Array;
  /** What was subtracted from each feature (0 without an intercept, which alone can make up for it), … */
  readonly center: Float64Array;
  /** … and what it was divided by then. */
  readonly scale: Float64Array;
}

/** @throws {TrialFailure} `invalid`: names the first column that is categorical, or has a missing or infinite value. */
export function designOf(table: Table, intercept: boolean): Design {
  const features = table.columns.length;
  const width = features + (intercept ? 1 : 0);
  const source = numericRows(table, NAME);
  const values = new Float64Array(table.length * width).fill(1);
  const center = new Float64Array(features);
  const scale = new Float64Array(features);
  for (let j = 0; j < features; j++) {
    const mean = intercept ? columnMean(source, table.length, features, j) : 0;
    const spread = columnSpread(source, table.length, features, j, mean);
    center[j] = mean;
    scale[j] = spread;
    for (let i = 0; i < table.length; i++) {
      values[i * width + j] = ((source[i * features + j] as number) - mean) / spread;
    }
  }
  return { rows: table.length, width, features, values, center, scale };
}

function columnMean(block: Float64Array, rows: number, width: number, column: number): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += block[i * width + column] as number;
  return sum / rows;
}

function columnSpread(block: Float64Array, rows: number, width: number, column: number, mean: number): number {
  let squares = 0;
  for (let i = 0; i < rows; i++) {
    const distance = (block[i * width + column] as number) - mean;
    squares += distance * distance;
  }
  // A constant column stays as it is: nothing to divide by.
  return Math.sqrt(squares / rows) || 1;
}
