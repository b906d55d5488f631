import type { Random } from './random.js';
import type { Target } from './table.js';

/** One split: indices of the rows to train on and of those held out, each in rising order, none in both. */
export interface Fold {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** What a splitter may know of the rows. */
export interface SplitRequest {
  /** Number of rows. */
  readonly rows: number;
  readonly target: Target;
  readonly groups?: Int32Array;
  readonly time?: Float64Array;
  /** Depends on the study's seed only, never on the trial, so that all trials see the same folds. */
  readonly random: Random;
}

/** Divides rows into folds. Throws a {@link Problem} when the data do not allow it (fewer rows than folds, …). */
export interface SplitterPlugin {
  split(request: SplitRequest): readonly Fold[];
}
