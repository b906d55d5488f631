import { Problem, Splitter, type Fold, type SplitRequest, type SplitterPlugin } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { assignedFolds } from './folds/assigned-folds.js';
import { allRows, drawShare } from './folds/drawn-share.js';
import { rowsByClass } from './folds/strata.js';

const Params = Type.Object(
  {
    share: Type.Number({
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
      default: 0.2,
      description: 'Share of the rows held out; at least one row is, and at least one is trained on.',
    }),
    shuffle: Type.Boolean({
      default: true,
      description: 'Choose the rows at random (by the seed of the study); false holds out the last ones.',
    }),
    stratify: Type.Boolean({
      default: true,
      description: 'Hold out the same share of every class. Means nothing for regression.',
    }),
  },
  { additionalProperties: false },
);

@Splitter({ name: 'hold-out', summary: 'Hold out one part of the rows, once.', params: Params })
export class HoldOut implements SplitterPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  split({ rows, target, random }: SplitRequest): readonly Fold[] {
    if (rows < 2) throw Problem.of('tooFewRows', `hold-out needs at least 2 rows, found ${rows}. Use more data.`);
    const { share, shuffle, stratify } = this.params;
    const byClass = stratify && target.task === 'classification';
    const strata = byClass ? rowsByClass(target, 'hold-out', '') : [allRows(rows)];
    return assignedFolds(drawShare(strata, rows, share, shuffle ? random : undefined), 1);
  }
}
