import { Metric, type MetricPlugin, type Prediction, type Target } from '@tunewright/core';
import Type from 'typebox';
import { countClasses } from './confusion/counts.js';

const Params = Type.Object({}, { additionalProperties: false });

/** Mean recall of the classes that rows are of; a class that only is predicted does not count, as in scikit-learn. */
@Metric({
  name: 'balanced-accuracy',
  summary: 'Share of the rows predicted rightly, every class counting alike.',
  params: Params,
  goal: 'maximize',
  needs: 'values',
  tasks: ['classification'],
})
export class BalancedAccuracy implements MetricPlugin {
  score(truth: Target, prediction: Prediction, weights?: Float64Array): number {
    const { right, actual } = countClasses('balanced-accuracy', truth, prediction, weights);
    let [sum, occurring] = [0, 0];
    actual.forEach((weight, k) => {
      if (weight === 0) return;
      sum += (right[k] as number) / weight;
      occurring++;
    });
    return sum / occurring;
  }
}
