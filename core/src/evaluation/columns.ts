// Some columns of a table taken out, and put back changed.
import type { ColumnChoice } from '../contracts/component.js';
import type { Table } from '../contracts/table.js';
import { TrialFailure } from '../problem/trial-failure.js';
import { suggestion } from '../problem/messages.js';

/** Positions of the chosen columns, in the table's order. Throws a {@link TrialFailure} for a name that is not there. */
export function positionsOf({ columns }: Table, choice: ColumnChoice): readonly number[] {
  if (typeof choice === 'string') return columns.flatMap(({ type }, position) => (type === choice ? [position] : []));
  const names = columns.map(({ name }) => name);
  const unknown = choice.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new TrialFailure(
      'invalid',
      `"on" names the column "${unknown}", which does not exist. ${suggestion(unknown, names)}`,
    );
  return names.flatMap((name, position) => (choice.includes(name) ? [position] : []));
}

/** The columns at some positions, as a table of its own. */
export function pickColumns(table: Table, positions: readonly number[]): Table {
  const width = table.columns.length;
  const columns = positions.map((position) => table.columns[position] as Table['columns'][number]);
  const values = new Float64Array(table.length * positions.length);
  let next = 0;
  for (let i = 0; i < table.length; i++) {
    const start = (table.rows?.[i] ?? i) * width;
    for (const position of positions) values[next++] = table.values[start + position] as number;
  }
  return { columns, values, length: table.length };
}

/** The table with new columns where the first of the old ones stood; the others keep their order. */
export function replaceColumns(table: Table, positions: readonly number[], replacement: Table): Table {
  const kept = table.columns.map((_, position) => position).filter((position) => !positions.includes(position));
  const before = kept.filter((position) => position < (positions[0] ?? 0)).length;
  const rest = pickColumns(table, kept);
  const columns = [...rest.columns.slice(0, before), ...replacement.columns, ...rest.columns.slice(before)];
  const values = new Float64Array(table.length * columns.length);
  const added = replacement.columns.length;
  for (let i = 0; i < table.length; i++) {
    const from = i * kept.length;
    const to = i * columns.length;
    const source = (replacement.rows?.[i] ?? i) * added;
    values.set(rest.values.subarray(from, from + before), to);
    values.set(replacement.values.subarray(source, source + added), to + before);
    values.set(rest.values.subarray(from + before, from + kept.length), to + before + added);
  }
  return { columns, values, length: table.length };
}
