// The power transformation of Yeo & Johnson 2000, "A new family of power transformations to improve normality or
// symmetry", Biometrika 87(4), 954–959.
import { minimize } from '@tunewright/core';
import { isConstant, moments } from './column-statistics.js';

// Nearer to 0, the power is the logarithm to rounding.
const NO_POWER = Number.EPSILON;
// A smaller variance has no logarithm worth comparing.
const LEAST_VARIANCE = 2 ** -1022;

/**
 * ψ(λ, x) of the paper: ((x + 1)^λ − 1) / λ for x ≥ 0, −((1 − x)^(2 − λ) − 1) / (2 − λ) below, logarithms where a power
 * is 0. Written by log1p and expm1, so that nothing cancels for small x or small powers.
 */
export function yeoJohnson(x: number, lambda: number): number {
  return power(Math.log1p(Math.abs(x)), x < 0, lambda);
}

/** ψ from log(1 + |x|) and the sign. */
function power(log: number, negative: boolean, lambda: number): number {
  const exponent = negative ? 2 - lambda : lambda;
  const size = Math.abs(exponent) < NO_POWER ? log : Math.expm1(exponent * log) / exponent;
  return negative ? -size : size;
}

/**
 * The λ of greatest likelihood, were the transformed values normal: the paper's profile log-likelihood
 * −(n / 2) log σ²(λ) + (λ − 1) Σ sgn(x) log(1 + |x|), σ² being the variance of ψ(λ, x). It has a single maximum
 * (Marchand et al. 2022, "SecureFedYJ": its negative is strictly convex in λ), so that where Brent's search starts
 * does not matter. Within about 1e-7 of the exact value, as SciPy's is. 1, which changes nothing, for constant values.
 */
export function likeliestLambda(values: Float64Array): number {
  const count = values.length;
  if (isConstant(values)) return 1;
  const logs = values.map((value) => Math.log1p(Math.abs(value)));
  let slope = 0;
  for (let i = 0; i < count; i++) slope += (values[i] as number) < 0 ? -(logs[i] as number) : (logs[i] as number);
  const moved = new Float64Array(count);
  const loss = (lambda: number): number => {
    for (let i = 0; i < count; i++) moved[i] = power(logs[i] as number, (values[i] as number) < 0, lambda);
    const spread = moments(moved).variance;
    if (!(spread >= LEAST_VARIANCE) || spread === Infinity) return Infinity;
    return Math.log(spread) / 2 - ((lambda - 1) * slope) / count;
  };
  const lambda = minimize(loss, -2, 2);
  return loss(lambda) < Infinity ? lambda : 1;
}
