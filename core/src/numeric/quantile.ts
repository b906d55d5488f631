// Quantiles of a sample.

/**
 * The quantile at `share` in [0, 1] of values in rising order: linear between the two nearest order statistics
 * (Hyndman & Fan 1996, definition 7; NumPy's default). NaN for no values.
 */
export function quantileOfSorted(sorted: Float64Array, share: number): number {
  const last = sorted.length - 1;
  if (last < 0) return Number.NaN;
  const place = share * last;
  const below = Math.min(last, Math.floor(place));
  const low = sorted[below] as number;
  const high = sorted[Math.min(last, below + 1)] as number;
  const part = place - below;
  if (low === high || part === 0) return low; // Also keeps infinite values from becoming NaN.
  // From the nearer end, so that both ends are met exactly.
  return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part);
}
