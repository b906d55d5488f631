// Gaps filled with fixed values, and columns that say where they were: what a fitted imputer is.
import type { Column, FittedTransformer, Table } from '@tunewright/core';
import { copyColumns } from '../columns/own-block.js';

export type FillState = {
  /** For each column a number, or the name of a category; null leaves the gaps. */
  readonly fills: readonly (number | string | null)[];
  /** Positions of the columns that get an indicator, and what the indicators are called. */
  readonly gapped: readonly number[];
  readonly indicators: readonly string[];
};

export function fillGaps(state: FillState): FittedTransformer {
  return { transform: (rows) => apply(state, rows), toJSON: () => state };
}

function apply({ fills, gapped, indicators }: FillState, table: Table): Table {
  const { length } = table;
  const filled = table.columns.map((column, position) => withCategory(column, fills[position] ?? null));
  const numbers = filled.map((column, position) => fillNumber(column, fills[position] ?? null));
  const columns = [...filled, ...indicators.map((name): Column => ({ name, type: 'numeric' }))];
  const width = columns.length;
  const values = new Float64Array(length * width);
  copyColumns(
    table,
    table.columns.map((_, position) => position),
    values,
    width,
    0,
  );
  for (let start = 0; start < values.length; start += width) {
    for (let k = 0; k < gapped.length; k++)
      values[start + filled.length + k] = Number.isNaN(values[start + (gapped[k] as number)]) ? 1 : 0;
    for (let j = 0; j < numbers.length; j++)
      if (Number.isNaN(values[start + j])) values[start + j] = numbers[j] as number;
  }
  return { columns, length, values };
}

function withCategory(column: Column, fill: number | string | null): Column {
  if (typeof fill !== 'string' || column.type === 'numeric') return column;
  const { categories = [] } = column;
  return categories.includes(fill) ? column : { ...column, categories: [...categories, fill] };
}

function fillNumber({ categories = [] }: Column, fill: number | string | null): number {
  if (fill === null) return Number.NaN;
  return typeof fill === 'string' ? categories.indexOf(fill) : fill;
}
