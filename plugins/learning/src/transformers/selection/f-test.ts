// F statistics of one column against a target: large where the column tells about it. Not finite only where noted.
import { isConstant, moments } from '../scaling/column-statistics.js';

/**
 * One-way analysis of variance (Fisher 1925): variance of the class means over variance within classes, each by its
 * degrees of freedom. Infinity where classes differ and are constant within, NaN for a constant column or one class.
 */
export function fOfClasses(values: Float64Array, classes: Float64Array): number {
  // Rounding must not find variance where there is none.
  if (isConstant(values)) return Number.NaN;
  const { mean } = moments(values);
  const { counts, sums } = totals(values, classes, mean);
  let between = 0;
  let present = 0;
  for (let label = 0; label < counts.length; label++) {
    const count = counts[label] as number;
    if (count === 0) continue;
    present++;
    between += (sums[label] as number) ** 2 / count;
  }
  let within = 0;
  for (let i = 0; i < values.length; i++) {
    const label = classes[i] as number;
    const center = (sums[label] as number) / (counts[label] as number);
    within += ((values[i] as number) - mean - center) ** 2;
  }
  return between / (present - 1) / (within / (values.length - present));
}

/** For each class the number of rows, and the sum of their values, counted from `mean`. */
function totals(
  values: Float64Array,
  classes: Float64Array,
  mean: number,
): { readonly counts: Float64Array; readonly sums: Float64Array } {
  let most = 0;
  for (const label of classes) most = Math.max(most, label);
  const counts = new Float64Array(most + 1);
  const sums = new Float64Array(most + 1);
  for (let i = 0; i < values.length; i++) {
    const label = classes[i] as number;
    counts[label] = (counts[label] as number) + 1;
    sums[label] = (sums[label] as number) + ((values[i] as number) - mean);
  }
  return { counts, sums };
}

/**
 * Of the regression of the target on the column: r² / (1 − r²) × (rows − 2), r being their correlation. Infinity where
 * it is perfect, 0 for a constant column or target.
 */
export function fOfNumbers(values: Float64Array, target: Float64Array): number {
  if (isConstant(values) || isConstant(target)) return 0;
  const { mean: meanX } = moments(values);
  const { mean: meanY } = moments(target);
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < values.length; i++) {
    const x = (values[i] as number) - meanX;
    const y = (target[i] as number) - meanY;
    xx += x * x;
    yy += y * y;
    xy += x * y;
  }
  const r = xy / Math.sqrt(xx * yy);
  return ((r * r) / (1 - r * r)) * (values.length - 2);
}
