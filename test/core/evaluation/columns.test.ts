import { describe, expect, it } from 'vitest';
import type { Table } from '@tunewright/core';
import { pickColumns, positionsOf, replaceColumns } from '../../../core/src/evaluation/columns.js';

const table: Table = {
  columns: [
    { name: 'a', type: 'numeric' },
    { name: 'kind', type: 'categorical', categories: ['x', 'y'] },
    { name: 'b', type: 'numeric' },
  ],
  values: Float64Array.of(1, 0, 10, 2, 1, 20, 3, 0, 30),
  rows: Int32Array.of(2, 0),
  length: 2,
};

describe('columns of a step', () => {
  it.each([
    ['numeric' as const, [0, 2]],
    ['categorical' as const, [1]],
    [
      ['b', 'a'],
      [0, 2],
    ],
  ])('%j are at %j', (choice, positions) => {
    expect(positionsOf(table, choice)).toEqual(positions);
  });

  it('must exist', () => {
    expect(() => positionsOf(table, ['kid'])).toThrow(
      '"on" names the column "kid", which does not exist. Did you mean "kind"?',
    );
  });

  it('are taken out of the rows that the table shows', () => {
    expect(pickColumns(table, [0, 2])).toEqual({
      columns: [table.columns[0], table.columns[2]],
      values: Float64Array.of(3, 30, 1, 10),
      length: 2,
    });
  });

  it('are replaced where the first of them stood, the others in their order', () => {
    const columns = ['p', 'q', 'r'].map((name) => ({ name, type: 'numeric' as const }));
    const replacement: Table = { columns, values: Float64Array.of(7, 8, 9, 4, 5, 6), length: 2 };
    const replaced = replaceColumns(table, [1], replacement);
    expect(replaced.columns.map(({ name }) => name)).toEqual(['a', 'p', 'q', 'r', 'b']);
    expect([...replaced.values]).toEqual([3, 7, 8, 9, 30, 1, 4, 5, 6, 10]);
    const none: Table = { columns: [], values: new Float64Array(0), length: 2 };
    expect([...replaceColumns(table, [0, 1], none).values]).toEqual([30, 10]);
  });
});
