// The loss of softmax regression and its derivatives. Knows nothing of penalties.
// Bishop, Pattern Recognition and Machine Learning, 2006, eqs. 4.104–4.110.
import type { Basis } from './basis.js';
import type { Design } from './design.js';

/**
 * Σ_i c_i (ln Σ_k exp s_ik − s_i,y(i)) with the scores s_i = A V x_i of the classes.
 * V is `directions` × width (row-major, flat), the coefficients sought; A is classes × directions and says what each
 * of its rows does to the scores of the classes.
 */
export class SoftmaxLoss {
  readonly directions: number;
  readonly classes: number;
  /** Length of V. */
  readonly size: number;
  /** rows × classes, row-major, as of the last `value`. */
  readonly probabilities: Float64Array;
  private readonly scores: Float64Array;
  private readonly along: Float64Array;

  constructor(
    readonly design: Design,
    /** Class of each row, 0 … classes − 1. */
    private readonly labels: Int32Array,
    /** c: inverse strength of the penalty times the row's weight. */
    readonly costs: Float64Array,
    /** A. */
    readonly basis: Basis,
  ) {
    this.directions = basis.directions;
    this.classes = basis.classes;
    this.size = this.directions * design.width;
    this.probabilities = new Float64Array(design.rows * this.classes);
    this.scores = new Float64Array(this.classes);
    this.along = new Float64Array(this.directions);
  }

  /** The loss at V; keeps the probabilities there for the other methods. */
  value(coefficients: Float64Array): number {
    const { design, labels, costs, probabilities, scores, classes } = this;
    let loss = 0;
    for (let i = 0; i < design.rows; i++) {
      this.scoreRow(coefficients, i);
      let most = -Infinity;
      for (let k = 0; k < classes; k++) if ((scores[k] as number) > most) most = scores[k] as number;
      const own = (scores[labels[i] as number] as number) - most;
      let sum = 0;
      const start = i * classes;
      for (let k = 0; k < classes; k++) {
        const likeness = Math.exp((scores[k] as number) - most);
        probabilities[start + k] = likeness;
        sum += likeness;
      }
      for (let k = 0; k < classes; k++) probabilities[start + k] = (probabilities[start + k] as number) / sum;
      loss += (costs[i] as number) * (Math.log(sum) - own);
    }
    return loss;
  }

  /** Σ_i c_i Aᵀ(p_i − y_i) x_iᵀ, into `gradient` (directions × width). */
  gradient(gradient: Float64Array): void {
    const { design, labels, costs, probabilities, scores, classes } = this;
    gradient.fill(0);
    for (let i = 0; i < design.rows; i++) {
      const cost = costs[i] as number;
      for (let k = 0; k < classes; k++) scores[k] = cost * (probabilities[i * classes + k] as number);
      const own = labels[i] as number;
      scores[own] = (scores[own] as number) - cost;
      this.spread(i, gradient);
    }
  }

  /** H d with the Hessian H = Σ_i c_i Aᵀ(diag p_i − p_i p_iᵀ)A ⊗ x_i x_iᵀ, into `product`. */
  hessianTimes(direction: Float64Array, product: Float64Array): void {
    const { design, costs, probabilities, scores, classes } = this;
    product.fill(0);
    for (let i = 0; i < design.rows; i++) {
      this.scoreRow(direction, i);
      const start = i * classes;
      let mean = 0;
      for (let k = 0; k < classes; k++) mean += (probabilities[start + k] as number) * (scores[k] as number);
      const cost = costs[i] as number;
      for (let k = 0; k < classes; k++) {
        scores[k] = cost * (probabilities[start + k] as number) * ((scores[k] as number) - mean);
      }
      this.spread(i, product);
    }
  }

  /** c_i Aᵀ(diag p_i − p_i p_iᵀ)A of row i, its lower triangle packed by rows, into `curvature`. */
  rowCurvature(row: number, curvature: Float64Array): void {
    const { probabilities, classes, directions, along, basis } = this;
    const cost = this.costs[row] as number;
    const start = row * classes;
    along.fill(0);
    for (let k = 0; k < classes; k++) {
      const p = probabilities[start + k] as number;
      for (let a = 0; a < directions; a++)
        along[a] = (along[a] as number) + p * (basis.matrix[k * directions + a] as number);
    }
    let at = 0;
    for (let a = 0; a < directions; a++) {
      for (let b = 0; b <= a; b++) {
        let sum = 0;
        for (let k = 0; k < classes; k++) {
          const entry = k * directions;
          const product = (basis.matrix[entry + a] as number) * (basis.matrix[entry + b] as number);
          sum += (probabilities[start + k] as number) * product;
        }
        curvature[at++] = cost * (sum - (along[a] as number) * (along[b] as number));
      }
    }
  }

  /** A V x_i into `scores`. */
  private scoreRow(coefficients: Float64Array, row: number): void {
    const { design, scores, along, directions, classes, basis } = this;
    const { width, values } = design;
    const start = row * width;
    for (let a = 0; a < directions; a++) {
      const from = a * width;
      let sum = 0;
      for (let j = 0; j < width; j++) sum += (coefficients[from + j] as number) * (values[start + j] as number);
      along[a] = sum;
    }
    for (let k = 0; k < classes; k++) {
      let sum = 0;
      for (let a = 0; a < directions; a++) sum += (basis.matrix[k * directions + a] as number) * (along[a] as number);
      scores[k] = sum;
    }
  }

  /** Adds (Aᵀ scores) x_iᵀ to `total`. */
  private spread(row: number, total: Float64Array): void {
    const { design, scores, directions, classes, basis } = this;
    const { width, values } = design;
    const start = row * width;
    for (let a = 0; a < directions; a++) {
      let amount = 0;
      for (let k = 0; k < classes; k++) amount += (basis.matrix[k * directions + a] as number) * (scores[k] as number);
      const to = a * width;
      for (let j = 0; j < width; j++)
        total[to + j] = (total[to + j] as number) + amount * (values[start + j] as number);
    }
  }
}
