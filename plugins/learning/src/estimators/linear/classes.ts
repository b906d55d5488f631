// Which classes the training rows have.
import { TrialFailure, type Target } from '@tunewright/core';

export interface Labels {
  /** Classes with at least one row of weight above 0, rising. */
  readonly present: readonly number[];
  /** Position of each row's class in `present`; 0 for rows of no weight whose class is not. */
  readonly labels: Int32Array;
}

/** Throws a {@link TrialFailure} `invalid` when there are fewer than two classes. */
export function labelsOf(target: Target, weights: Float64Array | undefined): Labels {
  const seen = new Set<number>();
  target.values.forEach((label, row) => {
    if ((weights?.[row] ?? 1) > 0) seen.add(label);
  });
  const present = [...seen].sort((a, b) => a - b);
  if (present.length < 2) {
    const only = present.length === 0 ? 'no class' : `only the class "${target.classes[present[0] as number] ?? ''}"`;
    throw new TrialFailure(
      'invalid',
      `logistic-regression needs training rows of two classes or more, but found ${only}. ` +
        `Use "stratified-k-fold" or fewer folds.`,
    );
  }
  const position = new Map(present.map((label, k) => [label, k]));
  return { present, labels: Int32Array.from(target.values, (label) => position.get(label) ?? 0) };
}

/** One factor a present class: rows / (classes × rows of the class), of the rows of weight above 0. */
export function balancingFactors({ present, labels }: Labels, weights: Float64Array | undefined): Float64Array {
  const counts = new Float64Array(present.length);
  let rows = 0;
  labels.forEach((label, row) => {
    if ((weights?.[row] ?? 1) <= 0) return;
    counts[label] = (counts[label] as number) + 1;
    rows++;
  });
  return counts.map((count) => rows / (present.length * count));
}
