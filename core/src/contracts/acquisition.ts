import type { Random } from './random.js';
import type { Point } from './space.js';
import type { Posterior } from './surrogate.js';

/** What an acquisition function may know. Losses are to be minimized. */
export interface AcquisitionRequest {
  readonly posterior: Posterior;
  /** Lowest loss so far. */
  readonly best: number;
  /** Points being evaluated now. */
  readonly pending: readonly Point[];
  /** Probability that a point satisfies all outcome constraints; absent without constraints. */
  readonly feasible?: (points: readonly Point[]) => Float64Array;
  /** Expected cost of a trial at each point; absent when cost plays no role. */
  readonly costs?: (points: readonly Point[]) => Float64Array;
  readonly random: Random;
}

/** How much it is worth to evaluate a point. */
export interface AcquisitionPlugin {
  /** The result scores points: larger is better; only the order matters. */
  prepare(request: AcquisitionRequest): (points: readonly Point[]) => Float64Array;
}
