// Descriptive statistics of small samples.

/** NaN for an empty sample. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

/** Standard deviation with n − 1; 0 for a single value. */
export function sampleDeviation(values: ArrayLike<number>): number {
  const n = values.length;
  if (n < 2) return 0;
  const center = mean(values);
  let squares = 0;
  for (let i = 0; i < n; i++) squares += ((values[i] as number) - center) ** 2;
  return Math.sqrt(squares / (n - 1));
}
