import { Metric, type MetricPlugin, type Prediction, type Target } from '@tunewright/core';
import Type from 'typebox';
import { demandNumbers, weightedMean } from './checks/weighted-mean.js';

const Params = Type.Object({}, { additionalProperties: false });

@Metric({
  name: 'accuracy',
  summary: 'Share of the rows whose class is predicted rightly.',
  params: Params,
  goal: 'maximize',
  needs: 'values',
  tasks: ['classification'],
})
export class Accuracy implements MetricPlugin {
  score(truth: Target, { values }: Prediction, weights?: Float64Array): number {
    demandNumbers(values, 'accuracy');
    return weightedMean('accuracy', truth.values.length, weights, (row) => (truth.values[row] === values[row] ? 1 : 0));
  }
}
