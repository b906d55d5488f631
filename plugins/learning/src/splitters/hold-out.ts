import { Problem, Splitter, type Fold, type SplitRequest, type SplitterPlugin } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { assignedFolds } from './folds/assigned-folds.js';
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
    const strata = byClass ? rowsByClass(target, 'hold-out', '') : [Int32Array.from({ length: rows }, (_, row) => row)];
    const total = Math.min(rows - 1, Math.max(1, Math.round(share * rows)));
    const quotas = largestRemainders(strata.map((stratum) => (stratum.length * total) / rows));
    const heldOutIn = new Int32Array(rows).fill(-1);
    strata.forEach((stratum, k) => {
      if (shuffle) random.shuffle(stratum);
      for (const row of stratum.subarray(stratum.length - (quotas[k] as number))) heldOutIn[row] = 0;
    });
    return assignedFolds(heldOutIn, 1);
  }
}

/** Whole numbers near the shares, of the same sum (Hamilton's method; the earlier of two equal remainders first). */
function largestRemainders(shares: readonly number[]): number[] {
  // Rounding may leave a whole share a hair below itself.
  const whole = shares.map((share) => Math.floor(share + 1e-9));
  const missing = Math.round(sum(shares)) - sum(whole);
  const byRemainder = shares.map((share, k) => ({ k, remainder: share - (whole[k] as number) }));
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.k - b.k);
  for (const { k } of byRemainder.slice(0, missing)) whole[k] = (whole[k] as number) + 1;
  return whole;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
