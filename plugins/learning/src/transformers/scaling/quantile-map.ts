// Columns mapped through their training quantiles: what a fitted quantile transformer is.
import { normalQuantile, type FittedTransformer, type Table } from '@tunewright/core';
import { ownBlock } from '../columns/own-block.js';

export type QuantileState = {
  readonly output: 'uniform' | 'normal';
  /** Positions of the columns to map. */
  readonly columns: readonly number[];
  /** For each of them quantiles at equal distances, in rising order: the least value first, the greatest last. */
  readonly quantiles: readonly (readonly number[])[];
};

// A share nearer to 0 or 1 would become infinite or nearly so on a normal scale. Values this near to the ends of the
// training values count as the ends. Bounds and their use are scikit-learn's.
const END = 1e-7;
const LOWEST = normalQuantile(END - Number.EPSILON);
const HIGHEST = normalQuantile(1 - (END - Number.EPSILON));

export function quantileMap(state: QuantileState): FittedTransformer {
  return { transform: (rows) => apply(state, rows), toJSON: () => state };
}

function apply({ output, columns, quantiles }: QuantileState, table: Table): Table {
  const values = ownBlock(table);
  const width = table.columns.length;
  const toOutput = output === 'normal' ? normalOf : uniformOf;
  columns.forEach((column, k) => {
    const levels = Float64Array.from(quantiles[k] as readonly number[]);
    for (let at = column; at < values.length; at += width) {
      const value = values[at] as number;
      if (!Number.isNaN(value)) values[at] = toOutput(value, levels);
    }
  });
  return { columns: table.columns, length: table.length, values };
}

function uniformOf(value: number, levels: Float64Array): number {
  if (value <= (levels[0] as number)) return 0;
  if (value >= (levels[levels.length - 1] as number)) return 1;
  return shareBelow(value, levels);
}

function normalOf(value: number, levels: Float64Array): number {
  if (value - END < (levels[0] as number)) return LOWEST;
  if (value + END > (levels[levels.length - 1] as number)) return HIGHEST;
  return Math.min(HIGHEST, Math.max(LOWEST, normalQuantile(shareBelow(value, levels))));
}

/**
 * The share of training values below a value inside their range: linear between quantiles. A value that is several
 * quantiles at once gets the middle of their shares.
 */
function shareBelow(value: number, levels: Float64Array): number {
  const last = levels.length - 1;
  const after = countUpTo(value, levels);
  if (levels[after - 1] !== value) {
    const low = levels[after - 1] as number;
    return (after - 1 + (value - low) / ((levels[after] as number) - low)) / last;
  }
  let first = after - 1;
  while (first > 0 && levels[first - 1] === value) first--;
  return (first + after - 1) / 2 / last;
}

/** How many of the levels are not above the value. */
function countUpTo(value: number, levels: Float64Array): number {
  let low = 0;
  let high = levels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((levels[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
