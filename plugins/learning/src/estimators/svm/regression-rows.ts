// Training rows of a regression as the solver wants them: without rows of weight 0.
import { TrialFailure, type Table, type Target } from '@tunewright/core';
import { numericRows } from '../rows/numeric-rows.js';
import { scaleGamma, type SvmRows } from './training-rows.js';

export interface RegressionRows extends SvmRows {
  /** One a row. */
  readonly target: Float64Array;
}

/** @throws {TrialFailure} `invalid`: a column is categorical or not finite, or no row has a weight above 0. */
export function arrangeRegression(
  train: Table,
  target: Target,
  weights: Float64Array | undefined,
  estimator: string,
): RegressionRows {
  const source = numericRows(train, estimator);
  const width = train.columns.length;
  const kept = [...target.values.keys()].filter((row) => weights === undefined || (weights[row] as number) > 0);
  const length = kept.length;
  if (length === 0) {
    throw new TrialFailure('invalid', `"${estimator}" cannot be fitted: no training row has a weight above 0.`);
  }
  const values = new Float64Array(length * width);
  kept.forEach((row, slot) => values.set(source.subarray(row * width, (row + 1) * width), slot * width));
  return {
    values,
    width,
    length,
    estimator,
    scaleGamma: scaleGamma(source, width),
    target: Float64Array.from(kept, (row) => target.values[row] as number),
    ...(weights && { weights: Float64Array.from(kept, (row) => weights[row] as number) }),
  };
}
