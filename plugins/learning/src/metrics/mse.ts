import { Metric, type MetricPlugin, type Prediction, type Target } from '@tunewright/core';
import Type from 'typebox';
import { meanSquaredError } from './errors/squared.js';

const Params = Type.Object({}, { additionalProperties: false });

/** In the square of the target's unit. */
@Metric({
  name: 'mse',
  summary: 'Mean squared error.',
  params: Params,
  goal: 'minimize',
  needs: 'values',
  tasks: ['regression'],
})
export class Mse implements MetricPlugin {
  score(truth: Target, prediction: Prediction, weights?: Float64Array): number {
    return meanSquaredError('mse', truth, prediction, weights);
  }
}
