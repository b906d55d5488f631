// Means and variances of the features within each class.
import { TrialFailure, type Table, type Target } from '@tunewright/core';
import { numericRows } from '../rows/numeric-rows.js';

export interface ClassMoments {
  /** Share of the weight each class has, one a class; 0 for classes without rows. */
  readonly priors: Float64Array;
  /** Classes × columns. */
  readonly means: Float64Array;
  /** Classes × columns: Σ weight · (x − mean)² / Σ weight. */
  readonly variances: Float64Array;
  /** The largest variance of a column over all rows, whatever their classes and weights. */
  readonly largestVariance: number;
}

/** @throws {TrialFailure} `invalid`: no row counts, or a column is categorical or not finite. */
export function classMoments(
  train: Table,
  target: Target,
  weights: Float64Array | undefined,
  estimator: string,
): ClassMoments {
  const values = numericRows(train, estimator);
  const width = train.columns.length;
  const classes = target.classes.length;
  const { means, variances, totals } = moments(values, width, target.values, classes, weights);
  const total = totals.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) {
    throw new TrialFailure('invalid', `"${estimator}" cannot be fitted: no training row has a weight above 0.`);
  }
  const overall = moments(values, width, new Float64Array(train.length), 1, undefined);
  const largestVariance = overall.variances.reduce((most, variance) => Math.max(most, variance), 0);
  return { priors: totals.map((weight) => weight / total), means, variances, largestVariance };
}

/** By class, in two passes: one for the means, one for the squares about them. */
function moments(
  values: Float64Array,
  width: number,
  labels: Float64Array,
  classes: number,
  weights: Float64Array | undefined,
): { means: Float64Array; variances: Float64Array; totals: Float64Array } {
  const totals = new Float64Array(classes);
  const means = new Float64Array(classes * width);
  const variances = new Float64Array(classes * width);
  for (let i = 0, at = 0; i < labels.length; i++) {
    const label = labels[i] as number;
    const weight = weights === undefined ? 1 : (weights[i] as number);
    totals[label] = (totals[label] as number) + weight;
    for (let to = label * width; to < (label + 1) * width; to++, at++) {
      means[to] = (means[to] as number) + weight * (values[at] as number);
    }
  }
  divideByTotals(means, totals, width);
  for (let i = 0, at = 0; i < labels.length; i++) {
    const label = labels[i] as number;
    const weight = weights === undefined ? 1 : (weights[i] as number);
    for (let to = label * width; to < (label + 1) * width; to++, at++) {
      const apart = (values[at] as number) - (means[to] as number);
      variances[to] = (variances[to] as number) + weight * apart * apart;
    }
  }
  divideByTotals(variances, totals, width);
  return { means, variances, totals };
}

/** Classes without weight keep their zeros. */
function divideByTotals(sums: Float64Array, totals: Float64Array, width: number): void {
  totals.forEach((total, label) => {
    if (total === 0) return;
    for (let j = label * width; j < (label + 1) * width; j++) sums[j] = (sums[j] as number) / total;
  });
}
