import { Metric, type MetricPlugin, type Prediction, type Target } from '@tunewright/core';
import Type from 'typebox';
import { demandNumbers, weightedMean } from './checks/weighted-mean.js';

const Params = Type.Object({}, { additionalProperties: false });

/**
 * With pₖ the probability given to class k, and yₖ 1 for the true class and 0 for the others: for two classes the mean
 * of (p₁ − y₁)², from 0 to 1, as in scikit-learn; for more the mean of Σₖ (pₖ − yₖ)², from 0 to 2, as in Brier 1950.
 * For two classes Brier's sum would be twice as much.
 */
@Metric({
  name: 'brier',
  summary: 'Mean squared error of the class probabilities.',
  params: Params,
  goal: 'minimize',
  needs: 'probabilities',
  tasks: ['classification'],
})
export class Brier implements MetricPlugin {
  score({ values, classes }: Target, { probabilities }: Prediction, weights?: Float64Array): number {
    if (probabilities === undefined) throw new Error('brier was handed no probabilities.');
    demandNumbers(probabilities, 'brier');
    const width = classes.length;
    const first = width === 2 ? 1 : 0;
    return weightedMean('brier', values.length, weights, (row) => {
      let sum = 0;
      for (let k = first; k < width; k++)
        sum += ((probabilities[row * width + k] as number) - Number(values[row] === k)) ** 2;
      return sum;
    });
  }
}
