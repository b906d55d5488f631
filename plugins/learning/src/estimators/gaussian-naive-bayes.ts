import { Estimator, TrialFailure } from '@tunewright/core';
import type { EstimatorPlugin, Json, Model, Table, Target, Training } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { bayesModel, restoreBayesModel } from './bayes/model.js';
import { classMoments, type ClassMoments } from './bayes/moments.js';

const NAME = 'gaussian-naive-bayes';

const Params = Type.Object(
  {
    varSmoothing: Type.Number({
      minimum: 0,
      default: 1e-9,
      scale: 'log',
      description:
        'Share of the largest variance of a column that is added to all variances, so that none is 0: larger is ' +
        'smoother.',
    }),
  },
  { additionalProperties: false },
);

/** Within each class every feature is taken as normal, independently of the others. Priors are the classes' shares. */
@Estimator({
  name: NAME,
  summary: 'Classify by normal distributions of the features within each class.',
  params: Params,
  tasks: ['classification'],
  gives: () => ['values', 'scores', 'probabilities'],
  stochastic: false,
})
export class GaussianNaiveBayes implements EstimatorPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  /** @throws {TrialFailure} `invalid`: a column is categorical, not finite, or constant where nothing is smoothed. */
  fit(train: Table, target: Target, context: Training): Model {
    const moments = context.shared(NAME, () => classMoments(train, target, context.weights, NAME));
    context.pulse();
    const { priors, means, largestVariance } = moments;
    const variances = moments.variances.map((variance) => variance + this.params.varSmoothing * largestVariance);
    demandSpread(moments, variances, train, target);
    return bayesModel({ priors, means, variances }, NAME);
  }

  restore(state: Json): Model {
    return restoreBayesModel(state, NAME);
  }
}

function demandSpread({ priors }: ClassMoments, variances: Float64Array, { columns }: Table, target: Target): void {
  const width = columns.length;
  const flat = variances.findIndex((variance, at) => !(variance > 0) && (priors[Math.floor(at / width)] as number) > 0);
  if (flat === -1) return;
  throw new TrialFailure(
    'invalid',
    `"${NAME}" cannot use the column "${columns[flat % width]?.name ?? ''}": it is the same in all training rows of ` +
      `the class "${target.classes[Math.floor(flat / width)] ?? ''}". Raise "varSmoothing", or leave the column out.`,
  );
}
