import { Metric, type MetricPlugin, type Prediction, type Target } from '@tunewright/core';
import Type from 'typebox';
import { demandNumbers, weightedMean } from './checks/weighted-mean.js';

const Params = Type.Object({}, { additionalProperties: false });

// Keeps the loss of a certain and wrong prediction finite: −ln ε ≈ 36. The bound of scikit-learn 1.2 for doubles.
const LEAST_PROBABILITY = Number.EPSILON;

/** Mean of −ln p(true class), in nats. Probabilities are kept within [ε, 1 − ε], then scaled to sum 1 in each row. */
@Metric({
  name: 'log-loss',
  summary: 'Mean negative logarithm of the probability given to the true class.',
  params: Params,
  goal: 'minimize',
  needs: 'probabilities',
  tasks: ['classification'],
})
export class LogLoss implements MetricPlugin {
  score(truth: Target, { probabilities }: Prediction, weights?: Float64Array): number {
    if (probabilities === undefined) throw new Error('log-loss was handed no probabilities.');
    demandNumbers(probabilities, 'log-loss');
    const classes = truth.classes.length;
    return weightedMean('log-loss', truth.values.length, weights, (row) => {
      const start = row * classes;
      let sum = 0;
      for (let k = 0; k < classes; k++) sum += clipped(probabilities[start + k] as number);
      return Math.log(sum) - Math.log(clipped(probabilities[start + (truth.values[row] as number)] as number));
    });
  }
}

function clipped(probability: number): number {
  return Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, probability));
}
