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
        'Weight of the penalty against half the mean squared error: larger is more regular. For no penalty at all ' +
        'use "ridge" with alpha 0.',
    }),
    l1Ratio: Type.Number({
      minimum: 0,
      maximum: 1,
      default: 0.5,
      description: 'Share of |w| in the penalty of a coefficient w; the rest is ½w².',
    }),
    ...DescentParams,
  },
  { additionalProperties: false },
);

/** Minimizes (1 / 2n) Σ (y − x·w − b)² + alpha Σ (l1Ratio |w| + ½ (1 − l1Ratio) w²), as scikit-learn does. */
@Estimator({
  name: 'elastic-net',
  summary: 'Predict a number that is linear in the features, with few and small coefficients (L1 and L2 penalty).',
  params: Params,
  tasks: ['regression'],
  gives: () => ['values'],
  stochastic: false,
})
export class ElasticNet implements EstimatorPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  fit(train: Table, target: Target, context: Training): Model {
    return penalizedFit('elastic-net', this.params, train, target, context);
  }

  restore(state: Json): Model {
    return restoreLinearPredictor(state, 'elastic-net');
  }
}
