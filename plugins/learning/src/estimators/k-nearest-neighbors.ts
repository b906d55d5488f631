import { Estimator, TrialFailure } from '@tunewright/core';
import type { EstimatorPlugin, Json, Model, Table, Target, Training } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { neighborsModel, restoreNeighborsModel } from './neighbors/model.js';
import { Neighborhood } from './neighbors/neighborhood.js';
import { numericRows } from './rows/numeric-rows.js';

const Params = Type.Object(
  {
    neighbors: Type.Integer({
      minimum: 1,
      default: 5,
      description: 'How many of the nearest training rows are asked.',
    }),
    weights: Type.Enum(['uniform', 'distance'], {
      default: 'uniform',
      description:
        'Whether all neighbors count alike ("uniform") or by 1 / distance ("distance"; at distance 0 no others count).',
    }),
    p: Type.Number({
      minimum: 1,
      default: 2,
      description: 'Exponent of the distance (Σ |x - z|^p)^(1/p): 2 is Euclidean, 1 is the sum of the differences.',
    }),
  },
  { additionalProperties: false },
);

/**
 * Answers with the mean of the nearest training rows, or the class that most of them have: of equals the first. Among
 * rows at the same distance the earlier ones are nearer.
 */
@Estimator({
  name: 'k-nearest-neighbors',
  summary: 'Predict what the nearest training rows have, a class or a number.',
  params: Params,
  tasks: ['classification', 'regression'],
  gives: () => ['values', 'scores', 'probabilities'],
  stochastic: false,
})
export class KNearestNeighbors implements EstimatorPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  /** @throws {TrialFailure} `invalid`: fewer training rows than neighbors; a column is categorical or not finite. */
  fit(train: Table, target: Target, context: Training): Model {
    const { neighbors, weights, p } = this.params;
    if (neighbors > train.length) throw new TrialFailure('invalid', tooMany(neighbors, train.length));
    if (context.weights?.some((weight) => weight !== context.weights?.[0]) === true) {
      context.notice('weights-ignored', WEIGHTS_IGNORED);
    }
    const neighborhood = context.shared(
      `k-nearest-neighbors/${String(p)}`,
      () => new Neighborhood(numericRows(train, 'k-nearest-neighbors'), train.length, train.columns.length, p),
    );
    // Done here, where a cancelled trial can be told, and for all trials of the fold.
    if (context.heldOut !== undefined) {
      neighborhood.keep(context.heldOut, neighbors, () => {
        context.pulse();
      });
    }
    return neighborsModel(neighborhood, {
      neighbors,
      weights,
      classes: target.classes.length,
      targets: target.values,
    });
  }

  restore(state: Json): Model {
    return restoreNeighborsModel(state);
  }
}

const WEIGHTS_IGNORED =
  'The rows have weights, but "k-nearest-neighbors" has no use for them: in training all rows count alike. They do ' +
  'count in the scores.';

function tooMany(neighbors: number, rows: number): string {
  return (
    `"k-nearest-neighbors" was asked for ${String(neighbors)} neighbors, but the fold has only ${String(rows)} training ` +
    `rows. Lower "neighbors", or use folds with more training rows.`
  );
}
