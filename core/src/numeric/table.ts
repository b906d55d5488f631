// Working with tables that share rows.
import type { Table, Target } from '../contracts/table.js';

/** The table's rows as one contiguous row-major block: the shared block itself where it fits, else a copy. */
export function denseRows(table: Table): Float64Array {
  const { rows, values, length } = table;
  const width = table.columns.length;
  if (rows === undefined) return values;
  const dense = new Float64Array(length * width);
  for (let i = 0; i < length; i++) {
    const start = (rows[i] as number) * width;
    for (let j = 0; j < width; j++) dense[i * width + j] = values[start + j] as number;
  }
  return dense;
}

/** Some rows of a table, by position, sharing its block. */
export function takeRows(table: Table, positions: Int32Array): Table {
  const { rows: old, values, columns } = table;
  const rows = old === undefined ? positions : positions.map((position) => old[position] as number);
  return { columns, values, rows, length: positions.length };
}

/** The target of some rows. */
export function takeTarget(target: Target, positions: Int32Array): Target {
  return { task: target.task, classes: target.classes, values: takeValues(target.values, positions) };
}

/** Some values, by position. */
export function takeValues(values: Float64Array, positions: Int32Array): Float64Array {
  return Float64Array.from(positions, (position) => values[position] as number);
}
