// What lasso and elastic-net have in common: (1 / 2n) Σ (y − x·w − b)² + alpha · (l1Ratio ‖w‖₁ + ½ (1 − l1Ratio) ‖w‖²),
// n being the rows, or the sum of their weights.
import { TrialFailure, type Model, type Table, type Target, type Training } from '@tunewright/core';
import { coordinateDescent, type Descent } from './coordinate-descent.js';
import { linearPredictor } from './linear-predictor.js';
import { normalEquations, type NormalEquations } from './normal-equations.js';
import { ridgeSolution } from './ridge-solution.js';

export interface Penalized {
  readonly alpha: number;
  readonly l1Ratio: number;
  readonly fitIntercept: boolean;
  readonly tolerance: number;
  readonly maxIterations: number;
}

/** @throws {TrialFailure} `invalid`: a column is categorical or not finite; `diverged`: the numbers overflow. */
export function penalizedFit(
  estimator: string,
  params: Penalized,
  train: Table,
  target: Target,
  context: Training,
): Model {
  const { fitIntercept, maxIterations, tolerance } = params;
  const equations = context.shared(`least-squares/${String(fitIntercept)}`, () =>
    normalEquations(train, target, context.weights, fitIntercept, estimator),
  );
  const { coefficients, converged } = descend(equations, params, context);
  if (!coefficients.every(Number.isFinite)) {
    throw new TrialFailure('diverged', `The features are so large that "${estimator}" overflows. Scale them first.`);
  }
  if (!converged) {
    context.notice(
      'solver-not-converged',
      `"${estimator}" had not reached tolerance ${String(tolerance)} after ${String(maxIterations)} sweeps over the ` +
        `coefficients. Scale the features, or raise "alpha" or "maxIterations".`,
    );
  }
  return linearPredictor(coefficients, equations.intercept(coefficients), estimator);
}

function descend(equations: NormalEquations, params: Penalized, context: Training): Descent {
  const { alpha, l1Ratio, tolerance, maxIterations } = params;
  const strength = { absolute: equations.total * alpha * l1Ratio, squared: equations.total * alpha * (1 - l1Ratio) };
  const pulse = (): void => {
    context.pulse();
  };
  if (strength.absolute > 0) return coordinateDescent(equations, strength, { tolerance, maxIterations, pulse });
  // Without |w| there is no duality gap to stop by, but an exact solution.
  pulse();
  const solution = ridgeSolution(equations, strength.squared);
  return { coefficients: solution?.coefficients ?? Float64Array.of(NaN), converged: true };
}
