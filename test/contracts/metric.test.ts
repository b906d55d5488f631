import { TrialFailure, type MetricPlugin, type Prediction, type Target } from '@tunewright/core';
import { describe } from 'vitest';
import { made, proves } from './proof.js';

type Score = MetricPlugin['score'];

const metric = (score: Score) =>
  made('metric', () => ({ score }), { goal: 'maximize', needs: 'values', tasks: ['classification'] });

/** Share of right predictions, each row weighted. */
function share({ values }: Target, prediction: Prediction, weightAt: (row: number) => number): number {
  let [right, total] = [0, 0];
  for (let row = 0; row < values.length; row++) {
    total += weightAt(row);
    if (values[row] === prediction.values[row]) right += weightAt(row);
  }
  return right / total;
}

const plain: Score = (truth, prediction, weights) => share(truth, prediction, (row) => weights?.[row] ?? 1);
const good: Score = (truth, prediction, weights) => {
  if (prediction.values.some(Number.isNaN)) throw new TrialFailure('nan', 'A prediction is not a number.');
  return plain(truth, prediction, weights);
};

describe('metrics', () => {
  proves(metric(good), {
    'is best for a perfect prediction, and tells it from others': metric((...judged) => 1 - good(...judged)),
    'is a finite number, read from what it says it needs': metric((truth, { probabilities }) =>
      probabilities === undefined ? Number.NaN : good(truth, { values: probabilities }),
    ),
    'does not depend on the order of the rows': metric((truth, prediction) =>
      share(truth, prediction, (row) => row + 1),
    ),
    'takes weights of 1 as none': metric(
      (truth, prediction, weights) => good(truth, prediction, weights) * (weights === undefined ? 1 : weights.length),
    ),
    'gives rows of weight 0 no say': metric((truth, prediction) => good(truth, prediction)),
    'never takes NaN for a prediction': metric(plain),
    'leaves its input as it was': metric((truth, prediction, weights) => {
      prediction.values.sort();
      return good(truth, prediction, weights);
    }),
  });
});
