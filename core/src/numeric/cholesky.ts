// Symmetric positive definite systems by Cholesky's factorization A = L Lᵀ. Matrices are row-major; only the lower
// triangle is read or written. Golub & Van Loan, Matrix Computations, 4th ed. 2013, §4.2 (factor) and §3.1 (triangles).

/**
 * Puts L in place of the lower triangle of the `size` × `size` matrix A. False when A is not positive definite up to
 * rounding; then the triangle is spoilt.
 */
export function factorize(matrix: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let j = 0; j < i; j++) {
      const above = j * size;
      // L_ij = (A_ij − Σ_{k<j} L_ik L_jk) / L_jj
      const rest = (matrix[row + j] as number) - dot(matrix, row, matrix, above, j);
      matrix[row + j] = rest / (matrix[above + j] as number);
    }
    // L_ii² = A_ii − Σ_{k<i} L_ik². The bound also turns NaN away.
    const diagonal = matrix[row + i] as number;
    const pivot = diagonal - dot(matrix, row, matrix, row, i);
    if (!(pivot > size * Number.EPSILON * diagonal)) return false;
    matrix[row + i] = Math.sqrt(pivot);
  }
  return true;
}

/** Solves L x = b in place of b. */
export function forwardSolve(factor: Float64Array, size: number, vector: Float64Array): void {
  for (let i = 0; i < size; i++) {
    const rest = (vector[i] as number) - dot(factor, i * size, vector, 0, i);
    vector[i] = rest / (factor[i * size + i] as number);
  }
}

/** Solves Lᵀ x = b in place of b. Goes by rows of L, which lie together, so each x_i is carried into those above. */
export function backwardSolve(factor: Float64Array, size: number, vector: Float64Array): void {
  for (let i = size - 1; i >= 0; i--) {
    const row = i * size;
    const solved = (vector[i] as number) / (factor[row + i] as number);
    vector[i] = solved;
    for (let k = 0; k < i; k++) vector[k] = (vector[k] as number) - (factor[row + k] as number) * solved;
  }
}

/** Solves A x = b in place of b, A given by its factor L. */
export function solveFactorized(factor: Float64Array, size: number, vector: Float64Array): void {
  forwardSolve(factor, size, vector);
  backwardSolve(factor, size, vector);
}

/** Inner product of `length` numbers of two arrays: four sums at a time, so that additions need not wait. */
function dot(a: Float64Array, startA: number, b: Float64Array, startB: number, length: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let k = 0;
  for (; k + 3 < length; k += 4) {
    s0 += (a[startA + k] as number) * (b[startB + k] as number);
    s1 += (a[startA + k + 1] as number) * (b[startB + k + 1] as number);
    s2 += (a[startA + k + 2] as number) * (b[startB + k + 2] as number);
    s3 += (a[startA + k + 3] as number) * (b[startB + k + 3] as number);
  }
  for (; k < length; k++) s0 += (a[startA + k] as number) * (b[startB + k] as number);
  return s0 + s1 + (s2 + s3);
}
