import type { Random } from './random.js';
import type { Point } from './space.js';

/** What is believed about the losses at some points: one mean and one standard deviation a point. */
export interface Prognosis {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}

/** A fitted surrogate. */
export interface Posterior {
  at(points: readonly Point[]): Prognosis;
  /** One joint draw of the losses at the points. */
  draw(points: readonly Point[], random: Random): Float64Array;
}

/** A model of the loss over the unit cube. Inactive coordinates are NaN. */
export interface SurrogatePlugin {
  fit(points: readonly Point[], losses: Float64Array, random: Random): Posterior;
}
