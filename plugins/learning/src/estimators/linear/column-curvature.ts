// Products with the Hessian of a softmax loss, one coefficient at a time. The curvature c_i (diag p_i − p_i p_iᵀ) of a
// row lets one coefficient be moved, or one entry of H d be read, in one pass over the rows, whatever the number of
// classes (Yuan, Ho & Lin 2012, §4, extended to several classes).
import type { SoftmaxLoss } from './softmax-loss.js';

/** What a change d of the coefficients does to each row. */
export interface Motion {
  /** x_i·d_a, direction × row. */
  readonly scores: Float64Array;
  /** Its mean over the classes, weighted by p_i. */
  readonly mean: Float64Array;
}

/** For losses with `classBasis` or `secondClassBasis`. Coefficient a · width + j is that of column j in direction a. */
export class ColumnCurvature {
  readonly width: number;
  readonly directions: number;
  /** Diagonal of H. */
  readonly diagonal: Float64Array;
  private readonly rows: number;
  private readonly columns: Float64Array;
  /** p_ia and c_i p_ia, direction × row. */
  private readonly shares: Float64Array;
  private readonly costly: Float64Array;

  constructor(private readonly loss: SoftmaxLoss) {
    const { rows, width, values } = loss.design;
    this.rows = rows;
    this.width = width;
    this.directions = loss.directions;
    this.columns = new Float64Array(rows * width);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < width; j++) this.columns[j * rows + i] = values[i * width + j] as number;
    }
    this.shares = new Float64Array(rows * loss.directions);
    this.costly = new Float64Array(rows * loss.directions);
    this.diagonal = new Float64Array(loss.size);
  }

  still(): Motion {
    return { scores: new Float64Array(this.rows * this.loss.directions), mean: new Float64Array(this.rows) };
  }

  /** Takes over the probabilities that the loss has now. */
  refresh(): void {
    const { loss, rows, width } = this;
    const first = loss.classes - loss.directions;
    for (let a = 0; a < loss.directions; a++) {
      for (let i = 0; i < rows; i++) {
        const share = loss.probabilities[i * loss.classes + first + a] as number;
        this.shares[a * rows + i] = share;
        this.costly[a * rows + i] = share * (loss.costs[i] as number);
      }
      for (let j = 0; j < width; j++) this.diagonal[a * width + j] = this.bend(a * rows, j * rows);
    }
  }

  /** (H d) at a coefficient. */
  slope(at: number, { scores, mean }: Motion): number {
    const { rows, columns, costly } = this;
    const column = at % this.width;
    const own = ((at - column) / this.width) * rows;
    const start = column * rows;
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      const away = (scores[own + i] as number) - (mean[i] as number);
      sum += (columns[start + i] as number) * (costly[own + i] as number) * away;
    }
    return sum;
  }

  /** Adds `by` to d at a coefficient. */
  move(at: number, by: number, { scores, mean }: Motion): void {
    const { rows, columns, shares } = this;
    const column = at % this.width;
    const own = ((at - column) / this.width) * rows;
    const start = column * rows;
    for (let i = 0; i < rows; i++) {
      const step = by * (columns[start + i] as number);
      scores[own + i] = (scores[own + i] as number) + step;
      mean[i] = (mean[i] as number) + (shares[own + i] as number) * step;
    }
  }

  private bend(own: number, start: number): number {
    let sum = 0;
    for (let i = 0; i < this.rows; i++) {
      const x = this.columns[start + i] as number;
      sum += (this.costly[own + i] as number) * (1 - (this.shares[own + i] as number)) * x * x;
    }
    return sum;
  }
}
