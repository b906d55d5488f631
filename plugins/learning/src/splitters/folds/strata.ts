// Rows by class.
import { Problem, type Target } from '@tunewright/core';

/** Rows of each class that occurs, each list rising; classes in the order of their first row. */
export function rowsByClass(target: Target, splitter: string, otherwise: string): Int32Array[] {
  if (target.task !== 'classification') {
    throw Problem.of(
      'stratifiedRegression',
      `${splitter} keeps the shares of the classes alike, but the target is a number (regression). ${otherwise}`,
    );
  }
  const lists = new Map<number, number[]>();
  target.values.forEach((label, row) => {
    const list = lists.get(label);
    if (list === undefined) lists.set(label, [row]);
    else list.push(row);
  });
  return [...lists.values()].map((list) => Int32Array.from(list));
}

/** Throws a {@link Problem} unless at least one class has a row for every fold. */
export function demandMembers(
  strata: readonly Int32Array[],
  splits: number,
  splitter: string,
  otherwise: string,
): void {
  const largest = strata.reduce((most, { length }) => Math.max(most, length), 0);
  if (largest >= splits) return;
  throw Problem.of(
    'tooFewMembers',
    `${splitter} cannot make ${splits} folds: the largest class has ${largest} rows. ` +
      `Set "splits" to ${Math.max(2, largest)} or less, or use "${otherwise}".`,
  );
}
