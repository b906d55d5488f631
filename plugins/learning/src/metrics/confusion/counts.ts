// What there is to count of true and predicted classes.
import type { Prediction, Target } from '@tunewright/core';
import { demandNumbers, demandRows, demandWeight } from '../checks/weighted-mean.js';

/** Weights of rows, one entry a class; without weights each row weighs 1. */
export interface Counts {
  /** Names, in the order of the entries. */
  readonly classes: readonly string[];
  /** Of the class, and predicted to be. */
  readonly right: Float64Array;
  /** Of the class. */
  readonly actual: Float64Array;
  /** Predicted to be of the class. */
  readonly predicted: Float64Array;
  /** Of all rows, > 0. */
  readonly total: number;
}

/** Rows of weight 0 have no say, not even about which classes occur. */
export function countClasses(
  metric: string,
  { values: truth, classes }: Target,
  { values }: Prediction,
  weights: Float64Array | undefined,
): Counts {
  demandRows(metric, truth.length);
  demandNumbers(values, metric);
  const [right, actual, predicted] = [0, 1, 2].map(() => new Float64Array(classes.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let total = 0;
  for (let row = 0; row < truth.length; row++) {
    const weight = weights === undefined ? 1 : (weights[row] as number);
    const [label, guess] = [truth[row] as number, values[row] as number];
    actual[label] = (actual[label] as number) + weight;
    predicted[guess] = (predicted[guess] as number) + weight;
    if (label === guess) right[label] = (right[label] as number) + weight;
    total += weight;
  }
  demandWeight(metric, total);
  return { classes, right, actual, predicted, total };
}
