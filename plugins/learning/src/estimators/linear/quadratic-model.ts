// The quadratic model of a softmax loss plus a penalty with absolute values, minimized by coordinate descent (Yuan,
// Ho & Lin 2012, §4) in turn with a joint step of all coefficients away from zero, which correlated columns need.
import { ColumnCurvature, type Motion } from './column-curvature.js';
import type { Effort } from './newton.js';
import type { Penalty } from './penalty.js';
import { SignedStep } from './signed-step.js';
import type { SoftmaxLoss } from './softmax-loss.js';

// Ends with the sweep that gains less than this share of the first one's gain.
const GAIN = 1e-2;
const MOST_ROUNDS = 20;
// One by one, between joint steps.
const SWEEPS = 20;

export class QuadraticModel {
  private readonly curvature: ColumnCurvature;
  private readonly signed: SignedStep;
  private readonly motion: Motion;
  /** Gradient of loss and squared penalty at V. */
  private readonly base: Float64Array;
  /** V + d. */
  private readonly reached: Float64Array;

  constructor(
    loss: SoftmaxLoss,
    private readonly penalty: Penalty,
  ) {
    this.curvature = new ColumnCurvature(loss);
    this.signed = new SignedStep(this.curvature, penalty);
    this.motion = this.curvature.still();
    this.base = new Float64Array(loss.size);
    this.reached = new Float64Array(loss.size);
  }

  /** Puts into `direction` roughly the d that minimizes gᵀd + ½ dᵀHd + penalty(V + d). */
  minimize(gradient: Float64Array, coefficients: Float64Array, direction: Float64Array, effort: Effort): void {
    const { curvature, motion, reached, base } = this;
    curvature.refresh();
    motion.scores.fill(0);
    motion.mean.fill(0);
    base.set(gradient);
    reached.set(coefficients);
    const first = this.sweep(true);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      effort.pulse();
      for (let turn = 0; turn < SWEEPS && this.sweep(false) > GAIN * first; turn++);
      this.signed.move(reached, base, motion, () => effort.pulse());
      if (this.sweep(true) <= GAIN * first) break;
    }
    for (let at = 0; at < direction.length; at++) {
      direction[at] = (reached[at] as number) - (coefficients[at] as number);
    }
  }

  /** Minimizes over one coefficient after the other (all, or those away from zero); returns a measure of the gain. */
  private sweep(all: boolean): number {
    const { curvature, penalty, motion, reached, base } = this;
    let gain = 0;
    for (let at = 0; at < reached.length; at++) {
      const from = reached[at] as number;
      if (!all && from === 0) continue;
      const column = at % curvature.width;
      const squared = penalty.squared[column] as number;
      const bend = (curvature.diagonal[at] as number) + squared;
      // A column of zeros, or rows all predicted with certainty: nothing to gain.
      if (!(bend > 0)) continue;
      const slope = (base[at] as number) + squared * from + curvature.slope(at, motion);
      const to = shrink(bend * from - slope, penalty.absolute[column] as number) / bend;
      if (to === from) continue;
      reached[at] = to;
      curvature.move(at, to - from, motion);
      gain += bend * (to - from) ** 2;
    }
    this.center();
    return gain;
  }

  /**
   * Shifting a column's coefficients alike in all classes changes no probability, so one by one they are slow to move
   * that way. The absolute values are least when the median is 0 (Friedman, Hastie & Tibshirani 2010, §4.1).
   */
  private center(): void {
    const { penalty, reached, curvature } = this;
    const { width, directions } = curvature;
    if (directions === 1) return;
    const values = new Float64Array(directions);
    for (let j = 0; j < width; j++) {
      if (penalty.absolute[j] === 0 || penalty.squared[j] !== 0) continue;
      for (let a = 0; a < directions; a++) values[a] = reached[a * width + j] as number;
      const median = values.sort()[directions >> 1] as number;
      if (median === 0) continue;
      for (let a = 0; a < directions; a++) reached[a * width + j] = (reached[a * width + j] as number) - median;
    }
  }
}

/** The minimizer of ½ u² − value·u + amount·|u| (soft thresholding). */
function shrink(value: number, amount: number): number {
  if (value > amount) return value - amount;
  return value < -amount ? value + amount : 0;
}
