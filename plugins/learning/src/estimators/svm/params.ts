// Parameters that support vector machines share, whatever they predict.
import Type, { type Static, type TObject } from 'typebox';
import type { Kernel } from './kernel.js';
import type { SvmRows } from './training-rows.js';

export const COST = Type.Number({
  exclusiveMinimum: 0,
  default: 1,
  scale: 'log',
  description: 'Price of errors on the training rows: larger fits them harder, smaller makes a simpler model.',
});

export const kernelParams = {
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
};

export const solverParams = {
  tolerance: Type.Number({
    exclusiveMinimum: 0,
    default: 1e-3,
    scale: 'log',
    description: 'Violation of the optimality conditions at which the solver stops.',
  }),
  maxIterations: Type.Integer({
    minimum: 0,
    default: 0,
    description: 'Most iterations of the solver, in a classifier for each pair of classes; 0 means no limit.',
  }),
};

/** The kernel with its parameters as numbers, those it does not use as 0. */
export function kernelFrom(params: Static<TObject<typeof kernelParams>>, { scaleGamma, width }: SvmRows): Kernel {
  const { kernel: name, gamma, degree, coef0 } = params;
  const number = gamma === 'scale' ? scaleGamma : gamma === 'auto' ? 1 / width : gamma;
  const polynomial = name === 'poly';
  return {
    name,
    gamma: name === 'linear' ? 0 : number,
    degree: polynomial ? degree : 0,
    coef0: polynomial || name === 'sigmoid' ? coef0 : 0,
  };
}
