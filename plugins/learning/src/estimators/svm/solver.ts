// The dual problem of a two-class support vector machine by sequential minimal optimization: LIBSVM's solver (Chang &
// Lin 2011, section 4.1) with second-order working sets (Fan, Chen & Lin 2005, WSS 2), its order of rows, its ties
// and its stopping rule, without shrinking. Knows nothing of tables, classes or trials.

/** Kernel values between rows, row by row. */
export interface KernelRows {
  readonly values: Float32Array;
  /** Where row `row` begins in `values`; it stays there until two other rows have been asked for. */
  locate(row: number): number;
  /** K(i, i), not rounded. */
  readonly diagonal: Float64Array;
}

/** Rows of the two classes: `first` … `firstEnd` − 1 have the label +1, `second` … `secondEnd` − 1 the label −1. */
export interface Pair {
  readonly first: number;
  readonly firstEnd: number;
  readonly second: number;
  readonly secondEnd: number;
  /** Rows of the second class have the kernel values of the rows this many before them: 0 for values of their own. */
  readonly twin: number;
}

export interface SolverOptions {
  /** C of each row, > 0. */
  readonly bounds: Float64Array;
  /** The largest violation of the optimality conditions that is let pass. */
  readonly tolerance: number;
  /** Most iterations; 0 means no limit. */
  readonly limit: number;
  /** −y p of each row, p being the linear term of the dual objective; absent means p = −1, as for classification. */
  readonly slopes?: Float64Array;
  /** Called now and then; throws to cancel. */
  readonly pulse: () => void;
}

export interface Solution {
  /** f(x) = Σ yᵢ αᵢ K(xᵢ, x) − rho. */
  readonly rho: number;
  readonly iterations: number;
  readonly converged: boolean;
  /** The largest α, or sum of two that share one, on the way. With equal bounds above it the way is the same. */
  readonly peak: number;
}

// Stands for a curvature that is not positive (equal rows, or a kernel that is not positive definite): Fan et al., (9).
const TAU = 1e-12;
const PULSE = 1000; // iterations

/**
 * Working memory for problems of up to `size` rows, used again for each. Arrays are indexed by row.
 *
 * With G the gradient of the dual objective, −y G decides everything. `up` holds it for rows whose yα may grow, and −∞
 * for others; `low` holds it for rows whose yα may shrink, and ∞ for others. So neither loop tests a label or a bound.
 */
export class Solver {
  /** α of the last solution. */
  readonly alpha: Float64Array;
  private readonly up: Float64Array;
  private readonly low: Float64Array;
  private peak = 0;

  constructor(size: number) {
    this.alpha = new Float64Array(size);
    this.up = new Float64Array(size);
    this.low = new Float64Array(size);
  }

  solve(kernel: KernelRows, pair: Pair, options: SolverOptions): Solution {
    let lead = this.begin(pair, options.slopes);
    let iterations = 0;
    let converged = false;
    while (options.limit === 0 || iterations < options.limit) {
      const partner = this.partner(kernel, pair, lead, options.tolerance);
      if (partner < 0) {
        converged = true;
        break;
      }
      iterations++;
      if (iterations % PULSE === 0) options.pulse();
      lead = this.step(kernel, pair, lead, partner, options.bounds);
    }
    return { rho: this.offset(pair), iterations, converged, peak: this.peak };
  }

  /** Starts from α = 0. The leading row: the one with the largest −y G in `up`, the last of equals. */
  private begin({ first, firstEnd, second, secondEnd }: Pair, slopes: Float64Array | undefined): number {
    const { alpha, up, low } = this;
    this.peak = 0;
    alpha.fill(0, first, firstEnd).fill(0, second, secondEnd);
    up.fill(1, first, firstEnd).fill(-Infinity, second, secondEnd);
    low.fill(Infinity, first, firstEnd).fill(-1, second, secondEnd);
    if (slopes === undefined) return firstEnd - 1;
    up.set(slopes.subarray(first, firstEnd), first);
    low.set(slopes.subarray(second, secondEnd), second);
    let lead = first;
    for (let t = first; t < firstEnd; t++) if ((up[t] as number) >= (up[lead] as number)) lead = t;
    return lead;
  }

  /** The row that promises the largest decrease together with `lead`, the last of equals; −1 at the optimum. */
  private partner(kernel: KernelRows, pair: Pair, lead: number, tolerance: number): number {
    const { values, diagonal } = kernel;
    const { low } = this;
    const top = this.up[lead] as number;
    const line = kernelRow(pair, lead);
    const start = kernel.locate(line);
    const own = diagonal[line] as number;
    let widest = 0;
    let best = -Infinity;
    let partner = -1;
    for (let part = 0; part < 2; part++) {
      const end = part === 0 ? pair.firstEnd : pair.secondEnd;
      const twin = part * pair.twin;
      const shift = start - twin;
      for (let t = part === 0 ? pair.first : pair.second; t < end; t++) {
        const gap = top - (low[t] as number);
        if (gap > 0) {
          if (gap > widest) widest = gap;
          const curvature = own + (diagonal[t - twin] as number) - 2 * (values[shift + t] as number);
          const decrease = (gap * gap) / (curvature > 0 ? curvature : TAU);
          if (decrease >= best) {
            best = decrease;
            partner = t;
          }
        }
      }
    }
    return widest < tolerance ? -1 : partner;
  }

