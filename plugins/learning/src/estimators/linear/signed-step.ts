// One joint step of all coefficients away from zero. As long as none changes its sign the penalty is smooth, so the
// step is Newton's: it helps where correlated columns make single coefficients slow.
import { factorize, solveFactorized } from '@tunewright/core';
import type { ColumnCurvature, Motion } from './column-curvature.js';
import type { Penalty } from './penalty.js';

// With n rows and m coefficients the step costs about n·m² / 2; beyond, single ones are the lesser evil.
const MOST_COEFFICIENTS = 600;
// Coefficients stopped at zero in one call: with many, single ones had better find out first which are to be zero.
const MOST_STOPS = 32;

export class SignedStep {
  private readonly trial: Motion;

  constructor(
    private readonly curvature: ColumnCurvature,
    private readonly penalty: Penalty,
  ) {
    this.trial = curvature.still();
  }

  /**
   * Moves `reached` = V + d, and `motion` with it, down the model with gradient `base` at V. A coefficient that would
   * change its sign stops at zero, and the others go on.
   */
  move(reached: Float64Array, base: Float64Array, motion: Motion, pulse: () => void): void {
    const all = Int32Array.from(reached.keys()).filter((at) => reached[at] !== 0 && this.counts(at));
    if (all.length > MOST_COEFFICIENTS) return;
    const hessian = this.hessian(all, pulse);
    let active = Int32Array.from(all.keys());
    for (let stop = 0; stop < MOST_STOPS && active.length > 0; stop++) {
      pulse();
      const step = Float64Array.from(active, (k) => -this.slope(all[k] as number, reached, base, motion));
      solve(hessian, all.length, active, step);
      const [stopper, length] = firstZero(all, active, step, reached);
      active.forEach((k, position) => {
        const at = all[k] as number;
        const from = reached[at] as number;
        const to = k === stopper ? 0 : from + length * (step[position] as number);
        reached[at] = to;
        this.curvature.move(at, to - from, motion);
      });
      if (stopper === -1) return;
      active = active.filter((k) => k !== stopper);
    }
  }

  /** Not so: columns of zeros, and the last of several intercepts, which the others make superfluous. */
  private counts(at: number): boolean {
    const { width, directions, diagonal } = this.curvature;
    const free = this.penalty.absolute[at % width] === 0 && this.penalty.squared[at % width] === 0;
    return (diagonal[at] as number) > 0 && !(free && directions > 1 && at >= (directions - 1) * width);
  }

  private slope(at: number, reached: Float64Array, base: Float64Array, motion: Motion): number {
    const column = at % this.curvature.width;
    const from = reached[at] as number;
    const smooth = (base[at] as number) + (this.penalty.squared[column] as number) * from;
    return smooth + this.curvature.slope(at, motion) + Math.sign(from) * (this.penalty.absolute[column] as number);
  }

  /** Lower triangle of H + diag λ among some coefficients, row-major. */
  private hessian(all: Int32Array, pulse: () => void): Float64Array {
    const { curvature, penalty, trial } = this;
    const size = all.length;
    const hessian = new Float64Array(size * size);
    for (let k = 0; k < size; k++) {
      if (k % 32 === 0) pulse();
      trial.scores.fill(0);
      trial.mean.fill(0);
      curvature.move(all[k] as number, 1, trial);
      for (let l = 0; l <= k; l++) hessian[k * size + l] = curvature.slope(all[l] as number, trial);
      const own = k * (size + 1);
      hessian[own] = (hessian[own] as number) + (penalty.squared[(all[k] as number) % curvature.width] as number);
    }
    return hessian;
  }
}

/** Solves with the rows and columns `active` of a matrix, in place of `vector`; raises the diagonal where singular. */
function solve(matrix: Float64Array, size: number, active: Int32Array, vector: Float64Array): void {
  const count = active.length;
  const factor = new Float64Array(count * count);
  for (let raise = 0; ; raise = raise === 0 ? 1e-10 : raise * 100) {
    for (let k = 0; k < count; k++) {
      const row = (active[k] as number) * size;
      for (let l = 0; l <= k; l++) factor[k * count + l] = matrix[row + (active[l] as number)] as number;
      factor[k * (count + 1)] = (factor[k * (count + 1)] as number) * (1 + raise);
    }
    if (factorize(factor, count)) break;
  }
  solveFactorized(factor, count, vector);
}

/** The coefficient that reaches zero first within the step (−1: none does), and the share of the step until then. */
function firstZero(
  all: Int32Array,
  active: Int32Array,
  step: Float64Array,
  reached: Float64Array,
): readonly [stopper: number, length: number] {
  let least = 1;
  let first = -1;
  active.forEach((k, position) => {
    const share = -(reached[all[k] as number] as number) / (step[position] as number);
    if (share >= 0 && share < least) [least, first] = [share, k];
  });
  return [first, least];
}
