// The mean that row-wise metrics are.
import { TrialFailure } from '@tunewright/core';

/**
 * Mean of one number a row, weighted where weights are given. Throws a {@link TrialFailure} `invalid` when there are
 * no rows or no weight, `nan` when the result is not a number.
 */
export function weightedMean(
  metric: string,
  rows: number,
  weights: Float64Array | undefined,
  at: (row: number) => number,
): number {
  demandRows(metric, rows);
  let sum = 0;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const weight = weights === undefined ? 1 : (weights[row] as number);
    sum += weight * at(row);
    total += weight;
  }
  demandWeight(metric, total);
  if (Number.isNaN(sum / total)) throw new TrialFailure('nan', `${metric} is not a number.`);
  return sum / total;
}

/** Throws a {@link TrialFailure} `invalid` when there are no rows. */
export function demandRows(metric: string, rows: number): void {
  if (rows === 0) throw new TrialFailure('invalid', `${metric} is not defined for no rows at all.`);
}

/** Throws a {@link TrialFailure} `invalid` when the weights of all rows sum to 0. */
export function demandWeight(metric: string, total: number): void {
  if (total === 0) throw new TrialFailure('invalid', `${metric} is not defined where every row has weight 0.`);
}

/** Throws a {@link TrialFailure} `nan` when a prediction is not a number. */
export function demandNumbers(predicted: Float64Array, metric: string): void {
  for (let i = 0; i < predicted.length; i++) {
    if (Number.isNaN(predicted[i])) {
      throw new TrialFailure('nan', `${metric} cannot be computed: the model predicted NaN. It may have diverged.`);
    }
  }
}
