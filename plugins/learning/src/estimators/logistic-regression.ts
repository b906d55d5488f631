import {
  Estimator,
  type EstimatorPlugin,
  type Json,
  type Model,
  type Table,
  type Target,
  type Training,
} from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { balancingFactors, labelsOf, type Labels } from './linear/classes.js';
import { designOf } from './linear/design.js';
import { linearModel, restoreLinearModel } from './linear/linear-model.js';
import type { Ending } from './linear/newton.js';
import { solve, type Strength } from './linear/solve.js';

const PENALTIES = ['l2', 'l1', 'elastic-net', 'none'] as const;

const Params = Type.Object(
  {
    penalty: Type.Enum([...PENALTIES], {
      default: 'l2',
      description:
        'What is added to the loss for each coefficient w: ½w² ("l2"), |w| ("l1"), a mix of both ("elastic-net") or ' +
        'nothing. The intercept is free.',
    }),
    C: Type.Number({
      exclusiveMinimum: 0,
      default: 1,
      scale: 'log',
      activeWhen: { penalty: ['l2', 'l1', 'elastic-net'] },
      description: 'Weight of the loss (summed over the rows) against the penalty: smaller is more regular.',
    }),
    l1Ratio: Type.Number({
      minimum: 0,
      maximum: 1,
      default: 0.5,
      activeWhen: { penalty: ['elastic-net'] },
      description: 'Share of |w| in the mix; the rest is ½w².',
    }),
    classWeight: Type.Enum(['none', 'balanced'], {
      default: 'none',
      description:
        '"balanced" weighs each row of a class by rows / (classes × rows of the class), so that rare classes count as ' +
        'much.',
    }),
    fitIntercept: Type.Boolean({ default: true, description: 'Fit a constant for each class.' }),
    tolerance: Type.Number({
      minimum: 1e-10,
      maximum: 0.1,
      default: 1e-6,
      description:
        'About the relative error left in the coefficients. The fit ends when the next step of the solver would ' +
        'lower what it minimizes by less than tolerance², as a share of it.',
    }),
    maxIterations: Type.Integer({ minimum: 1, default: 200, description: 'Steps of the solver at most.' }),
  },
  { additionalProperties: false },
);

/**
 * Minimizes C · Σ log loss + penalty, as scikit-learn does: softmax regression, and for two classes the plain logistic
 * one.
 */
@Estimator({
  name: 'logistic-regression',
  summary: 'Classify by scores that are linear in the features.',
  params: Params,
  tasks: ['classification'],
  gives: () => ['scores', 'probabilities'],
  stochastic: false,
})
export class LogisticRegression implements EstimatorPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  fit(train: Table, target: Target, context: Training): Model {
    const { fitIntercept, tolerance, maxIterations } = this.params;
    const { weights } = context;
    const found = labelsOf(target, weights);
    const { present, labels } = found;
    const design = context.shared(`logistic-regression/design/${String(fitIntercept)}`, () =>
      designOf(train, fitIntercept),
    );
    const costs = this.costs(found, weights);
    const effort = { tolerance, maxIterations, pulse: () => context.pulse() };
    const { ending, ...fitted } = solve(design, labels, present.length, costs, this.strength(), effort);
    if (ending !== 'converged') context.notice('solver-not-converged', NOTICES[ending](maxIterations));
    return linearModel({ classes: target.classes.length, present, ...fitted });
  }

  restore(state: Json): Model {
    return restoreLinearModel(state);
  }

  /** What the log loss of each row costs. */
  private costs(found: Labels, weights: Float64Array | undefined): Float64Array {
    const { penalty, C, classWeight } = this.params;
    const cost = penalty === 'none' ? 1 : C;
    const factors = classWeight === 'balanced' ? balancingFactors(found, weights) : undefined;
    return Float64Array.from(found.labels, (label, row) => cost * (weights?.[row] ?? 1) * (factors?.[label] ?? 1));
  }

  private strength(): Strength {
    const { penalty, l1Ratio } = this.params;
    if (penalty === 'none') return { absolute: 0, squared: 0 };
    const share = { l2: 0, l1: 1, 'elastic-net': l1Ratio }[penalty];
    return { absolute: share, squared: 1 - share };
  }
}

const NOTICES: Readonly<Record<Exclude<Ending, 'converged'>, (iterations: number) => string>> = {
  iterations: (iterations) =>
    `logistic-regression had not converged after ${iterations} steps. Scale the features, or raise "maxIterations".`,
  stalled: () =>
    'logistic-regression stopped before "tolerance" was reached: rounding hides any further progress. ' +
    'Scale the features, or raise "tolerance".',
  separable: () =>
    'logistic-regression separates the training rows perfectly: without a penalty its coefficients grow without ' +
    'bound, and were cut off where the loss is nearly 0. Use a penalty such as "l2".',
};
