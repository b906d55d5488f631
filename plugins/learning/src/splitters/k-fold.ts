import { Splitter, type Fold, type SplitRequest, type SplitterPlugin } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { assignedFolds } from './folds/assigned-folds.js';
import { allRows } from './folds/drawn-share.js';
import { demandRows } from './folds/enough-rows.js';

const Params = Type.Object(
  {
    splits: Type.Integer({ minimum: 2, default: 5, description: 'Number of folds.' }),
    shuffle: Type.Boolean({
      default: true,
      description: 'Deal the rows out at random (by the seed of the study); false cuts them in their order.',
    }),
  },
  { additionalProperties: false },
);

@Splitter({ name: 'k-fold', summary: 'Hold out each of k equal parts of the rows once.', params: Params })
export class KFold implements SplitterPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  split({ rows, random }: SplitRequest): readonly Fold[] {
    const { splits, shuffle } = this.params;
    demandRows(rows, splits, 'k-fold');
    const order = allRows(rows);
    if (shuffle) random.shuffle(order);
    const heldOutIn = new Int32Array(rows);
    // The first `rows % splits` folds hold out one row more.
    const [size, larger] = [Math.floor(rows / splits), rows % splits];
    const border = larger * (size + 1);
    order.forEach((row, position) => {
      heldOutIn[row] =
        position < border ? Math.floor(position / (size + 1)) : larger + Math.floor((position - border) / size);
    });
    return assignedFolds(heldOutIn, splits);
  }
}
