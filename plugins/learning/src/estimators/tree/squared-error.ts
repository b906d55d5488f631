// Mean squared distance of the targets from their mean.
import type { Criterion } from './criterion.js';
import { ROUNDING } from './rounding.js';

/** Scores are Σ (sum of weighted distances from the node's mean)² / weight over both sides: the squares explained. */
export class SquaredError implements Criterion {
  readonly width = 1;
  cut = 0;
  total = 0;
  pure = false;
  slack = 0;
  answers: number[] = [];
  private mean = 0;
  private weights: Float64Array = new Float64Array();
  /** By position: weight, and weight times the distance of the target from the mean. */
  private readonly weight: Float64Array;
  private readonly pull: Float64Array;

  /** `targets`: one a row. */
  constructor(private readonly targets: Float64Array) {
    this.weight = new Float64Array(targets.length);
    this.pull = new Float64Array(targets.length);
  }

  begin(weights: Float64Array): void {
    this.weights = weights;
    this.answers = [];
  }

  enter(rows: Int32Array, start: number, end: number): void {
    const { targets, weights, weight, pull } = this;
    const first = targets[rows[start] as number] as number;
    let [total, sum, pure] = [0, 0, true];
    for (let i = start; i < end; i++) {
      const row = rows[i] as number;
      const w = weights[row] as number;
      const distance = (targets[row] as number) - first;
      weight[i - start] = w;
      pull[i - start] = distance;
      total += w;
      sum += w * distance;
      if (distance !== 0) pure = false;
    }
    const shift = sum / total;
    let squares = 0;
    for (let i = 0; i < end - start; i++) {
      const w = weight[i] as number;
      const distance = (pull[i] as number) - shift;
      pull[i] = w * distance;
      squares += w * distance * distance;
    }
    this.total = total;
    this.pure = pure;
    this.mean = first + shift;
    this.slack = ROUNDING * squares;
  }

  scan(order: Int32Array, keys: Int32Array, count: number, least: number): number {
    const { weight, pull, slack } = this;
    let [onLeft, onRight, sum] = [0, this.total, 0];
    let best = -Infinity;
    let previous = keys[order[0] as number] as number;
    for (let i = 0; i < count; i++) {
      const position = order[i] as number;
      const key = keys[position] as number;
      if (key !== previous) {
        previous = key;
        if (i >= least && i <= count - least) {
          // The sums of both sides differ in sign only.
          const score = sum * sum * (1 / onLeft + 1 / onRight);
          if (score > best + slack) {
            best = score;
            this.cut = i;
          }
        }
      }
      const w = weight[position] as number;
      sum += pull[position] as number;
      onLeft += w;
      onRight -= w;
    }
    return best;
  }

  decrease(score: number): number {
    return score;
  }

  leaf(): number {
    return this.answers.push(this.mean) - 1;
  }
}
