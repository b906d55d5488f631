// Classification and regression trees with exact splits (Breiman et al. 1984).
import { Estimator } from '@tunewright/core';
import type { EstimatorPlugin, Json, Model, Table, Target, Training } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { forestModel, restoreForest } from './tree/forest-model.js';
import { Grower } from './tree/grower.js';
import { columnsTried, limitsOf, SHARE, treeParams } from './tree/params.js';
import { prepare } from './tree/training.js';

const NAME = 'decision-tree';

const Params = Type.Object(
  {
    ...treeParams,
    maxFeatures: Type.Union([Type.Enum(['all', 'sqrt', 'log2']), SHARE], {
      default: 'all',
      description:
        'Columns tried at each node, drawn anew for each: all of them, the root or logarithm of their number, or a ' +
        'share of them.',
    }),
  },
  { additionalProperties: false },
);
type Params = Static<typeof Params>;

/**
 * Of equally good splits the one on the first column is taken, and of those the one with the lowest threshold. Rows
 * count as often as they are there, whatever their weight; rows of weight 0 do not count at all.
 */
@Estimator({
  name: NAME,
  summary: 'Ask about one column after the other, each time what parts the target best.',
  params: Params,
  tasks: ['classification', 'regression'],
  gives: () => ['values', 'scores', 'probabilities'],
  // Only where `maxFeatures` draws columns; with all of them every seed gives the same tree.
  stochastic: true,
})
export class DecisionTree implements EstimatorPlugin {
  constructor(private readonly params: Params) {}

  /**
   * @throws {TrialFailure} `invalid`: a parameter is for another task, no training row counts, or a column is
   * categorical or not finite.
   */
  fit(train: Table, target: Target, context: Training): Model {
    const { columns, criterion, rows, weights } = prepare(this.params, train, target, context, NAME);
    const tried = columnsTried(this.params.maxFeatures, columns.width);
    const grower = new Grower(columns, criterion, limitsOf(this.params, tried), () => context.pulse());
    const random = tried < columns.width ? context.random.split('columns') : undefined;
    const tree = grower.grow(rows, weights, random);
    return forestModel({ columns: columns.width, classes: target.classes.length, trees: [tree] }, NAME);
  }

  restore(state: Json): Model {
    return restoreForest(state, NAME);
  }
}
