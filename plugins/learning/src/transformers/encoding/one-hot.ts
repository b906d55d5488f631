// Categories as columns of 0 and 1: what a fitted one-hot encoder is.
import type { Column, FittedTransformer, Table } from '@tunewright/core';
import { columnValues, copyColumns } from '../columns/own-block.js';
import { placesOf } from './categories.js';
import { unknownCategory } from './unknown-category.js';

export type Coding = {
  /** Where the column stands before. */
  readonly position: number;
  /** Categories of the training rows, in the order of their columns. */
  readonly known: readonly string[];
  /** A missing value has a column of its own behind them, or 0 in all columns, or counts as an unknown category. */
  readonly gap: 'category' | 'ignore' | 'unknown';
  /** Whether the first column is left out. */
  readonly dropped: boolean;
  /** Of the columns there are. */
  readonly names: readonly string[];
};
export type OneHotState = {
  readonly unknown: 'ignore' | 'error';
  readonly codings: readonly Coding[];
};

const ADVICE = 'Say "unknown": "ignore" to give such rows 0 in all columns of the category.';

export function oneHot(state: OneHotState): FittedTransformer {
  return { transform: (rows) => apply(state, rows), toJSON: () => state };
}

function apply({ unknown, codings }: OneHotState, table: Table): Table {
  const codingAt = new Map(codings.map((coding) => [coding.position, coding]));
  const columns = table.columns.flatMap((column, position): readonly Column[] => {
    const coding = codingAt.get(position);
    return coding === undefined ? [column] : coding.names.map((name) => ({ name, type: 'numeric' }));
  });
  const values = new Float64Array(table.length * columns.length);
  let at = 0;
  for (let position = 0; position < table.columns.length; position++) {
    const coding = codingAt.get(position);
    if (coding === undefined) copyColumns(table, [position], values, columns.length, at);
    else encode(table, coding, unknown, values, columns.length, at);
    at += coding === undefined ? 1 : coding.names.length;
  }
  return { columns, length: table.length, values };
}

/** Sets the ones of a coding, whose columns begin at `at`. */
function encode(
  table: Table,
  coding: Coding,
  unknown: OneHotState['unknown'],
  values: Float64Array,
  width: number,
  at: number,
): void {
  const column = table.columns[coding.position] as Column;
  const places = placesOf(column, coding.known);
  const indices = columnValues(table, coding.position);
  const least = coding.dropped ? 1 : 0;
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i] as number;
    const place = placeOf(index, places, coding);
    if (place >= least) values[i * width + at + place - least] = 1;
    else if (place === UNKNOWN && unknown === 'error') throw unknownCategory('one-hot-encoder', column, index, ADVICE);
  }
}

const UNKNOWN = -1;
const NOWHERE = -2;

function placeOf(index: number, places: Int32Array, { known, gap }: Coding): number {
  if (!Number.isNaN(index)) return places[index] as number;
  if (gap === 'category') return known.length;
  return gap === 'ignore' ? NOWHERE : UNKNOWN;
}
