// Support vector classification: C-SVC as LIBSVM defines it (Chang & Lin 2011), one machine for each pair of classes.
import { Estimator } from '@tunewright/core';
import type { EstimatorPlugin, Json, Model, Table, Target, Training } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { FoldKernels } from './svm/fold-kernels.js';
import type { Block, Kernel } from './svm/kernel.js';
import { restoreSvc, SvcModel } from './svm/model.js';
import { trainMachine } from './svm/training.js';
import { arrange, type TrainingRows } from './svm/training-rows.js';

const Params = Type.Object(
  {
    C: Type.Number({
      exclusiveMinimum: 0,
      default: 1,
      scale: 'log',
      description: 'Price of training rows inside the margin: larger fits them harder, smaller makes a simpler border.',
    }),
    kernel: Type.Enum(['rbf', 'linear', 'poly', 'sigmoid'], {
      default: 'rbf',
      description:
        'Similarity of rows x and z: rbf is exp(-gamma |x - z|²), linear x·z, poly (gamma x·z + coef0)^degree, ' +
        'sigmoid tanh(gamma x·z + coef0).',
    }),
    gamma: Type.Union([Type.Number({ exclusiveMinimum: 0 }), Type.Enum(['scale', 'auto'])], {
      default: 'scale',
      scale: 'log',
      activeWhen: { kernel: ['rbf', 'poly', 'sigmoid'] },
      description:
        'How fast similarity fades with distance. "scale" is 1 / (columns × variance of all training values), "auto" ' +
        'is 1 / columns.',
    }),
    degree: Type.Integer({
      minimum: 0,
      default: 3,
      activeWhen: { kernel: ['poly'] },
      description: 'Degree of the polynomial.',
    }),
    coef0: Type.Number({
      default: 0,
      activeWhen: { kernel: ['poly', 'sigmoid'] },
      description: 'Constant added inside the kernel.',
    }),
    classWeight: Type.Enum(['none', 'balanced'], {
      default: 'none',
      description:
        '"balanced" multiplies C by rows / (classes × rows of the class), so that rare classes count as much.',
    }),
    probability: Type.Boolean({
      default: false,
      description: 'Also give class probabilities (Platt scaling). Fitting takes about five times as long.',
    }),
    tolerance: Type.Number({
      exclusiveMinimum: 0,
      default: 1e-3,
      scale: 'log',
      description: 'Violation of the optimality conditions at which the solver stops.',
    }),
    maxIterations: Type.Integer({
      minimum: 0,
      default: 0,
      description: 'Most solver iterations for a pair of classes; 0 means no limit.',
    }),
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
    const trained = trainMachine(fold, this.kernel(fold.rows), {
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

  private kernel(rows: TrainingRows): Kernel {
    const { kernel: name, gamma, degree, coef0 } = this.params;
    const number = gamma === 'scale' ? rows.scaleGamma : gamma === 'auto' ? 1 / rows.width : gamma;
    const polynomial = name === 'poly';
    return {
      name,
      gamma: name === 'linear' ? 0 : number,
      degree: polynomial ? degree : 0,
      coef0: polynomial || name === 'sigmoid' ? coef0 : 0,
    };
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

function takeVectors({ values, width }: TrainingRows, supports: Int32Array): Block {
  const vectors = new Float64Array(supports.length * width);
  supports.forEach((row, s) => vectors.set(values.subarray(row * width, (row + 1) * width), s * width));
  return { values: vectors, width };
}
