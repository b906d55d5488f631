import type { FitContext } from './fit-context.js';
import type { Json } from './json.js';
import type { Table, Target } from './table.js';

/** A fitted model. The answers' shapes are those of `Prediction`. */
export interface Model {
  predict(rows: Table): Float64Array;
  scores?(rows: Table): Float64Array;
  probabilities?(rows: Table): Float64Array;
  /** All that `restore` needs. */
  toJSON(): Json;
  /** Writes the model into a folder, as files that other programs read; absent when there is no such form of it. */
  writeTo?(folder: string): void | Promise<void>;
}

/** What is known of the training rows beside features and target. */
export interface Training extends FitContext {
  /** Weight of each training row; absent means all alike. */
  readonly weights?: Float64Array;
  /**
   * A name for the rows asked about in `predict` while the fold is scored, the same in all trials of a fold: with it
   * `shared` can keep work between training and held-out rows.
   */
  readonly heldOut?: Table;
}

/** Learns from training rows to predict the target. */
export interface EstimatorPlugin {
  fit(train: Table, target: Target, context: Training): Model | Promise<Model>;
  restore(state: Json): Model;
}
