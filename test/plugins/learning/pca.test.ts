import { Pca } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { rowsOf, tableOf } from './support.js';
import { expectNear, fitOn, golden, keepsContract, mixedTable, namesOf, restored } from './transformers.js';

describe('pca', () => {
  keepsContract(Pca, [{}, { components: 1 }, { components: 0.9, whiten: true }]);

  it.each(golden.pca.map((each, i) => ({ ...each, i })))(
    'gives what scikit-learn gives, case $i: $params',
    ({ params, train, heldOut, gives }) => {
      const plugin = new Pca(params);
      const fitted = fitOn(plugin, tableOf(train));
      expectNear(rowsOf(fitted.transform(tableOf(heldOut))), gives);
      expect(rowsOf(restored(plugin, fitted).transform(tableOf(heldOut)))).toEqual(
        rowsOf(fitted.transform(tableOf(heldOut))),
      );
    },
  );

  it('names its columns, and puts categories behind them', () => {
    const table = mixedTable({ a: null, pca1: ['x', 'y'], b: null }, [
      [1, 0, 1],
      [2, 1, 2],
      [3, 0, 3],
    ]);
    const moved = fitOn(new Pca({ components: 'all', whiten: true }), table).transform(table);
    expect(namesOf(moved)).toEqual(['pca1 (2)', 'pca2', 'pca1']);
    // Both columns are the same: one direction has all the variance, the other gives 0.
    expectNear(rowsOf(moved), [
      [1, 0, 0],
      [0, 0, 1],
      [-1, 0, 0],
    ]);
  });

  it.each([
    {
      components: 3,
      rows: [
        [1, 2],
        [3, 5],
        [4, 4],
      ],
      says: /is to keep 3 components, but there are 2/,
    },
    { components: 1, rows: [[1, 2]], says: /at least two training rows/ },
    {
      components: 1,
      rows: [
        [1, Number.NaN],
        [1, 2],
      ],
      says: /"pca" needs finite numbers, but the column "b" has/,
    },
  ])('refuses $components of $rows', ({ components, rows, says }) => {
    expect(() => fitOn(new Pca({ components, whiten: false }), tableOf(rows))).toThrow(says);
  });

  it('passes a table without numbers on', () => {
    const table = mixedTable({ color: ['x', 'y'] }, [[0], [1]]);
    const fitted = new Pca({ components: 'all', whiten: false }).fit(table);
    expect(fitted.transform(table)).toEqual(table);
  });
});
