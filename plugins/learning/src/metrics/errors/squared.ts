// The mean that squared errors have.
import type { Prediction, Target } from '@tunewright/core';
import { demandNumbers, weightedMean } from '../checks/weighted-mean.js';

/** In the square of the target's unit. Throws as {@link weightedMean} and {@link demandNumbers} do. */
export function meanSquaredError(
  metric: string,
  { values: truth }: Target,
  { values }: Prediction,
  weights: Float64Array | undefined,
): number {
  demandNumbers(values, metric);
  return weightedMean(metric, truth.length, weights, (row) => ((values[row] as number) - (truth[row] as number)) ** 2);
}
