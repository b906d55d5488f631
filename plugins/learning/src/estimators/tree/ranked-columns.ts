// Columns of the training rows as ranks: splits only ask about order, and small whole numbers are sorted faster than
// others. Depends on the rows alone, so that all trials of a fold share it.
import type { Table } from '@tunewright/core';
import { numericRows } from '../rows/numeric-rows.js';

export interface RankedColumns {
  readonly rows: number;
  readonly width: number;
  /** By column: the rank of each row's value among the different values of the column, from 0. */
  readonly ranks: Int32Array;
  /** Different values of the columns, rising: those of column j begin at `starts[j]`. */
  readonly values: Float64Array;
  readonly starts: Int32Array;
}

/** @throws {TrialFailure} `invalid`: names the first column that is categorical, or has a missing or infinite value. */
export function rankColumns(table: Table, estimator: string, pulse: () => void): RankedColumns {
  const block = numericRows(table, estimator);
  const rows = table.length;
  const width = table.columns.length;
  const ranks = new Int32Array(rows * width);
  const values = new Float64Array(rows * width);
  const starts = new Int32Array(width + 1);
  const column = new Float64Array(rows);
  for (let j = 0, at = 0; j < width; j++) {
    pulse();
    for (let i = 0; i < rows; i++) column[i] = block[i * width + j] as number;
    values.set(column, at);
    const distinct = dropRepeats(values.subarray(at, at + rows).sort());
    for (let i = 0; i < rows; i++) ranks[j * rows + i] = positionOf(column[i] as number, values, at, at + distinct);
    at += distinct;
    starts[j + 1] = at;
  }
  return { rows, width, ranks, values: values.slice(0, starts[width]), starts };
}

/** Moves the different ones of sorted values to the front; their number. 0 and −0 are the same. */
function dropRepeats(sorted: Float64Array): number {
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (count === 0 || sorted[i] !== sorted[count - 1]) sorted[count++] = sorted[i] as number;
  }
  return count;
}

/** Where `value` stands among the rising values `from` … `to` − 1, counted from `from`. */
function positionOf(value: number, values: Float64Array, from: number, to: number): number {
  let low = from;
  let high = to - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low - from;
}
