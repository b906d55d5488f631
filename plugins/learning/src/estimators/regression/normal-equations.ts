// What least squares needs of the training rows: centered columns and target, and their products, made when asked for.
// All trials of a fold can share it, since no penalty enters.
import { TrialFailure, type Table, type Target } from '@tunewright/core';
import { numericRows } from '../rows/numeric-rows.js';

export class NormalEquations {
  private products: Float64Array | undefined;
  private rowProducts: Float64Array | undefined;
  private columns: Float64Array | undefined;

  constructor(
    readonly rows: number,
    readonly width: number,
    /** Rows × columns, row-major: √weight · (value − center). */
    readonly values: Float64Array,
    /** √weight · (target − center), one a row. */
    readonly target: Float64Array,
    /** What was subtracted from each column (its weighted mean; 0 without an intercept), … */
    readonly center: Float64Array,
    /** … and from the target. */
    readonly targetCenter: number,
    /** Sum of the weights: the number of rows where there are none. */
    readonly total: number,
  ) {}

  /** XᵀX, columns × columns. Shared: not to be changed. */
  get gram(): Float64Array {
    this.products ??= productsOf(this.values, this.rows, this.width);
    return this.products;
  }

  /** XXᵀ, rows × rows. Shared: not to be changed. */
  get outer(): Float64Array {
    this.rowProducts ??= productsOf(this.byColumn, this.width, this.rows);
    return this.rowProducts;
  }

  /** X by columns, each in one piece. Shared: not to be changed. */
  get byColumn(): Float64Array {
    this.columns ??= transposed(this.values, this.rows, this.width);
    return this.columns;
  }

  /** Xᵀ v, v one number a row. */
  correlations(vector: Float64Array): Float64Array {
    const { rows, width, values } = this;
    const sums = new Float64Array(width);
    for (let i = 0, at = 0; i < rows; i++) {
      const factor = vector[i] as number;
      for (let j = 0; j < width; j++, at++) sums[j] = (sums[j] as number) + factor * (values[at] as number);
    }
    return sums;
  }

  /** y − X w. */
  residuals(coefficients: Float64Array): Float64Array {
    const { rows, width, values } = this;
    const rest = this.target.slice();
    for (let i = 0, at = 0; i < rows; i++) {
      let sum = 0;
      for (let j = 0; j < width; j++, at++) sum += (coefficients[j] as number) * (values[at] as number);
      rest[i] = (rest[i] as number) - sum;
    }
    return rest;
  }

  /** The constant that goes with these coefficients. */
  intercept(coefficients: Float64Array): number {
    return coefficients.reduce((rest, w, j) => rest - w * (this.center[j] as number), this.targetCenter);
  }
}

/**
 * Weights enter as √weight in front of each row. Without an intercept nothing is centered.
 *
 * @throws {TrialFailure} `invalid`: no row counts, or a column is categorical or not finite.
 */
export function normalEquations(
  train: Table,
  target: Target,
  weights: Float64Array | undefined,
  intercept: boolean,
  estimator: string,
): NormalEquations {
  const source = numericRows(train, estimator);
  const [rows, width] = [train.length, train.columns.length];
  const total = weights === undefined ? rows : weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) {
    throw new TrialFailure('invalid', `"${estimator}" cannot be fitted: no training row has a weight above 0.`);
  }
  const center = intercept ? means(source, width, weights, total) : new Float64Array(width);
  const targetCenter = intercept ? (means(target.values, 1, weights, total)[0] as number) : 0;
  const values = new Float64Array(rows * width);
  const shifted = new Float64Array(rows);
  for (let i = 0, at = 0; i < rows; i++) {
    const root = weights === undefined ? 1 : Math.sqrt(weights[i] as number);
    shifted[i] = root * ((target.values[i] as number) - targetCenter);
    for (let j = 0; j < width; j++, at++) values[at] = root * ((source[at] as number) - (center[j] as number));
  }
  return new NormalEquations(rows, width, values, shifted, center, targetCenter, total);
}

function means(block: Float64Array, width: number, weights: Float64Array | undefined, total: number): Float64Array {
  const sums = new Float64Array(width);
  for (let i = 0, at = 0; at < block.length; i++) {
    const weight = weights === undefined ? 1 : (weights[i] as number);
    for (let j = 0; j < width; j++, at++) sums[j] = (sums[j] as number) + weight * (block[at] as number);
  }
  const first = sums.map((sum) => sum / total);
  // A second pass takes away the rounding of the first: a constant column shall become 0.
  sums.fill(0);
  for (let i = 0, at = 0; at < block.length; i++) {
    const weight = weights === undefined ? 1 : (weights[i] as number);
    for (let j = 0; j < width; j++, at++) {
      sums[j] = (sums[j] as number) + weight * ((block[at] as number) - (first[j] as number));
    }
  }
  return first.map((mean, j) => mean + (sums[j] as number) / total);
}

/** XᵀX of rows × width, both triangles. */
function productsOf(values: Float64Array, rows: number, width: number): Float64Array {
  const products = new Float64Array(width * width);
  for (let i = 0; i < rows; i++) {
    const start = i * width;
    for (let j = 0; j < width; j++) {
      const factor = values[start + j] as number;
      const line = j * width;
      for (let k = 0; k <= j; k++) {
        products[line + k] = (products[line + k] as number) + factor * (values[start + k] as number);
      }
    }
  }
  for (let j = 0; j < width; j++) {
    for (let k = 0; k < j; k++) products[k * width + j] = products[j * width + k] as number;
  }
  return products;
}

/** columns × rows from rows × columns. */
function transposed(values: Float64Array, rows: number, width: number): Float64Array {
  const columns = new Float64Array(rows * width);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < width; j++) columns[j * rows + i] = values[i * width + j] as number;
  }
  return columns;
}
