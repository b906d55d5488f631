// Singular values and right singular vectors of a matrix, dense and row-major. No covariance is formed, so that small
// singular values keep their digits.

/** Right singular vectors of a matrix, and their singular values. */
export interface SingularVectors {
  /** In falling order, min(rows, columns) of them. */
  readonly values: Float64Array;
  /** Right singular vectors in the same order, each of length `columns`; zeros where the value is 0 to rounding. */
  readonly vectors: readonly Float64Array[];
}

// Sweeps until all rows are orthogonal; after a handful convergence is quadratic.
const MOST_SWEEPS = 60;

/**
 * Of a matrix A with finite entries: A = U Σ Vᵀ without U. A tall A is first made triangular, A = Q R, since R has the
 * same Σ and V; then rows of what is left are turned against each other until they are orthogonal, which makes them
 * ΣVᵀ (Hestenes 1958; Drmač & Veselić 2008, "New fast and accurate Jacobi SVD algorithm I", for why the rows of R
 * converge fast). About 4 rows × columns² operations, and 20 to 50 columns³ for R. Signs are arbitrary.
 */
export function singularVectors(matrix: Float64Array, rows: number, columns: number): SingularVectors {
  const block = matrix.slice(0, rows * columns);
  if (rows > columns) makeTriangular(block, rows, columns);
  const count = Math.min(rows, columns);
  const vectors = Array.from({ length: count }, (_, i) => block.subarray(i * columns, (i + 1) * columns));
  orthogonalize(vectors);
  const sizes = vectors.map((vector) => Math.sqrt(dot(vector, vector)));
  const order = sizes.map((_, i) => i).sort((a, b) => (sizes[b] as number) - (sizes[a] as number));
  const negligible = Math.max(rows, columns) * Number.EPSILON * Math.max(0, ...sizes);
  return {
    values: Float64Array.from(order, (i) => sizes[i] as number),
    vectors: order.map((i) => unit(vectors[i] as Float64Array, sizes[i] as number, negligible)),
  };
}

/** Puts R of A = Q R into the upper triangle by Householder reflections (Golub & Van Loan 2013, alg. 5.1.1, 5.2.1). */
function makeTriangular(block: Float64Array, rows: number, columns: number): void {
  const reflector = new Float64Array(rows);
  const products = new Float64Array(columns);
  for (let k = 0; k < columns; k++) {
    const weight = reflectorOf(block, k, rows, columns, reflector);
    if (weight !== 0) reflect(block, k, rows, columns, reflector, products, weight);
    for (let i = k + 1; i < rows; i++) block[i * columns + k] = 0;
  }
}

/** v with (I − weight v vᵀ) a = ∓|a| e₁ for a = column k below the diagonal; weight 0 when there is nothing to do. */
function reflectorOf(block: Float64Array, k: number, rows: number, columns: number, reflector: Float64Array): number {
  let squares = 0;
  for (let i = k; i < rows; i++) {
    const value = block[i * columns + k] as number;
    reflector[i] = value;
    squares += value * value;
  }
  if (squares === 0) return 0;
  const first = reflector[k] as number;
  // The sign that adds, so that nothing cancels.
  const size = first < 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
  reflector[k] = first + size;
  return 1 / (squares + first * size);
}

/** Takes (I − weight v vᵀ) to columns k and after, a row at a time. */
function reflect(
  block: Float64Array,
  k: number,
  rows: number,
  columns: number,
  reflector: Float64Array,
  products: Float64Array,
  weight: number,
): void {
  products.fill(0);
  for (let i = k; i < rows; i++) {
    const v = reflector[i] as number;
    for (let j = k; j < columns; j++) products[j] = (products[j] as number) + v * (block[i * columns + j] as number);
  }
  for (let i = k; i < rows; i++) {
    const v = weight * (reflector[i] as number);
    for (let j = k; j < columns; j++)
      block[i * columns + j] = (block[i * columns + j] as number) - v * (products[j] as number);
  }
}

/** Turns pairs of vectors in their plane until each pair is orthogonal to rounding. */
function orthogonalize(vectors: readonly Float64Array[]): void {
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let turned = false;
    for (let i = 0; i < vectors.length - 1; i++)
      for (let j = i + 1; j < vectors.length; j++)
        if (turn(vectors[i] as Float64Array, vectors[j] as Float64Array)) turned = true;
    if (!turned) return;
  }
}

/** One Jacobi rotation, that of the smaller angle (Golub & Van Loan 2013, sec. 8.5.2); false when there was no need. */
function turn(a: Float64Array, b: Float64Array): boolean {
  const [aa, bb, ab] = [dot(a, a), dot(b, b), dot(a, b)];
  if (Math.abs(ab) <= a.length * Number.EPSILON * Math.sqrt(aa * bb)) return false;
  const tau = (bb - aa) / (2 * ab);
  const tangent = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.hypot(1, tau));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = cosine * tangent;
  for (let k = 0; k < a.length; k++) {
    const x = a[k] as number;
    const y = b[k] as number;
    a[k] = cosine * x - sine * y;
    b[k] = sine * x + cosine * y;
  }
  return true;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}

function unit(vector: Float64Array, size: number, negligible: number): Float64Array {
  return size > negligible ? vector.map((value) => value / size) : new Float64Array(vector.length);
}
