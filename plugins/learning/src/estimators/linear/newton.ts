// Damped Newton's method for a smooth penalized loss. Boyd & Vandenberghe, Convex Optimization, 2004, §9.5.
import type { SoftmaxLoss } from './softmax-loss.js';

/** How a fit ended. `separable`: without a penalty the loss falls to 0 and the coefficients rise without bound. */
export type Ending = 'converged' | 'separable' | 'iterations' | 'stalled';

export interface Solution {
  /** directions × width. */
  readonly coefficients: Float64Array;
  readonly ending: Ending;
}

export interface Effort {
  /** See {@link isSmall}. */
  readonly tolerance: number;
  readonly maxIterations: number;
  /** Called before each iteration; may throw. */
  pulse(): void;
}

/**
 * Puts the solution of (H + diag λ) d = −g in `direction`, at least roughly. `iteration` counts from 0.
 */
export type Step = (gradient: Float64Array, direction: Float64Array, iteration: number) => void;

// Sufficient decrease (Armijo) and shortest step tried.
const DECREASE = 1e-4;
const SHORTEST = 2 ** -40;
// Below this share of the objective a difference of two values is rounding.
const ROUNDING = 1e-14;
// Mean loss below which the rows count as separated: every row is predicted rightly with certainty.
const NO_LOSS = 1e-9;

/** Whether a decrease that can still be expected is a share of the objective below tolerance². */
export function isSmall(decrease: number, objective: number, tolerance: number): boolean {
  return decrease <= tolerance * tolerance * objective;
}

/** Whether the step from `before` to `after` keeps enough of the `slope` it promised. */
export function isEnough(before: number, after: number, slope: number): boolean {
  return after <= before + DECREASE * slope + ROUNDING * Math.abs(before);
}

/** Minimizes loss(V) + ½ Σ λ_j V_aj², from V = 0. */
export function newton(loss: SoftmaxLoss, squared: Float64Array, step: Step, effort: Effort): Solution {
  const coefficients = new Float64Array(loss.size);
  const [gradient, direction, trial] = [0, 1, 2].map(() => new Float64Array(loss.size)) as Vectors;
  const total = loss.costs.reduce((sum, cost) => sum + cost, 0);
  let objective = loss.value(coefficients);
  for (let iteration = 0; iteration < effort.maxIterations; iteration++) {
    effort.pulse();
    loss.gradient(gradient);
    addPenaltyGradient(gradient, coefficients, squared);
    step(gradient, direction, iteration);
    const slope = inner(gradient, direction);
    if (isSmall(-slope / 2, objective, effort.tolerance)) {
      moveTo(coefficients, coefficients, direction, 1);
      return { coefficients, ending: 'converged' };
    }
    let length = 1;
    for (; length > SHORTEST; length /= 2) {
      moveTo(trial, coefficients, direction, length);
      const reached = loss.value(trial) + squaredPenalty(trial, squared);
      if (!isEnough(objective, reached, length * slope)) continue;
      objective = reached;
      break;
    }
    if (length <= SHORTEST) return { coefficients, ending: 'stalled' };
    coefficients.set(trial);
    if (objective < NO_LOSS * total) return { coefficients, ending: 'separable' };
  }
  return { coefficients, ending: 'iterations' };
}

type Vectors = [Float64Array, Float64Array, Float64Array];

/** ½ Σ λ_j V_aj². */
export function squaredPenalty(coefficients: Float64Array, squared: Float64Array): number {
  const width = squared.length;
  let sum = 0;
  for (let at = 0; at < coefficients.length; at += width) {
    for (let j = 0; j < width; j++) sum += (squared[j] as number) * (coefficients[at + j] as number) ** 2;
  }
  return sum / 2;
}

function addPenaltyGradient(gradient: Float64Array, coefficients: Float64Array, squared: Float64Array): void {
  const width = squared.length;
  for (let at = 0; at < gradient.length; at += width) {
    for (let j = 0; j < width; j++) {
      gradient[at + j] = (gradient[at + j] as number) + (squared[j] as number) * (coefficients[at + j] as number);
    }
  }
}

export function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** `target` = from + length · direction. */
export function moveTo(target: Float64Array, from: Float64Array, direction: Float64Array, length: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (from[i] as number) + length * (direction[i] as number);
}
