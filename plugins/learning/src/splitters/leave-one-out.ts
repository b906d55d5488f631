import { Problem, Splitter, type Fold, type SplitRequest, type SplitterPlugin } from '@tunewright/core';
import Type from 'typebox';

const Params = Type.Object({}, { additionalProperties: false });

// The folds list every row once for each row, 4 bytes each: 0.4 GB for this many.
const MOST_ROWS = 10_000;

/** As many folds as rows, in their order: scikit-learn's. Only for metrics that are defined for one row. */
@Splitter({ name: 'leave-one-out', summary: 'Hold out each row once, alone.', params: Params })
export class LeaveOneOut implements SplitterPlugin {
  split({ rows }: SplitRequest): readonly Fold[] {
    if (rows < 2) throw Problem.of('tooFewRows', `leave-one-out needs at least 2 rows, found ${rows}. Use more data.`);
    if (rows > MOST_ROWS) {
      throw Problem.of(
        'tooManyRows',
        `leave-one-out would fit ${rows} models for every trial, one a row; at most ${MOST_ROWS} are allowed. Use "k-fold".`,
      );
    }
    return Array.from({ length: rows }, (_, left) => ({
      train: Int32Array.from({ length: rows - 1 }, (__, i) => (i < left ? i : i + 1)),
      test: Int32Array.of(left),
    }));
  }
}
