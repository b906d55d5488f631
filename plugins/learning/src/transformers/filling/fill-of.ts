// What takes the place of the missing values of one column.
import { quantileOfSorted, type Column, type FitContext, type Table } from '@tunewright/core';
import { columnValues } from '../columns/own-block.js';
import { finiteValues, moments } from '../scaling/column-statistics.js';

interface Asked {
  readonly strategy: 'mean' | 'median' | 'most-frequent' | 'constant';
  readonly fillValue: number;
  readonly fillCategory: string;
}

/** A number, or the name of a category; null for a categorical column that has no categories at all. */
export function fillOf(train: Table, position: number, asked: Asked, context: FitContext): number | string | null {
  const column = train.columns[position] as Column;
  if (column.type === 'categorical') return categoryFor(train, position, column, asked, context);
  if (asked.strategy === 'constant') return asked.fillValue;
  const values = finiteValues(train, position);
  if (values.length === 0) return emptyColumn(column, 0, context);
  switch (asked.strategy) {
    case 'mean':
      return moments(values).mean;
    case 'median':
      return quantileOfSorted(values.sort(), 0.5);
    case 'most-frequent':
      return mostFrequent(values.sort());
  }
}

function categoryFor(
  train: Table,
  position: number,
  column: Column,
  { strategy, fillCategory }: Asked,
  context: FitContext,
): string | null {
  if (strategy === 'constant') return fillCategory;
  const { categories = [] } = column;
  const counts = new Map<string, number>();
  for (const value of columnValues(train, position)) {
    const name = categories[value];
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first?.[0] ?? emptyColumn(column, categories[0] ?? null, context);
}

/** The least of several. */
function mostFrequent(sorted: Float64Array): number {
  let best = sorted[0] as number;
  let most = 0;
  let run = 0;
  for (let i = 0; i < sorted.length; i++) {
    run = sorted[i] === sorted[i - 1] ? run + 1 : 1;
    if (run > most) [best, most] = [sorted[i] as number, run];
  }
  return best;
}

function emptyColumn<T extends number | string | null>({ name }: Column, fill: T, context: FitContext): T {
  const what = fill === null ? 'and no categories either: its gaps stay' : `so its gaps become ${JSON.stringify(fill)}`;
  context.notice(
    'column-without-values',
    `The column "${name}" has no value in the training rows, ${what}. Leave it out, or say "strategy": "constant".`,
  );
  return fill;
}
