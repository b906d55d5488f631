import { Imputer } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { classesOf, contextOf, rowsOf, tableOf } from './support.js';
import { agreesByColumn, fitOn, keepsContract, mixedTable, namesOf, restored } from './transformers.js';

const make = (params: object): Imputer =>
  new Imputer({ strategy: 'mean', fillValue: 0, fillCategory: 'missing', indicator: false, ...params });
const colors = ['red', 'blue', 'green'];

describe('imputer', () => {
  agreesByColumn('imputer', make);
  keepsContract(Imputer, [
    {},
    { strategy: 'median', indicator: true },
    { strategy: 'most-frequent' },
    { strategy: 'constant' },
  ]);

  it.each([
    { params: {}, gives: [2, 1], categories: colors },
    { params: { strategy: 'most-frequent' }, gives: [1, 1], categories: colors },
    { params: { strategy: 'constant', fillValue: 9 }, gives: [9, 3], categories: [...colors, 'missing'] },
    { params: { strategy: 'constant', fillCategory: 'green' }, gives: [0, 2], categories: colors },
  ])('fills numbers and categories with $params', ({ params, gives, categories }) => {
    const train = mixedTable({ size: null, color: colors }, [
      [1, 0],
      [3, 1],
      [null, null],
    ]);
    const plugin = make(params);
    const fitted = fitOn(plugin, train);
    const filled = fitted.transform(train);
    // Blue and red are equally frequent: the first by name.
    expect(rowsOf(filled)).toEqual([[1, 0], [3, 1], gives]);
    expect(filled.columns[1]).toEqual({ name: 'color', type: 'categorical', categories });
    expect(restored(plugin, fitted).transform(train)).toEqual(filled);
  });

  it('finds the category by name in a table that lists others', () => {
    const fitted = fitOn(make({}), mixedTable({ color: colors }, [[2], [2]]));
    const later = mixedTable({ color: ['yellow', 'green'] }, [[0], [null]]);
    expect(rowsOf(fitted.transform(later))).toEqual([[0], [1]]);
    const unknown = fitted.transform(mixedTable({ color: ['yellow'] }, [[0], [null]]));
    expect(rowsOf(unknown)).toEqual([[0], [1]]);
    expect(unknown.columns[0]?.categories).toEqual(['yellow', 'green']);
  });

  it('says where values were missing, for columns with gaps in the training rows only', () => {
    const train = mixedTable({ 'a is missing': null, a: null, color: colors }, [
      [1, null, null],
      [2, 4, 0],
    ]);
    const fitted = fitOn(make({ indicator: true }), train);
    const filled = fitted.transform(
      mixedTable({ 'a is missing': null, a: null, color: colors }, [
        [null, 5, null],
        [1, null, 2],
      ]),
    );
    expect(namesOf(filled)).toEqual(['a is missing', 'a', 'color', 'a is missing (2)', 'color is missing']);
    expect(rowsOf(filled)).toEqual([
      [1.5, 5, 0, 0, 1],
      [1, 4, 2, 1, 0],
    ]);
  });

  it('fills a column without training values, and says so', () => {
    const context = contextOf(1);
    const train = mixedTable({ a: null, color: colors, empty: [] }, [[null, null, null]]);
    const fitted = make({}).fit(train, classesOf([0]), context);
    expect(rowsOf(fitted.transform(train))).toEqual([[0, 0, Number.NaN]]);
    expect(context.notices.map(([code, text]) => `${code}: ${text.slice(0, 55)}`)).toEqual([
      'column-without-values: The column "a" has no value in the training rows, so it',
      'column-without-values: The column "color" has no value in the training rows, s',
      'column-without-values: The column "empty" has no value in the training rows, a',
    ]);
  });

  it('keeps infinite values, and does not reckon with them', () => {
    const train = tableOf([[1], [Infinity], [3], [Number.NaN]]);
    expect(rowsOf(fitOn(make({}), train).transform(train))).toEqual([[1], [Infinity], [3], [2]]);
  });
});
