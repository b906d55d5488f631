import type { FitContext } from './fit-context.js';
import type { Json } from './json.js';
import type { Table, Target } from './table.js';

/** A fitted transformer: applies what was learnt from the training rows. */
export interface FittedTransformer {
  /** New rows, same number of them; names and types of the columns may change. Never edits its input. */
  transform(rows: Table): Table;
  /** All that `restore` needs. */
  toJSON(): Json;
}

/** Learns from training rows how to change rows. `fit` never sees held-out rows. */
export interface TransformerPlugin {
  fit(train: Table, target: Target, context: FitContext): FittedTransformer;
  restore(state: Json): FittedTransformer;
}

/** A transformer that only shifts and scales columns: same columns, finite stays finite, order within a column kept. */
export type ScalerPlugin = TransformerPlugin;
