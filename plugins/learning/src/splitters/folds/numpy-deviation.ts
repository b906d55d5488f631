// Sums in NumPy's order of additions. Only for folds that must be those of scikit-learn, where ties are decided by the
// last bit.

// NumPy adds shorter runs one by one …
const UNROLLED = 8;
// … and halves longer ones.
const BLOCK = 128;

/** Sum of numbers that lie side by side (pairwise summation with eight accumulators, as in NumPy). */
export function numpySum(values: Float64Array): number {
  const { length } = values;
  if (length > BLOCK) {
    const half = (length >> 1) - ((length >> 1) % UNROLLED);
    return numpySum(values.subarray(0, half)) + numpySum(values.subarray(half));
  }
  if (length < UNROLLED) return plainSum(values, 0, 0);
  const sums = values.slice(0, UNROLLED);
  const whole = length - (length % UNROLLED);
  for (let i = UNROLLED; i < whole; i++) sums[i % UNROLLED] = (sums[i % UNROLLED] as number) + (values[i] as number);
  const [a, b, c, d, e, f, g, h] = sums as unknown as [number, number, number, number, number, number, number, number];
  return plainSum(values, whole, a + b + (c + d) + (e + f + (g + h)));
}

/** Population standard deviation of numbers that lie side by side. */
export function rowDeviation(values: Float64Array): number {
  const mean = numpySum(values) / values.length;
  return Math.sqrt(numpySum(values.map((value) => (value - mean) ** 2)) / values.length);
}

/** Population standard deviations of the columns of a row-major block; NumPy adds down a column one by one. */
export function columnDeviations(block: Float64Array, width: number): Float64Array {
  if (width === 1) return Float64Array.of(rowDeviation(block));
  const rows = block.length / width;
  return new Float64Array(width).map((_, column) => {
    let sum = 0;
    for (let at = column; at < block.length; at += width) sum += block[at] as number;
    const mean = sum / rows;
    let squares = 0;
    for (let at = column; at < block.length; at += width) squares += ((block[at] as number) - mean) ** 2;
    return Math.sqrt(squares / rows);
  });
}

function plainSum(values: Float64Array, from: number, start: number): number {
  let sum = start;
  for (let i = from; i < values.length; i++) sum += values[i] as number;
  return sum;
}
