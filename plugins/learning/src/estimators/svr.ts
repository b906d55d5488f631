// Support vector regression: epsilon-SVR as LIBSVM defines it (Chang & Lin 2011, section 2.4).
import { Estimator } from '@tunewright/core';
import type { EstimatorPlugin, Json, Model, Table, Target, Training } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { FoldKernels } from './svm/fold-kernels.js';
import { takeVectors } from './svm/kernel.js';
import { COST, kernelFrom, kernelParams, solverParams } from './svm/params.js';
import { regressionSolver, trainRegression } from './svm/regression.js';
import { restoreSvr, SvrModel } from './svm/regression-model.js';
import { arrangeRegression } from './svm/regression-rows.js';

const Params = Type.Object(
  {
    C: COST,
    epsilon: Type.Number({
      minimum: 0,
      default: 0.1,
      scale: 'log',
      description: 'Errors up to this, in units of the target, are free: half the width of the tube around the curve.',
    }),
    ...kernelParams,
    ...solverParams,
  },
  { additionalProperties: false },
);
type Params = Static<typeof Params>;

@Estimator({
  name: 'svr',
  summary: 'Support vector regression with rbf, linear, polynomial or sigmoid kernel.',
  params: Params,
  tasks: ['regression'],
  gives: () => ['values'],
  stochastic: false,
})
export class Svr implements EstimatorPlugin {
  constructor(private readonly params: Params) {}

  /** @throws {TrialFailure} `invalid`: no training row counts, or a column is categorical or not finite. */
  fit(train: Table, target: Target, context: Training): Model {
    const fold = context.shared('svr', () => {
      const rows = arrangeRegression(train, target, context.weights, 'svr');
      return new FoldKernels(rows, regressionSolver(rows));
    });
    const { C, epsilon, tolerance, maxIterations } = this.params;
    const kernel = kernelFrom(this.params, fold.rows);
    const options = { C, epsilon, tolerance, limit: maxIterations, pulse: () => context.pulse() };
    const { coefficients, rho, supports, converged } = trainRegression(fold, kernel, options);
    if (!converged) context.notice('solver-not-converged', this.unfinished());
    const { heldOut } = context;
    const known = heldOut && { fold, heldOut, supports };
    return new SvrModel({ kernel, coefficients, rho }, () => takeVectors(fold.rows, supports), known);
  }

  restore(state: Json): Model {
    return restoreSvr(state);
  }

  private unfinished(): string {
    return (
      `The solver of "svr" stopped after ${this.params.maxIterations} iterations without reaching tolerance ` +
      `${this.params.tolerance}. Scale the columns, lower C or raise maxIterations.`
    );
  }
}
