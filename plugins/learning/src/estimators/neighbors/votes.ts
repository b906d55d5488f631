// What the neighbors of a row say of it: as scikit-learn counts.
import type { Neighbors } from './neighborhood.js';

export type Weighting = 'uniform' | 'distance';

/** Weights of the nearest `out.length` neighbors of a row. By distance they are 1 / d; rows at distance 0 alone count. */
function voteWeights({ each, distances }: Neighbors, row: number, weighting: Weighting, out: Float64Array): void {
  out.fill(1);
  if (weighting === 'uniform') return;
  const start = row * each;
  // Nearest first: if the first is infinitely far, all are, and alike.
  if (distances[start] === Infinity) return;
  // If any is at distance 0, the first is. 1 / d may overflow long before.
  const touching = !Number.isFinite(1 / (distances[start] as number));
  for (let k = 0; k < out.length; k++) {
    const inverse = 1 / (distances[start + k] as number);
    out[k] = touching ? Number(!Number.isFinite(inverse)) : inverse;
  }
}

/** Rows × classes: shares of the votes, which sum to 1. */
export function classShares(
  neighbors: Neighbors,
  rows: number,
  labels: Float64Array,
  classes: number,
  weighting: Weighting,
  count: number,
): Float64Array {
  const shares = new Float64Array(rows * classes);
  const weights = new Float64Array(count);
  for (let row = 0; row < rows; row++) {
    voteWeights(neighbors, row, weighting, weights);
    let total = 0;
    for (let k = 0; k < count; k++) {
      const label = labels[neighbors.indices[row * neighbors.each + k] as number] as number;
      shares[row * classes + label] = (shares[row * classes + label] as number) + (weights[k] as number);
      total += weights[k] as number;
    }
    for (let k = 0; k < classes; k++) shares[row * classes + k] = (shares[row * classes + k] as number) / total;
  }
  return shares;
}

/** Weighted mean of the neighbors' targets, one a row. */
export function meanTargets(
  neighbors: Neighbors,
  rows: number,
  targets: Float64Array,
  weighting: Weighting,
  count: number,
): Float64Array {
  const means = new Float64Array(rows);
  const weights = new Float64Array(count);
  for (let row = 0; row < rows; row++) {
    voteWeights(neighbors, row, weighting, weights);
    let [sum, total] = [0, 0];
    for (let k = 0; k < count; k++) {
      sum += (weights[k] as number) * (targets[neighbors.indices[row * neighbors.each + k] as number] as number);
      total += weights[k] as number;
    }
    means[row] = sum / total;
  }
  return means;
}

/** The class with the largest share, the first of equals. */
export function mostVoted(shares: Float64Array, classes: number): Float64Array {
  const labels = new Float64Array(shares.length / classes);
  for (let row = 0; row < labels.length; row++) {
    let best = 0;
    for (let k = 1; k < classes; k++) {
      if ((shares[row * classes + k] as number) > (shares[row * classes + best] as number)) best = k;
    }
    labels[row] = best;
  }
  return labels;
}
