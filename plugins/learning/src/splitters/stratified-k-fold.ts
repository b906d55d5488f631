import { Splitter, type Fold, type SplitRequest, type SplitterPlugin } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { assignedFolds } from './folds/assigned-folds.js';
import { demandRows } from './folds/enough-rows.js';
import { demandMembers, rowsByClass } from './folds/strata.js';

const Params = Type.Object(
  {
    splits: Type.Integer({ minimum: 2, default: 5, description: 'Number of folds.' }),
    shuffle: Type.Boolean({
      default: true,
      description: 'Deal the rows of each class out at random (by the seed of the study); false takes their order.',
    }),
  },
  { additionalProperties: false },
);

/** A class with fewer rows than folds is missing from some of them; at least one class must have enough. */
@Splitter({
  name: 'stratified-k-fold',
  summary: 'Hold out each of k parts of the rows once, the classes in equal shares in all parts.',
  params: Params,
})
export class StratifiedKFold implements SplitterPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  split({ rows, target, random }: SplitRequest): readonly Fold[] {
    const { splits, shuffle } = this.params;
    demandRows(rows, splits, 'stratified-k-fold');
    const strata = rowsByClass(target, 'stratified-k-fold', 'Use "k-fold".');
    demandMembers(strata, splits, 'stratified-k-fold', 'k-fold');
    const heldOutIn = new Int32Array(rows);
    const quotas = allocate(strata, splits);
    strata.forEach((stratum, k) => {
      const folds = repeatEach(quotas[k] as Int32Array, stratum.length);
      if (shuffle) random.shuffle(folds);
      stratum.forEach((row, position) => (heldOutIn[row] = folds[position] as number));
    });
    return assignedFolds(heldOutIn, splits);
  }
}

/**
 * How many rows of each class each fold holds out. As scikit-learn does it: with the classes laid end to end, fold f
 * takes the classes found at positions f, f + splits, f + 2 splits, …, so that both the folds' sizes and the classes'
 * shares differ by one row at most.
 */
function allocate(strata: readonly Int32Array[], splits: number): Int32Array[] {
  let position = 0;
  return strata.map((stratum) => {
    const quota = new Int32Array(splits);
    for (let i = 0; i < stratum.length; i++) {
      const fold = position++ % splits;
      quota[fold] = (quota[fold] as number) + 1;
    }
    return quota;
  });
}

/** Fold 0 as often as its quota says, then fold 1, … */
function repeatEach(quota: Int32Array, length: number): Int32Array {
  const folds = new Int32Array(length);
  let end = 0;
  quota.forEach((count, fold) => {
    folds.fill(fold, end, end + count);
    end += count;
  });
  return folds;
}
