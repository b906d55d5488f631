import { Problem, Splitter, type Fold, type SplitRequest, type SplitterPlugin } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { allRows } from './folds/drawn-share.js';

const Params = Type.Object(
  {
    splits: Type.Integer({ minimum: 1, default: 5, description: 'Number of folds.' }),
    gap: Type.Integer({
      minimum: 0,
      default: 0,
      description: 'Rows left out between those trained on and those held out.',
    }),
    testSize: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'Rows held out in each fold. Without it the rows are cut into one part more than there are folds.',
      }),
    ),
    maxTrainSize: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'Train on this many rows at most, the latest: a window that slides. Without it on all before.',
      }),
    ),
  },
  { additionalProperties: false },
);

/**
 * The rows in order of time (`data.time`, equal times in the order of the rows; without it the order of the rows) are
 * cut as scikit-learn cuts them: consecutive parts at the end are held out, each by a model of the rows before it.
 * Every row trained on is earlier than all held out: rows at the very time of the first held out are left out of the
 * training, on top of `gap`. Draws nothing at random.
 */
@Splitter({
  name: 'time-series',
  summary: 'Hold out consecutive parts of the latest rows, and train on what was before.',
  params: Params,
})
export class TimeSeries implements SplitterPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  split({ rows, time }: SplitRequest): readonly Fold[] {
    const { splits, gap, testSize = Math.floor(rows / (splits + 1)), maxTrainSize = Infinity } = this.params;
    const earliest = rows - splits * testSize;
    if (testSize < 1 || earliest - gap < 1) throw this.tooFewRows(rows, testSize);
    const order = inTime(rows, time);
    return Array.from({ length: splits }, (_, fold) => {
      const start = earliest + fold * testSize;
      const end = Math.min(start - gap, time === undefined ? start : firstOf(order, time, start));
      const from = Math.max(0, start - gap - maxTrainSize);
      if (from >= end) throw noneEarlier(fold);
      return { train: order.slice(from, end).sort(), test: order.slice(start, start + testSize).sort() };
    });
  }

  private tooFewRows(rows: number, testSize: number): Problem {
    const { splits, gap } = this.params;
    const needed = splits * Math.max(1, testSize) + gap + 1;
    return Problem.of(
      'tooFewRows',
      `time-series cannot make ${splits} folds of ${rows} rows: ${splits} × ${Math.max(1, testSize)} held out, ` +
        `${gap} in the gap and one to train on are ${needed}. Set "splits", "testSize" or "gap" to less, or use more data.`,
    );
  }
}

/** Rows by time, equal times in their own order. */
function inTime(rows: number, time: Float64Array | undefined): Int32Array {
  const order = allRows(rows);
  if (time === undefined) return order;
  const unknown = time.findIndex(Number.isNaN);
  if (unknown >= 0) {
    throw Problem.of(
      'noTime',
      `time-series cannot put the rows in order: row ${unknown} (counted from 0) has no time. ` +
        'Fill it in, or remove the row.',
    );
  }
  return order.sort((a, b) => compare(time[a] as number, time[b] as number));
}

/** Infinite times may be equal, and their difference is no number. */
function compare(a: number, b: number): number {
  return a < b ? -1 : Number(a > b);
}

/** The first place that has the time of this place. */
function firstOf(order: Int32Array, time: Float64Array, place: number): number {
  const same = time[order[place] as number];
  let first = place;
  while (first > 0 && time[order[first - 1] as number] === same) first--;
  return first;
}

function noneEarlier(fold: number): Problem {
  return Problem.of(
    'noEarlierRows',
    `time-series has nothing to train on in fold ${fold}: the rows before those held out have the same time as the ` +
      'first of them. Set "splits" or "testSize" to less, "maxTrainSize" to more, or give times that tell rows apart.',
  );
}
