import { Metric, TrialFailure, type MetricPlugin, type Prediction, type Target } from '@tunewright/core';
import Type from 'typebox';
import { demandNumbers, weightedMean } from './checks/weighted-mean.js';

const Params = Type.Object({}, { additionalProperties: false });

/** A share, not in percent: 0.1 means 10 %. scikit-learn divides by 2⁻⁵² where the truth is 0; here the trial fails. */
@Metric({
  name: 'mape',
  summary: 'Mean absolute error as a share of the true value.',
  params: Params,
  goal: 'minimize',
  needs: 'values',
  tasks: ['regression'],
})
export class Mape implements MetricPlugin {
  score(truth: Target, { values }: Prediction, weights?: Float64Array): number {
    demandNumbers(values, 'mape');
    return weightedMean('mape', truth.values.length, weights, (row) => {
      const actual = truth.values[row] as number;
      if (actual !== 0) return Math.abs(((values[row] as number) - actual) / actual);
      if (weights?.[row] === 0) return 0;
      throw new TrialFailure(
        'invalid',
        'mape is not defined on this fold: the true value of a row is 0, and no error is a share of 0. Use "mae" or ' +
          '"rmse", or leave such rows out of the data.',
      );
    });
  }
}
