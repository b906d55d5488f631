import { Splitter, type Fold, type Random, type SplitRequest, type SplitterPlugin } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { assignedFolds } from './folds/assigned-folds.js';
import { groupsFor, type Groups } from './folds/groups.js';
import { numpyOrder } from './folds/numpy-order.js';

const Params = Type.Object(
  {
    splits: Type.Integer({ minimum: 2, default: 5, description: 'Number of folds.' }),
    shuffle: Type.Boolean({
      default: true,
      description: 'Let groups of the same size change places at random (by the seed of the study).',
    }),
  },
  { additionalProperties: false },
);

/**
 * From the largest group to the smallest, each goes to the fold with fewest rows so far, the first of equals.
 * Unshuffled these are scikit-learn's folds; shuffled ones are our own generator's, not NumPy's.
 */
@Splitter({
  name: 'group-k-fold',
  summary: 'Hold out each of k parts of the groups once, so that no group is on both sides.',
  params: Params,
})
export class GroupKFold implements SplitterPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  split(request: SplitRequest): readonly Fold[] {
    const { splits, shuffle } = this.params;
    const groups = groupsFor(splits, 'group-k-fold', request);
    const foldOf = new Int32Array(groups.count);
    const rows = new Int32Array(splits);
    for (const group of largestFirst(groups, shuffle ? request.random : undefined)) {
      const fold = rows.indexOf(rows.reduce((least, count) => Math.min(least, count)));
      foldOf[group] = fold;
      rows[fold] = (rows[fold] as number) + (groups.sizes[group] as number);
    }
    return assignedFolds(
      groups.of.map((group) => foldOf[group] as number),
      splits,
    );
  }
}

function largestFirst({ count, sizes }: Groups, random: Random | undefined): Int32Array {
  if (random === undefined) return numpyOrder(sizes).reverse();
  const order = random.shuffle(Int32Array.from({ length: count }, (_, group) => group));
  return order.sort((a, b) => (sizes[b] as number) - (sizes[a] as number));
}
