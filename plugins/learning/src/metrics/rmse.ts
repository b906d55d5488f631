import { Metric, type MetricPlugin, type Prediction, type Target } from '@tunewright/core';
import Type from 'typebox';
import { meanSquaredError } from './errors/squared.js';

const Params = Type.Object({}, { additionalProperties: false });

/** In the unit of the target. */
@Metric({
  name: 'rmse',
  summary: 'Root of the mean squared error.',
  params: Params,
  goal: 'minimize',
  needs: 'values',
  tasks: ['regression'],
})
export class Rmse implements MetricPlugin {
  score(truth: Target, prediction: Prediction, weights?: Float64Array): number {
    return Math.sqrt(meanSquaredError('rmse', truth, prediction, weights));
  }
}
