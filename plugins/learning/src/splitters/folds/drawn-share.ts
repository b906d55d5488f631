// A share of the rows, the same of each stratum.
import type { Random } from '@tunewright/core';

/**
 * 0 for the rows held out, −1 for the others: about `share` of all the rows, at least one and never all, and of each
 * stratum its share to a row. Drawn at random, which reorders the strata, or without `random` the last of each. The
 * strata together are the rows 0 … `rows` − 1.
 */
export function drawShare(strata: readonly Int32Array[], rows: number, share: number, random?: Random): Int32Array {
  const heldOutIn = new Int32Array(rows).fill(-1);
  const total = Math.min(rows - 1, Math.max(1, Math.round(share * rows)));
  const quotas = largestRemainders(strata.map((stratum) => (stratum.length * total) / rows));
  strata.forEach((stratum, k) => {
    random?.shuffle(stratum);
    for (const row of stratum.subarray(stratum.length - (quotas[k] as number))) heldOutIn[row] = 0;
  });
  return heldOutIn;
}

/** All rows as the only stratum. */
export function allRows(rows: number): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => row);
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