  /** Moves α of both rows to the optimum along their line, within bounds. The next leading row. */
  private step(kernel: KernelRows, pair: Pair, i: number, j: number, bounds: Float64Array): number {
    const { alpha, up, low } = this;
    const lineI = kernelRow(pair, i);
    const lineJ = kernelRow(pair, j);
    const rowI = kernel.locate(lineI);
    const rowJ = kernel.locate(lineJ);
    const yI = i < pair.firstEnd && i >= pair.first ? 1 : -1;
    const yJ = j < pair.firstEnd && j >= pair.first ? 1 : -1;
    const oldI = alpha[i] as number;
    const oldJ = alpha[j] as number;
    const curvature =
      (kernel.diagonal[lineI] as number) +
      (kernel.diagonal[lineJ] as number) -
      2 * (kernel.values[rowI + lineJ] as number);
    const delta = ((up[i] as number) - (low[j] as number)) / (curvature > 0 ? curvature : TAU);
    if (yI !== yJ) this.opposite(i, j, yI * delta, bounds);
    else this.alike(i, j, yI * delta, bounds);
    const byI = yI * ((alpha[i] as number) - oldI);
    const byJ = yJ * ((alpha[j] as number) - oldJ);
    this.mark(i, yI, bounds[i] as number);
    this.mark(j, yJ, bounds[j] as number);
    return this.descend(kernel.values, rowI, rowJ, byI, byJ, pair);
  }

  /** Different labels: α(i) − α(j) stays. */
  private opposite(i: number, j: number, delta: number, bounds: Float64Array): void {
    const { alpha } = this;
    const boundI = bounds[i] as number;
    const boundJ = bounds[j] as number;
    const difference = (alpha[i] as number) - (alpha[j] as number);
    let atI = (alpha[i] as number) + delta;
    let atJ = (alpha[j] as number) + delta;
    if (difference > 0 && atJ < 0) {
      atJ = 0;
      atI = difference;
    } else if (difference <= 0 && atI < 0) {
      atI = 0;
      atJ = -difference;
    }
    if (difference > boundI - boundJ && atI > boundI) {
      atI = boundI;
      atJ = boundI - difference;
    } else if (difference <= boundI - boundJ && atJ > boundJ) {
      atJ = boundJ;
      atI = boundJ + difference;
    }
    alpha[i] = atI;
    alpha[j] = atJ;
    this.peak = Math.max(this.peak, atI, atJ);
  }

  /** Equal labels: α(i) + α(j) stays. */
  private alike(i: number, j: number, delta: number, bounds: Float64Array): void {
    const { alpha } = this;
    const boundI = bounds[i] as number;
    const boundJ = bounds[j] as number;
    const sum = (alpha[i] as number) + (alpha[j] as number);
    let atI = (alpha[i] as number) + delta;
    let atJ = (alpha[j] as number) - delta;
    if (sum > boundI && atI > boundI) {
      atI = boundI;
      atJ = sum - boundI;
    } else if (sum <= boundI && atJ < 0) {
      atJ = 0;
      atI = sum;
    }
    if (sum > boundJ && atJ > boundJ) {
      atJ = boundJ;
      atI = sum - boundJ;
    } else if (sum <= boundJ && atI < 0) {
      atI = 0;
      atJ = sum;
    }
    alpha[i] = atI;
    alpha[j] = atJ;
    this.peak = Math.max(this.peak, sum);
  }

  /** Notes which ways α of a row may move. */
  private mark(row: number, y: number, bound: number): void {
    const { up, low } = this;
    const value = (up[row] as number) > -Infinity ? (up[row] as number) : (low[row] as number);
    const grows = (this.alpha[row] as number) < bound;
    const shrinks = (this.alpha[row] as number) > 0;
    up[row] = (y > 0 ? grows : shrinks) ? value : -Infinity;
    low[row] = (y > 0 ? shrinks : grows) ? value : Infinity;
  }

  /** Brings −y G up to date after yα of two rows moved by `byI` and `byJ`. The next leading row. */
  private descend(
    values: Float32Array,
    rowI: number,
    rowJ: number,
    byI: number,
    byJ: number,
    { first, firstEnd, second, secondEnd, twin }: Pair,
  ): number {
    const { up, low } = this;
    let top = -Infinity;
    let lead = first;
    for (let part = 0; part < 2; part++) {
      const end = part === 0 ? firstEnd : secondEnd;
      const shiftI = rowI - part * twin;
      const shiftJ = rowJ - part * twin;
      for (let t = part === 0 ? first : second; t < end; t++) {
        const fall = (values[shiftI + t] as number) * byI + (values[shiftJ + t] as number) * byJ;
        const value = (up[t] as number) - fall;
        up[t] = value;
        low[t] = (low[t] as number) - fall;
        if (value >= top) {
          top = value;
          lead = t;
        }
      }
    }
    return lead;
  }

  /** Chang & Lin 2011, section 4.1.5: the mean of y G over free rows; without any, the middle of what is allowed. */
  private offset({ first, firstEnd, second, secondEnd }: Pair): number {
    const { up, low } = this;
    let free = 0;
    let sum = 0;
    let highest = -Infinity;
    let lowest = Infinity;
    for (let part = 0; part < 2; part++) {
      const end = part === 0 ? firstEnd : secondEnd;
      for (let t = part === 0 ? first : second; t < end; t++) {
        const above = up[t] as number;
        const below = low[t] as number;
        if (above > -Infinity && below < Infinity) {
          free++;
          sum -= above;
        } else if (below < Infinity) lowest = Math.min(lowest, below);
        else highest = Math.max(highest, above);
      }
    }
    return free > 0 ? sum / free : -(highest + lowest) / 2;
  }
}

function kernelRow({ firstEnd, first, twin }: Pair, row: number): number {
  return row >= first && row < firstEnd ? row : row - twin;
}
