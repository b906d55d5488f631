// For transformers that mix the columns of a row and so cannot step around a gap.
import { TrialFailure, type Table } from '@tunewright/core';

/** @throws {TrialFailure} `invalid`: names the first of these columns that has a missing or infinite value. */
export function demandFinite(table: Table, positions: readonly number[], transformer: string): void {
  const { rows, values, length, columns } = table;
  const width = columns.length;
  for (let i = 0; i < length; i++) {
    const start = (rows === undefined ? i : (rows[i] as number)) * width;
    for (const position of positions) {
      const value = values[start + position] as number;
      if (!Number.isFinite(value)) throw refusal(transformer, columns[position]?.name ?? '', value);
    }
  }
}

function refusal(transformer: string, column: string, value: number): TrialFailure {
  const what = Number.isNaN(value) ? 'a missing value' : 'an infinite value';
  return new TrialFailure(
    'invalid',
    `"${transformer}" needs finite numbers, but the column "${column}" has ${what}. Fill it in an earlier step, for ` +
      `example with "imputer", or leave the column out.`,
  );
}
