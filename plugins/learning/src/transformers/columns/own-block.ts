// Blocks of values that a transformer may fill. Knows nothing of what the values mean.
import type { Table } from '@tunewright/core';

/** The table's rows in a block of its own, free to be changed. */
export function ownBlock({ rows, values, length, columns }: Table): Float64Array {
  const width = columns.length;
  if (rows === undefined) return values.slice(0, length * width);
  const block = new Float64Array(length * width);
  for (let i = 0; i < length; i++) {
    const start = (rows[i] as number) * width;
    for (let j = 0; j < width; j++) block[i * width + j] = values[start + j] as number;
  }
  return block;
}

/** Writes the columns at `positions` side by side into a row-major block of `width` columns, from column `at` on. */
export function copyColumns(
  table: Table,
  positions: readonly number[],
  block: Float64Array,
  width: number,
  at: number,
): void {
  const { rows, values, length } = table;
  const stride = table.columns.length;
  const wanted = Int32Array.from(positions);
  for (let i = 0; i < length; i++) {
    const from = (rows === undefined ? i : (rows[i] as number)) * stride;
    const to = i * width + at;
    for (let k = 0; k < wanted.length; k++) block[to + k] = values[from + (wanted[k] as number)] as number;
  }
}

/** A table of some columns only, in the order of `positions`. */
export function pickColumns(table: Table, positions: readonly number[]): Table {
  const values = new Float64Array(table.length * positions.length);
  copyColumns(table, positions, values, positions.length, 0);
  const columns = positions.map((position) => table.columns[position] as Table['columns'][number]);
  return { columns, length: table.length, values };
}

/** All values of a column, missing ones as NaN. */
export function columnValues({ rows, values, length, columns }: Table, column: number): Float64Array {
  const width = columns.length;
  const found = new Float64Array(length);
  for (let i = 0; i < length; i++)
    found[i] = values[(rows === undefined ? i : (rows[i] as number)) * width + column] as number;
  return found;
}
