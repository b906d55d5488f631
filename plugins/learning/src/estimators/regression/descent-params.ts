// Parameters of the estimators that descend by coordinates.
import Type from 'typebox';

export const DescentParams = {
  fitIntercept: Type.Boolean({ default: true, description: 'Fit a constant, which has no penalty.' }),
  tolerance: Type.Number({
    exclusiveMinimum: 0,
    maximum: 0.1,
    default: 1e-4,
    scale: 'log',
    description:
      'The fit ends when half the squared errors plus penalty are proved to be within this share of the squared ' +
      'targets (both summed, the targets about their mean) of their minimum.',
  }),
  maxIterations: Type.Integer({ minimum: 1, default: 10_000, description: 'Sweeps over the coefficients at most.' }),
};
