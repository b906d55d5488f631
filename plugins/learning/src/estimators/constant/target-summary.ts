// What can be said of a target without features. Absent weights mean all alike.
import type { Target } from '@tunewright/core';

/** Share of the weight each class has, in the order of the classes. */
export function classShares(target: Target, weights?: Float64Array): number[] {
  const totals = target.classes.map(() => 0);
  let total = 0;
  target.values.forEach((label, row) => {
    const weight = weights?.[row] ?? 1;
    totals[label] = (totals[label] as number) + weight;
    total += weight;
  });
  return totals.map((share) => share / total);
}

export function weightedMean(values: Float64Array, weights?: Float64Array): number {
  let sum = 0;
  let total = 0;
  values.forEach((value, row) => {
    const weight = weights?.[row] ?? 1;
    sum += weight * value;
    total += weight;
  });
  return sum / total;
}

/** The value with half of the weight on either side; midway between two where both will do. */
export function weightedMedian(values: Float64Array, weights?: Float64Array): number {
  const counted = Array.from(values.keys()).filter((row) => (weights?.[row] ?? 1) > 0);
  const order = counted.sort((a, b) => (values[a] as number) - (values[b] as number));
  const total = weights === undefined ? values.length : weights.reduce((sum, weight) => sum + weight, 0);
  let below = 0;
  for (const [position, row] of order.entries()) {
    below += weights?.[row] ?? 1;
    if (below < total / 2) continue;
    const next = order[position + 1];
    const shared = below === total / 2 && next !== undefined;
    return shared ? ((values[row] as number) + (values[next] as number)) / 2 : (values[row] as number);
  }
  return Number.NaN;
}
