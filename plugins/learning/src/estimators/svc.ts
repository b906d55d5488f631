// Support vector classification: C-SVC as LIBSVM defines it (Chang & Lin 2011), one machine for each pair of classes.
import { Estimator } from '@tunewright/core';
import type { EstimatorPlugin, Json, Model, Table, Target, Training } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { FoldKernels } from './svm/fold-kernels.js';
import { takeVectors } from './svm/kernel.js';
import { restoreSvc, SvcModel } from './svm/model.js';
import { COST, kernelParams, kernelFrom, solverParams } from './svm/params.js';
import { trainMachine } from './svm/training.js';
import { arrange, type TrainingRows } from './svm/training-rows.js';

const Params = Type.Object(
  {
    C: COST,
    ...kernelParams,
    classWeight: Type.Enum(['none', 'balanced'], {
      default: 'none',
      description:
        '"balanced" multiplies C by rows / (classes × rows of the class), so that rare classes count as much.',
    }),
    probability: Type.Boolean({
      default: false,
      description: 'Also give class probabilities (Platt scaling). Fitting takes about five times as long.',
    }),
    ...solverParams,
  },
  { additionalProperties: false },
);
type Params = Static<typeof Params>;

@Estimator({
  name: 'svc',
  summary: 'Support vector classifier with rbf, linear, polynomial or sigmoid kernel.',
  params: Params,
  tasks: ['classification'],
  gives: ({ probability }) => (probability ? ['values', 'scores', 'probabilities'] : ['values', 'scores']),
  onRequest: { probabilities: 'probability' },
  // The fit itself is exact. Only Platt's inner folds are drawn, by the seed of the configuration: repeating a trial
  // with another seed moves probabilities a little and classes never.
  stochastic: false,
})
export class Svc implements EstimatorPlugin {
  constructor(private readonly params: Params) {}

  /** @throws {TrialFailure} `invalid`: training rows of one class only, or a value that is not finite. */
  fit(train: Table, target: Target, context: Training): Model {
    const fold = context.shared('svc', () => new FoldKernels(arrange(train, target, context.weights)));
    const { C, classWeight, probability, tolerance, maxIterations } = this.params;
    const trained = trainMachine(fold, kernelFrom(this.params, fold.rows), {
      bounds: this.bounds(fold.rows),
      tolerance,
      limit: maxIterations,
      pulse: () => context.pulse(),
      classes: target.classes.length,
      ...(classWeight === 'none' && !fold.rows.weights && { uniform: C }),
      ...(probability && { random: context.random.split('platt') }),
    });
    const { machine, supports, unfinished } = trained;
    if (unfinished > 0) context.notice('solver-not-converged', this.unfinished(unfinished));
    const { heldOut } = context;
    const known = heldOut && { fold, heldOut, supports };
    return new SvcModel(machine, () => takeVectors(fold.rows, supports), known);
  }

  restore(state: Json): Model {
    return restoreSvc(state);
  }

  /** C of each training row. */
  private bounds({ length, classes, starts, weights }: TrainingRows): Float64Array {
    const { C, classWeight } = this.params;
    const bounds = new Float64Array(length);
    for (let part = 0; part < classes.length; part++) {
      const start = starts[part] as number;
      const end = starts[part + 1] as number;
      bounds.fill(classWeight === 'balanced' ? (C * length) / (classes.length * (end - start)) : C, start, end);
    }
    if (weights) for (let i = 0; i < length; i++) bounds[i] = (bounds[i] as number) * (weights[i] as number);
    return bounds;
  }

  private unfinished(pairs: number): string {
    return (
      `The solver of "svc" stopped after ${this.params.maxIterations} iterations in ${pairs} of its pairs of classes ` +
      `without reaching tolerance ${this.params.tolerance}. Scale the columns, lower C or raise maxIterations.`
    );
  }
}
