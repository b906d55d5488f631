// Metrics of how well scores tell one class from the others, for two classes and for more.
import { TrialFailure, type Prediction, type Target } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { positiveClass } from '../checks/positive-class.js';
import { demandNumbers, demandRows, demandWeight } from '../checks/weighted-mean.js';
import type { Ranking } from './sweep.js';

export const RankingParams = Type.Object(
  {
    average: Type.Enum(['macro', 'weighted'], {
      default: 'macro',
      description:
        'For more than two classes: mean over the classes, each against the rest, all alike ("macro") or by their ' +
        'shares of the rows ("weighted"). Means nothing for two classes, or with "positive".',
    }),
    positive: Type.Optional(
      Type.String({
        description:
          'Score this class alone, against the rest. Without it the second of two classes, in sorted order, and of ' +
          'more all.',
      }),
    ),
  },
  { additionalProperties: false },
);

export interface RankingMetric {
  readonly name: string;
  /** Whether rows of other classes are needed too. */
  readonly needsOthers: boolean;
  /** The rows hold some weight of the class; and of others where they are needed. */
  area(ranking: Ranking): number;
}

/**
 * Throws a {@link TrialFailure} `invalid` where a class that counts has no rows (of weight), or nothing to be told
 * from; `nan` when a score is not a number.
 */
export function oneAgainstRest(
  metric: RankingMetric,
  truth: Target,
  { scores }: Prediction,
  weights: Float64Array | undefined,
  { average, positive }: Static<typeof RankingParams>,
): number {
  const { name } = metric;
  if (scores === undefined) throw new Error(`${name} was handed no scores.`);
  demandRows(name, truth.values.length);
  demandNumbers(scores, name);
  const shares = sharesOf(name, truth, weights);
  const { classes, values } = truth;
  const areaOf = (k: number): number => {
    demandBoth(metric, classes[k] as string, shares[k] as number);
    return metric.area({ scores: column(scores, k, classes.length), isPositive: (row) => values[row] === k, weights });
  };
  if (positive !== undefined || classes.length === 2) return areaOf(positiveClass(name, classes, positive));
  return classes.reduce((sum, _, k) => {
    const area = areaOf(k);
    return sum + area * (average === 'macro' ? 1 / classes.length : (shares[k] as number));
  }, 0);
}

/** Share of each class in the weight of all rows. */
function sharesOf(metric: string, { values, classes }: Target, weights: Float64Array | undefined): Float64Array {
  const shares = new Float64Array(classes.length);
  let total = 0;
  values.forEach((label, row) => {
    const weight = weights === undefined ? 1 : (weights[row] as number);
    shares[label] = (shares[label] as number) + weight;
    total += weight;
  });
  demandWeight(metric, total);
  const only = shares.filter((share) => share > 0).length === 1;
  // Rounding must not leave a trace of other classes where there is none.
  return shares.map((share) => (only ? Number(share > 0) : share / total));
}

/** Scores of class k, one a row: the higher, the more like it. */
function column(scores: Float64Array, k: number, classes: number): Float64Array {
  if (classes === 2) return k === 1 ? scores : scores.map((score) => -score);
  return new Float64Array(scores.length / classes).map((_, row) => scores[row * classes + k] as number);
}

function demandBoth({ name, needsOthers }: RankingMetric, label: string, share: number): void {
  if (share > 0 && (share < 1 || !needsOthers)) return;
  const found = share === 0 ? `no row is of class "${label}"` : `all rows are of class "${label}"`;
  throw new TrialFailure(
    'invalid',
    `${name} is not defined on this fold: ${found}. Use stratified or fewer folds, or more data.`,
  );
}
