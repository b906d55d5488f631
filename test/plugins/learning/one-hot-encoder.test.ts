import { OneHotEncoder } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { classesOf, contextOf, rowsOf } from './support.js';
import { expectNear, fitOn, golden, keepsContract, mixedTable, namesOf, restored } from './transformers.js';

const make = (params: object): OneHotEncoder =>
  new OneHotEncoder({ unknown: 'ignore', drop: 'none', missing: 'category', ...params });
const { train, heldOut, colors, sizes, oneHot } = golden.encoded;

describe('one-hot-encoder', () => {
  keepsContract(OneHotEncoder, [{}, { drop: 'first', missing: 'ignore' }, { drop: 'if-binary', unknown: 'error' }]);

  it.each(oneHot)('gives what scikit-learn gives with drop $drop', ({ drop, names, gives }) => {
    const plugin = make({ drop });
    const fitted = fitOn(plugin, mixedTable({ color: colors, size: sizes }, train));
    const later = mixedTable({ color: colors, size: sizes }, heldOut);
    expect(namesOf(fitted.transform(later))).toEqual(names);
    expectNear(rowsOf(fitted.transform(later)), gives);
    expect(restored(plugin, fitted).transform(later)).toEqual(fitted.transform(later));
  });

  const mixed = mixedTable({ a: null, color: ['red', 'blue'], 'color=red': null }, [
    [1.5, 0, 7],
    [2.5, 1, 8],
    [3.5, null, 9],
  ]);

  it('puts its columns in the place of the old one, with names of their own', () => {
    const encoded = fitOn(make({}), mixed).transform(mixed);
    expect(namesOf(encoded)).toEqual(['a', 'color=blue', 'color=red (2)', 'color is missing', 'color=red']);
    expect(rowsOf(encoded)).toEqual([
      [1.5, 0, 1, 0, 7],
      [2.5, 1, 0, 0, 8],
      [3.5, 0, 0, 1, 9],
    ]);
  });

  it('can ignore missing values', () => {
    const encoded = fitOn(make({ missing: 'ignore', unknown: 'error' }), mixed).transform(mixed);
    expect(namesOf(encoded)).toEqual(['a', 'color=blue', 'color=red (2)', 'color=red']);
    expect(rowsOf(encoded)[2]).toEqual([3.5, 0, 0, 9]);
  });

  it('knows categories by name', () => {
    const fitted = fitOn(make({}), mixedTable({ color: ['red', 'blue'] }, [[0], [1]]));
    const later = mixedTable({ color: ['blue', 'green', 'red'] }, [[0], [1], [2], [null]]);
    expect(rowsOf(fitted.transform(later))).toEqual([
      [1, 0],
      [0, 0],
      [0, 1],
      [0, 0],
    ]);
  });

  it('says while fitting which categories training rows lack', () => {
    const context = contextOf(1);
    make({}).fit(mixedTable({ color: ['red', 'blue', 'green'] }, [[1]]), classesOf([0]), context);
    const text =
      'No training row has "red", "green" in the column "color". Rows that have are encoded as 0 in all columns.';
    expect(context.notices).toEqual([['unknown-categories', text]]);
  });

  it.each([
    { value: 1, says: /The category "blue" in the column "color" is unknown to "one-hot-encoder"/ },
    { value: null, says: /A missing value in the column "color" is unknown to "one-hot-encoder"/ },
  ])('refuses $value on request', ({ value, says }) => {
    const fitted = fitOn(make({ unknown: 'error' }), mixedTable({ color: ['red', 'blue'] }, [[0]]));
    expect(() => fitted.transform(mixedTable({ color: ['red', 'blue'] }, [[value]]))).toThrow(says);
  });
});
