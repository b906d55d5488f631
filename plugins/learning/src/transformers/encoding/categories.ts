// The categories that training rows have, and how to find them again in other rows.
import type { Column, FitContext, Table } from '@tunewright/core';
import { columnValues } from '../columns/own-block.js';

/** Positions of the categorical columns. */
export function categoricalColumns(table: Table): number[] {
  return table.columns.flatMap((column, position) => (column.type === 'categorical' ? [position] : []));
}

/** What training rows have in a categorical column. */
export interface Seen {
  /** In the order of their characters' codes, whatever the order in which the table lists them. */
  readonly categories: readonly string[];
  readonly missing: boolean;
}

export function seenIn(table: Table, position: number): Seen {
  const values = columnValues(table, position);
  const names = table.columns[position]?.categories ?? [];
  const found = new Set<number>();
  for (const value of values) found.add(value);
  const missing = found.delete(Number.NaN);
  return { categories: Array.from(found, (index) => names[index] as string).sort(), missing };
}

/**
 * For each category that the column lists, its place among the known ones; −1 for an unknown one. By name, so that
 * another table may list the categories in another order.
 */
export function placesOf({ categories = [] }: Column, known: readonly string[]): Int32Array {
  const places = new Map(known.map((name, place) => [name, place]));
  return Int32Array.from(categories, (name) => places.get(name) ?? -1);
}

/** Says which categories of the data no training row has: rows that do are encoded as unknown. */
export function noticeUnseen(column: Column, { categories }: Seen, outcome: string, context: FitContext): void {
  const known = new Set(categories);
  const unseen = (column.categories ?? []).filter((name) => !known.has(name));
  if (unseen.length === 0) return;
  const listed = unseen.slice(0, 5).map((name) => `"${name}"`);
  const more = unseen.length > 5 ? ` and ${unseen.length - 5} more` : '';
  context.notice(
    'unknown-categories',
    `No training row has ${listed.join(', ')}${more} in the column "${column.name}". Rows that have are encoded ` +
      `${outcome}.`,
  );
}
