// Correlations of the columns with the residuals r = y − Xw while w changes one coefficient at a time, kept in one of
// two ways: all of them by XᵀX, or the residuals alone.
import type { NormalEquations } from './normal-equations.js';

export interface Correlations {
  /** x_j·r. */
  of(column: number): number;
  /** Adds `step` to w_j. */
  move(column: number, step: number): void;
  /** Xᵀr. Not to be changed. */
  all(): Float64Array;
  /** ‖r‖², w being the sum of all moves. */
  squaredError(coefficients: Float64Array): number;
}

// With more columns XᵀX (8 bytes × columns²) would be too large to keep for each fold.
const MOST_COLUMNS = 2000;

/** For w = 0. */
export function correlationsOf(equations: NormalEquations): Correlations {
  const { width, rows } = equations;
  return width <= Math.min(rows, MOST_COLUMNS) ? new ByProducts(equations) : new ByResiduals(equations);
}

/** Friedman, Hastie & Tibshirani 2010, §2.2 "covariance updates": a coefficient that stays costs nothing. */
export class ByProducts implements Correlations {
  private readonly gram: Float64Array;
  private readonly start: Float64Array;
  private readonly current: Float64Array;
  private readonly squares: number;

  constructor(equations: NormalEquations) {
    this.gram = equations.gram;
    this.start = equations.correlations(equations.target);
    this.current = this.start.slice();
    this.squares = equations.target.reduce((sum, y) => sum + y * y, 0);
  }

  of(column: number): number {
    return this.current[column] as number;
  }

  move(column: number, step: number): void {
    const { gram, current } = this;
    const line = column * current.length;
    for (let k = 0; k < current.length; k++) {
      current[k] = (current[k] as number) - step * (gram[line + k] as number);
    }
  }

  all(): Float64Array {
    return this.current;
  }

  /** ‖y − Xw‖² = y·y − w·Xᵀy − w·Xᵀr. */
  squaredError(coefficients: Float64Array): number {
    const { start, current, squares } = this;
    const explained = coefficients.reduce((sum, w, j) => sum + w * ((start[j] as number) + (current[j] as number)), 0);
    return Math.max(0, squares - explained);
  }
}

/** Friedman, Hastie & Tibshirani 2010, §2.1 "naive updates". */
export class ByResiduals implements Correlations {
  private readonly columns: Float64Array;
  private readonly residuals: Float64Array;

  constructor(private readonly equations: NormalEquations) {
    this.columns = equations.byColumn;
    this.residuals = equations.target.slice();
  }

  of(column: number): number {
    const { columns, residuals } = this;
    const { length } = residuals;
    const start = column * length;
    // Four sums at a time, so that additions need not wait for each other.
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    let i = 0;
    for (; i + 3 < length; i += 4) {
      s0 += (columns[start + i] as number) * (residuals[i] as number);
      s1 += (columns[start + i + 1] as number) * (residuals[i + 1] as number);
      s2 += (columns[start + i + 2] as number) * (residuals[i + 2] as number);
      s3 += (columns[start + i + 3] as number) * (residuals[i + 3] as number);
    }
    for (; i < length; i++) s0 += (columns[start + i] as number) * (residuals[i] as number);
    return s0 + s1 + (s2 + s3);
  }

  move(column: number, step: number): void {
    const { columns, residuals } = this;
    const start = column * residuals.length;
    for (let i = 0; i < residuals.length; i++) {
      residuals[i] = (residuals[i] as number) - step * (columns[start + i] as number);
    }
  }

  all(): Float64Array {
    return this.equations.correlations(this.residuals);
  }

  squaredError(): number {
    return this.residuals.reduce((sum, r) => sum + r * r, 0);
  }
}
