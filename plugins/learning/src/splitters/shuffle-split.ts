import { Problem, Splitter, type Fold, type SplitRequest, type SplitterPlugin } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { assignedFolds } from './folds/assigned-folds.js';
import { allRows, drawShare } from './folds/drawn-share.js';
import { rowsByClass } from './folds/strata.js';

const Params = Type.Object(
  {
    splits: Type.Integer({ minimum: 1, default: 10, description: 'Number of folds.' }),
    share: Type.Number({
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
      default: 0.2,
      description: 'Share of the rows held out in each; at least one row is, and at least one is trained on.',
    }),
    stratify: Type.Boolean({
      default: true,
      description: 'Hold out the same share of every class. Means nothing for regression.',
    }),
  },
  { additionalProperties: false },
);

/** Each fold is drawn anew, so a row may be held out in several folds or in none. Our own generator, not NumPy's. */
@Splitter({
  name: 'shuffle-split',
  summary: 'Hold out a part of the rows at random, several times.',
  params: Params,
})
export class ShuffleSplit implements SplitterPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  split({ rows, target, random }: SplitRequest): readonly Fold[] {
    if (rows < 2) throw Problem.of('tooFewRows', `shuffle-split needs at least 2 rows, found ${rows}. Use more data.`);
    const { splits, share, stratify } = this.params;
    const byClass = stratify && target.task === 'classification';
    const strata = byClass ? rowsByClass(target, 'shuffle-split', '') : [allRows(rows)];
    return Array.from({ length: splits }, (_, fold) =>
      assignedFolds(drawShare(strata, rows, share, random.split(fold)), 1),
    ).flat();
  }
}
