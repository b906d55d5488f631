// Quantiles of Student's t distribution.
import { normalQuantile } from './normal-quantile.js';

// From here on the first terms of a series in 1 / freedom are exact to 1e-10 for shares from 0.001 to 0.999.
const MANY = 500;
// Halving an interval of π / 2 so often leaves less than one unit in the last place.
const HALVINGS = 54;

/**
 * The number that a variable with Student's t distribution is below with probability `share`.
 *
 * @param share From 0 to 1; ∓Infinity at the ends. Relative error below 1e-9 for shares from 0.001 to 0.999.
 * @param freedom Degrees of freedom, a whole number ≥ 1; NaN otherwise.
 */
export function studentQuantile(share: number, freedom: number): number {
  if (!(share >= 0 && share <= 1) || !Number.isInteger(freedom) || freedom < 1) return Number.NaN;
  if (share < 0.5) return -studentQuantile(1 - share, freedom);
  if (share === 1) return Infinity;
  return freedom < MANY ? byHalving(2 * share - 1, freedom) : bySeries(share, freedom);
}

/** @param middle Probability of lying between −t and t. */
function byHalving(middle: number, freedom: number): number {
  let [low, high] = [0, Math.PI / 2];
  for (let i = 0; i < HALVINGS; i++) {
    const angle = (low + high) / 2;
    if (middleShare(angle, freedom) < middle) low = angle;
    else high = angle;
  }
  return Math.sqrt(freedom) * Math.tan(low);
}

/** Abramowitz & Stegun 1964, 26.7.3 and 26.7.4, by angle = arctan(t / √freedom): finite sums, exact for whole freedom. */
function middleShare(angle: number, freedom: number): number {
  const cosine = Math.cos(angle);
  const odd = freedom % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k < freedom; k += 2) {
    term *= (cosine * cosine * (k - 1)) / k;
    sum += term;
  }
  const product = Math.sin(angle) * sum;
  return odd ? (2 / Math.PI) * (angle + product) : product;
}

/** Abramowitz & Stegun 1964, 26.7.5: Cornish and Fisher's expansion around the normal quantile. */
function bySeries(share: number, freedom: number): number {
  const z = normalQuantile(share);
  const s = z * z;
  const terms = [
    ((s + 1) * z) / 4,
    (((5 * s + 16) * s + 3) * z) / 96,
    ((((3 * s + 19) * s + 17) * s - 15) * z) / 384,
    (((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) * z) / 92160,
  ];
  return terms.reduceRight((sum, term) => (sum + term) / freedom, 0) + z;
}
