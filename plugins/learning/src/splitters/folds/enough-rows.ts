import { Problem } from '@tunewright/core';

/** Throws a {@link Problem} unless every fold can hold out a row. */
export function demandRows(rows: number, splits: number, splitter: string): void {
  if (rows >= splits) return;
  throw Problem.of(
    'tooFewRows',
    `${splitter} cannot make ${splits} folds of ${rows} rows. ` +
      `Set "splits" to ${Math.max(2, rows)} or less, or use more data.`,
  );
}
