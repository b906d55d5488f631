import type { Target } from './table.js';

/** What a metric reads: predicted values or classes, decision scores, or class probabilities. */
export type Need = 'values' | 'scores' | 'probabilities';
/** Whether more or less of a score is better. */
export type Goal = 'maximize' | 'minimize';

/** A model's answers for some rows. Only what the metric needs is promised to be there. */
export interface Prediction {
  /** Class index or number, one a row. */
  readonly values: Float64Array;
  /** Decision scores: one a row for two classes, else rows × classes, row-major. */
  readonly scores?: Float64Array;
  /** Class probabilities: rows × classes, row-major, in the order of the target's classes. */
  readonly probabilities?: Float64Array;
}

/** Compares predictions with the truth. Throws a {@link TrialFailure} `invalid` where it is not defined. */
export interface MetricPlugin {
  score(truth: Target, prediction: Prediction, weights?: Float64Array): number;
}
