import { Estimator } from '@tunewright/core';
import type { EstimatorPlugin, Json, Model, Table, Target, Training } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { DescentParams } from './regression/descent-params.js';
import { restoreLinearPredictor } from './regression/linear-predictor.js';
import { penalizedFit } from './regression/penalized-fit.js';

const Params = Type.Object(
  {
    alpha: Type.Number({
      exclusiveMinimum: 0,
      default: 1,
      scale: 'log',
      description:
        'Weight of the absolute coefficients against half the mean squared error: larger sets more of them to 0. For ' +
        'no penalty at all use "ridge" with alpha 0.',
    }),
    ...DescentParams,
  },
  { additionalProperties: false },
);

/** Minimizes (1 / 2n) Σ (y − x·w − b)² + alpha Σ |w|, as scikit-learn does. */
@Estimator({
  name: 'lasso',
  summary: 'Predict a number that is linear in a few of the features (L1 penalty).',
  params: Params,
  tasks: ['regression'],
  gives: () => ['values'],
  stochastic: false,
})
export class Lasso implements EstimatorPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  fit(train: Table, target: Target, context: Training): Model {
    return penalizedFit('lasso', { ...this.params, l1Ratio: 1 }, train, target, context);
  }

  restore(state: Json): Model {
    return restoreLinearPredictor(state, 'lasso');
  }
}
