import { Metric, TrialFailure, type MetricPlugin, type Prediction, type Target } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { countClasses } from './confusion/counts.js';

const Params = Type.Object(
  {
    zeroDivision: Type.Enum(['fail', 0], {
      default: 'fail',
      description:
        'The score when all rows are of one class, or all predicted to be: 0 as in scikit-learn, or "fail" for the ' +
        'trial to fail and say so.',
    }),
  },
  { additionalProperties: false },
);

/** Matthews' correlation, for any number of classes: R_K of Gorodkin 2004. From −1 to 1, 0 for guessing. */
@Metric({
  name: 'mcc',
  summary: 'Correlation of true and predicted classes (Matthews).',
  params: Params,
  goal: 'maximize',
  needs: 'values',
  tasks: ['classification'],
})
export class Mcc implements MetricPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  score(truth: Target, prediction: Prediction, weights?: Float64Array): number {
    const { right, actual, predicted, total } = countClasses('mcc', truth, prediction, weights);
    if (isOne(actual) || isOne(predicted)) {
      if (this.params.zeroDivision === 'fail') throw constant(isOne(actual));
      return 0;
    }
    const square = total * total;
    const covariance = sum(right) * total - dot(actual, predicted);
    return covariance / Math.sqrt((square - dot(actual, actual)) * (square - dot(predicted, predicted)));
  }
}

function isOne(weights: Float64Array): boolean {
  return weights.filter((weight) => weight > 0).length === 1;
}

function sum(numbers: Float64Array): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((total, number, k) => total + number * (b[k] as number), 0);
}

function constant(inTruth: boolean): TrialFailure {
  return inTruth
    ? new TrialFailure(
        'invalid',
        'mcc is not defined on this fold: all rows are of one class. Use stratified or fewer folds, ' +
          'or set "zeroDivision" to 0.',
      )
    : new TrialFailure(
        'invalid',
        'mcc is not defined: the model predicts one class for all rows. Set "zeroDivision" to 0 to score that as ' +
          'guessing.',
      );
}
