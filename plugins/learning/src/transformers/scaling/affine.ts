// Columns shifted and scaled by fixed numbers: what every fitted scaler is.
import type { FittedTransformer, Json, Table } from '@tunewright/core';
import { ownBlock } from '../columns/own-block.js';

/** `y = (x − center) / scale + offset` for some columns, then kept within `clip`; other columns stay as they are. */
export type AffineState = {
  /** Positions of the columns to change. The other lists have one entry for each of them. */
  readonly columns: readonly number[];
  readonly center: readonly number[];
  readonly scale: readonly number[];
  readonly offset: number;
  /** Lowest and highest result; null for no limit. */
  readonly clip: readonly [number, number] | null;
};

export function affine(state: AffineState): FittedTransformer {
  return { transform: (rows) => apply(state, rows), toJSON: () => state };
}

export function restoreAffine(state: Json): FittedTransformer {
  return affine(state as AffineState);
}

function apply({ columns, center, scale, offset, clip }: AffineState, table: Table): Table {
  const values = ownBlock(table);
  const width = table.columns.length;
  columns.forEach((column, k) => {
    const middle = center[k] as number;
    const unit = scale[k] as number;
    for (let at = column; at < values.length; at += width) {
      values[at] = ((values[at] as number) - middle) / unit + offset;
    }
    if (clip !== null) clipColumn(values, column, width, clip);
  });
  return { columns: table.columns, length: table.length, values };
}

function clipColumn(values: Float64Array, column: number, width: number, [low, high]: readonly [number, number]): void {
  // Math.min and Math.max keep NaN.
  for (let at = column; at < values.length; at += width) {
    values[at] = Math.min(high, Math.max(low, values[at] as number));
  }
}
