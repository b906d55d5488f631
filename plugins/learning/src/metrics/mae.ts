import { Metric, type MetricPlugin, type Prediction, type Target } from '@tunewright/core';
import Type from 'typebox';
import { demandNumbers, weightedMean } from './checks/weighted-mean.js';

const Params = Type.Object({}, { additionalProperties: false });

/** In the unit of the target. */
@Metric({
  name: 'mae',
  summary: 'Mean absolute error.',
  params: Params,
  goal: 'minimize',
  needs: 'values',
  tasks: ['regression'],
})
export class Mae implements MetricPlugin {
  score(truth: Target, { values }: Prediction, weights?: Float64Array): number {
    demandNumbers(values, 'mae');
    return weightedMean('mae', truth.values.length, weights, (row) =>
      Math.abs((values[row] as number) - (truth.values[row] as number)),
    );
  }
}
