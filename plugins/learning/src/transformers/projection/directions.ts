// Choosing among directions, and which way they face.

/**
 * The direction or its opposite: the one in which the row of largest projection, in absolute size and the first of
 * several, is positive. `rows` is a row-major block. This is what scikit-learn's svd_flip does by U.
 */
export function facing(direction: Float64Array, rows: Float64Array): Float64Array {
  const width = direction.length;
  let largest = 0;
  for (let start = 0; start < rows.length; start += width) {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += (rows[start + k] as number) * (direction[k] as number);
    if (Math.abs(sum) > Math.abs(largest)) largest = sum;
  }
  return largest < 0 ? direction.map((value) => -value) : direction;
}

/** How many variances, the largest first, make up more than a share of their sum; all of them when none is above 0. */
export function share(variances: Float64Array, wanted: number): number {
  let total = 0;
  for (const variance of variances) total += variance;
  let sum = 0;
  for (let count = 0; count < variances.length; count++) {
    sum += variances[count] as number;
    if (sum / total > wanted) return count + 1;
  }
  return variances.length;
}
