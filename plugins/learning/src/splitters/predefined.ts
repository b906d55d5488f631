import { Problem, Splitter, type Fold, type SplitRequest, type SplitterPlugin } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { assignedFolds } from './folds/assigned-folds.js';

const Params = Type.Object(
  {
    folds: Type.Array(Type.Integer({ minimum: -1 }), {
      description:
        'One number for each row, in their order: the fold that holds it out, or -1 to train on it in every fold.',
    }),
  },
  { additionalProperties: false },
);

/** One fold for each number ≥ 0 that occurs, from the smallest: scikit-learn's PredefinedSplit. */
@Splitter({ name: 'predefined', summary: 'Hold out the rows that the definition says.', params: Params })
export class Predefined implements SplitterPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  split({ rows }: SplitRequest): readonly Fold[] {
    const { folds } = this.params;
    if (folds.length !== rows) {
      throw Problem.of(
        'wrongLength',
        `predefined needs one number in "folds" for each of the ${rows} rows, found ${folds.length}. ` +
          'Write as many as there are rows to be split.',
      );
    }
    const numbers = [...new Set(folds)].filter((number) => number >= 0).sort((a, b) => a - b);
    if (numbers.length === 0) {
      throw Problem.of(
        'nothingHeldOut',
        'predefined holds out nothing: "folds" has no number >= 0. Give the rows to hold out the numbers of their folds.',
      );
    }
    if (numbers.length === 1 && !folds.includes(-1)) {
      throw Problem.of(
        'nothingToTrainOn',
        `predefined leaves nothing to train on: all ${rows} rows are in fold ${numbers[0] as number}. ` +
          'Write -1 for rows that are only trained on, or use several folds.',
      );
    }
    const places = new Map(numbers.map((number, place) => [number, place]));
    return assignedFolds(
      Int32Array.from(folds, (number) => places.get(number) ?? -1),
      numbers.length,
    );
  }
}
