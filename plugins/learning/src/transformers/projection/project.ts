// Rows projected onto fixed directions: what a fitted principal component analysis is.
import type { Column, FittedTransformer, Table } from '@tunewright/core';
import { copyColumns } from '../columns/own-block.js';
import { demandFinite } from '../columns/demand-finite.js';

export type ProjectionState = {
  /** Positions of the columns to project, and what is subtracted from each. */
  readonly positions: readonly number[];
  readonly means: readonly number[];
  /** One number for each of the columns; each direction becomes a column. */
  readonly directions: readonly (readonly number[])[];
  readonly names: readonly string[];
};

export function project(state: ProjectionState): FittedTransformer {
  return { transform: (rows) => apply(state, rows), toJSON: () => state };
}

function apply({ positions, means, directions, names }: ProjectionState, table: Table): Table {
  demandFinite(table, positions, 'pca');
  const taken = new Set(positions);
  const others = table.columns.flatMap((_, position) => (taken.has(position) ? [] : [position]));
  const columns = [
    ...names.map((name): Column => ({ name, type: 'numeric' })),
    ...others.map((position) => table.columns[position] as Column),
  ];
  const values = new Float64Array(table.length * columns.length);
  copyColumns(table, others, values, columns.length, names.length);
  const centered = new Float64Array(table.length * positions.length);
  copyColumns(table, positions, centered, positions.length, 0);
  for (let at = 0; at < centered.length; at++)
    centered[at] = (centered[at] as number) - (means[at % positions.length] as number);
  directions.forEach((direction, k) => projectOnto(Float64Array.from(direction), centered, values, columns.length, k));
  return { columns, length: table.length, values };
}

/** Writes the products of rows and direction into column `at` of a block `width` wide. */
function projectOnto(
  direction: Float64Array,
  rows: Float64Array,
  values: Float64Array,
  width: number,
  at: number,
): void {
  const size = direction.length;
  for (let start = 0, to = at; start < rows.length; start += size, to += width) {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += (rows[start + k] as number) * (direction[k] as number);
    values[to] = sum;
  }
}
