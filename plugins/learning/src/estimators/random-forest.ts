// Random forests (Breiman 2001): trees on rows drawn with return, each split the best of a few columns.
import { Estimator } from '@tunewright/core';
import type { EstimatorPlugin, Json, Model, Random, Table, Target, Task, Training } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { forestModel, restoreForest } from './tree/forest-model.js';
import { Grower } from './tree/grower.js';
import { columnsTried, limitsOf, SHARE, treeParams } from './tree/params.js';
import { prepare, type Ground } from './tree/training.js';
import type { Tree } from './tree/tree.js';

const NAME = 'random-forest';

const Params = Type.Object(
  {
    trees: Type.Integer({
      minimum: 1,
      default: 100,
      description: 'Number of trees: more are never worse, but slower.',
    }),
    bootstrap: Type.Boolean({
      default: true,
      description: 'Grow each tree on as many rows as there are, drawn with return; else on the rows as they are.',
    }),
    ...treeParams,
    maxFeatures: Type.Union([Type.Enum(['auto', 'all', 'sqrt', 'log2']), SHARE], {
      default: 'auto',
      description:
        'Columns tried at each node, drawn anew for each: all of them, the root or logarithm of their number, or a ' +
        'share of them. "auto" is "sqrt" for classes and "all" for numbers.',
    }),
  },
  { additionalProperties: false },
);
type Params = Static<typeof Params>;

/** Probabilities are the mean of the trees' leaves, values the class of the largest or the mean. */
@Estimator({
  name: NAME,
  summary: 'Average many trees, each grown on other rows and columns.',
  params: Params,
  tasks: ['classification', 'regression'],
  gives: () => ['values', 'scores', 'probabilities'],
  stochastic: true,
})
export class RandomForest implements EstimatorPlugin {
  constructor(private readonly params: Params) {}

  /**
   * @throws {TrialFailure} `invalid`: a parameter is for another task, no training row counts, or a column is
   * categorical or not finite.
   */
  fit(train: Table, target: Target, context: Training): Model {
    const ground = prepare(this.params, train, target, context, NAME);
    const { columns, criterion } = ground;
    const tried = columnsTried(this.maxFeatures(target.task), columns.width);
    const grower = new Grower(columns, criterion, limitsOf(this.params, tried), () => context.pulse());
    const draw = this.params.bootstrap ? bootstrap : everything;
    const trees = Array.from({ length: this.params.trees }, (_, number): Tree => {
      context.pulse();
      const random = context.random.split(number);
      const { rows, weights } = draw(ground, random);
      return grower.grow(rows, weights, tried < columns.width ? random : undefined);
    });
    return forestModel({ columns: columns.width, classes: target.classes.length, trees }, NAME);
  }

  restore(state: Json): Model {
    return restoreForest(state, NAME);
  }

  private maxFeatures(task: Task): 'all' | 'sqrt' | 'log2' | number {
    const { maxFeatures } = this.params;
    if (maxFeatures !== 'auto') return maxFeatures;
    return task === 'classification' ? 'sqrt' : 'all';
  }
}

type Drawn = Pick<Ground, 'rows' | 'weights'>;

/** As many rows as there are, drawn with return: a row drawn twice weighs double. */
function bootstrap({ rows, weights }: Ground, random: Random): Drawn {
  const drawn = new Float64Array(weights.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[random.below(rows.length)] as number;
    drawn[row] = (drawn[row] as number) + (weights[row] as number);
  }
  return { rows: rows.filter((row) => (drawn[row] as number) > 0), weights: drawn };
}

function everything({ rows, weights }: Ground): Drawn {
  return { rows: rows.slice(), weights };
}
