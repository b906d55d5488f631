import { Metric, TrialFailure, type MetricPlugin, type Prediction, type Target } from '@tunewright/core';
import Type from 'typebox';
import { weightedMean } from './checks/weighted-mean.js';
import { meanSquaredError } from './errors/squared.js';

const Params = Type.Object({}, { additionalProperties: false });

/**
 * 1 − squared error / squared deviation from the mean of these rows: 1 for a perfect model, 0 for their mean, below 0
 * for worse. Where scikit-learn gives NaN (fewer than two rows) or 0 or 1 (all true values alike), the trial fails.
 */
@Metric({
  name: 'r2',
  summary: 'Share of the variance of the target that is explained.',
  params: Params,
  goal: 'maximize',
  needs: 'values',
  tasks: ['regression'],
})
export class R2 implements MetricPlugin {
  score(truth: Target, prediction: Prediction, weights?: Float64Array): number {
    const error = meanSquaredError('r2', truth, prediction, weights);
    if (isConstant(truth.values, weights)) throw constant();
    const mean = (at: (row: number) => number): number => weightedMean('r2', truth.values.length, weights, at);
    const center = mean((row) => truth.values[row] as number);
    return 1 - error / mean((row) => ((truth.values[row] as number) - center) ** 2);
  }
}

/** Of the rows with weight; not by the variance, which rounding keeps from 0. */
function isConstant(truth: Float64Array, weights: Float64Array | undefined): boolean {
  const counting = weights === undefined ? truth : truth.filter((_, row) => weights[row] !== 0);
  return counting.every((value) => value === counting[0]);
}

function constant(): TrialFailure {
  return new TrialFailure(
    'invalid',
    'r2 is not defined on this fold: it has fewer than two rows, or all of the same true value, so there is no ' +
      'variance to explain. Use fewer or shuffled folds, or a metric such as "rmse".',
  );
}
