// Some columns kept and others left out: what a fitted selection is.
import type { FittedTransformer, Table } from '@tunewright/core';
import { pickColumns } from '../columns/own-block.js';

export type KeptState = {
  /** Positions of the columns, in the order of the result. */
  readonly kept: readonly number[];
};

/** The chosen numeric columns in their old order, then the others as they are. */
export function keepColumns(train: Table, numeric: readonly number[]): FittedTransformer {
  const others = train.columns.flatMap(({ type }, position) => (type === 'numeric' ? [] : [position]));
  return restoreKept({ kept: [...numeric, ...others] });
}

export function restoreKept(state: KeptState): FittedTransformer {
  return { transform: (rows) => pickColumns(rows, state.kept), toJSON: () => state };
}
