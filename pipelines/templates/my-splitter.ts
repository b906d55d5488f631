import { Problem, Splitter, type Fold, type SplitRequest, type SplitterPlugin } from 'tunewright';
import Type, { type Static } from 'tunewright/typebox';

const Params = Type.Object(
  {
    repeats: Type.Integer({ minimum: 1, default: 5, description: 'Number of folds, each drawn anew.' }),
    share: Type.Number({
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
      default: 0.5,
      description: 'Share of the rows that each fold trains on.',
    }),
  },
  { additionalProperties: false },
);

@Splitter({ name: 'my-splitter', summary: 'Train on a random part of the rows, again and again.', params: Params })
export class MySplitter implements SplitterPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  split({ rows, random }: SplitRequest): readonly Fold[] {
    const { repeats, share } = this.params;
    const trained = Math.round(share * rows);
    if (trained < 1 || trained >= rows)
      throw Problem.of(
        'too-few-rows',
        `A share of ${share} of ${rows} rows leaves a part of the fold empty. Choose another share.`,
      );
    return Array.from({ length: repeats }, (_, repeat) => {
      // A generator for each fold: the third fold is the same whatever the second one drew.
      const order = random.split(repeat).shuffle(Int32Array.from({ length: rows }, (_, row) => row));
      return { train: order.slice(0, trained).sort(), test: order.slice(trained).sort() };
    });
  }
}
