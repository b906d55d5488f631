// What estimators that reckon with features ask of a table: numbers in all columns, all of them finite.
import { TrialFailure, denseRows, type Table } from '@tunewright/core';

/**
 * The table's rows as one row-major block, rows × columns; the shared block itself where it fits, so not to be changed.
 *
 * @throws {TrialFailure} `invalid`: names the first column that is categorical, or has a missing or infinite value.
 */
export function numericRows(table: Table, estimator: string): Float64Array {
  demandNumeric(table, estimator);
  const block = denseRows(table);
  demandFinite(block.subarray(0, table.length * table.columns.length), table, estimator);
  return block;
}

function demandNumeric({ columns }: Table, estimator: string): void {
  const found = columns.find(({ type }) => type === 'categorical');
  if (found === undefined) return;
  throw new TrialFailure(
    'invalid',
    `"${estimator}" takes numbers only, but the column "${found.name}" is categorical: encode it first with ` +
      `"one-hot-encoder" or "ordinal-encoder".`,
  );
}

function demandFinite(block: Float64Array, { columns }: Table, estimator: string): void {
  const at = firstUnusable(block);
  if (at === -1) return;
  const what = Number.isNaN(block[at]) ? 'a missing value' : 'an infinite value';
  throw new TrialFailure(
    'invalid',
    `"${estimator}" needs finite numbers, but the column "${columns[at % columns.length]?.name ?? ''}" has ${what}. ` +
      `Fill it in an earlier step, for example with "imputer", or leave the column out.`,
  );
}

function firstUnusable(block: Float64Array): number {
  for (let i = 0; i < block.length; i++) if (!Number.isFinite(block[i])) return i;
  return -1;
}
