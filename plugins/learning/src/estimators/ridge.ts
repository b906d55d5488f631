import { Estimator, TrialFailure } from '@tunewright/core';
import type { EstimatorPlugin, Json, Model, Table, Target, Training } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { linearPredictor, restoreLinearPredictor } from './regression/linear-predictor.js';
import { normalEquations } from './regression/normal-equations.js';
import { ridgeSolution } from './regression/ridge-solution.js';

const Params = Type.Object(
  {
    alpha: Type.Number({
      minimum: 0,
      default: 1,
      scale: 'log',
      description:
        'Weight of the squared coefficients against the squared errors, both summed: larger is more regular, 0 is ' +
        'ordinary least squares.',
    }),
    fitIntercept: Type.Boolean({ default: true, description: 'Fit a constant, which has no penalty.' }),
  },
  { additionalProperties: false },
);

/** Minimizes Σ weight · (y − x·w − b)² + alpha Σ w², exactly. */
@Estimator({
  name: 'ridge',
  summary: 'Predict a number that is linear in the features, with small coefficients (L2 penalty).',
  params: Params,
  tasks: ['regression'],
  gives: () => ['values'],
  stochastic: false,
})
export class Ridge implements EstimatorPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  /** @throws {TrialFailure} `invalid`: a column is categorical or not finite; `diverged`: the numbers overflow. */
  fit(train: Table, target: Target, context: Training): Model {
    const { alpha, fitIntercept } = this.params;
    const equations = context.shared(`least-squares/${String(fitIntercept)}`, () =>
      normalEquations(train, target, context.weights, fitIntercept, 'ridge'),
    );
    context.pulse();
    const solution = ridgeSolution(equations, alpha);
    if (solution === undefined) {
      throw new TrialFailure('diverged', 'The features are so large that "ridge" overflows. Scale them first.');
    }
    if (!solution.unique) context.notice('singular-system', SINGULAR);
    return linearPredictor(solution.coefficients, equations.intercept(solution.coefficients), 'ridge');
  }

  restore(state: Json): Model {
    return restoreLinearPredictor(state, 'ridge');
  }
}

const SINGULAR =
  'Columns depend on each other and "alpha" is too small to decide between them; "ridge" took the shortest of the ' +
  'equally good coefficients. Raise "alpha", or leave columns out.';
