import { seeded } from '@tunewright/core';
import { SelectKBest } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { columnValues } from '../../../plugins/learning/src/transformers/columns/own-block.js';
import { moments } from '../../../plugins/learning/src/transformers/scaling/column-statistics.js';
import {
  digammas,
  informationOfClasses,
  informationOfNumbers,
} from '../../../plugins/learning/src/transformers/selection/mutual-information.js';
import {
  countWithin,
  distanceInPlane,
  distanceToNeighbor,
} from '../../../plugins/learning/src/transformers/selection/neighbors.js';
import { fScores, informationScores } from '../../../plugins/learning/src/transformers/selection/scores.js';
import { classesOf, contextOf, numbersOf, rowsOf, tableOf } from './support.js';
import { expectNear, fitOn, golden, keepsContract, mixedTable, namesOf, restored } from './transformers.js';

const make = (params: object): SelectKBest => new SelectKBest({ score: 'f-test', k: 10, ...params });

describe('select-k-best', () => {
  keepsContract(SelectKBest, [{}, { k: 1 }, { k: 0.5, score: 'mutual-information' }]);
  describe('of a regression', () => {
    keepsContract(SelectKBest, [{ k: 2 }, { k: 2, score: 'mutual-information' }], 'regression');
  });

  describe.each(golden.selection.map((each, i) => ({ ...each, i })))('agrees with scikit-learn, case $i', (each) => {
    const table = tableOf(each.rows);
    const all = table.columns.map((_, position) => position);
    const classes = classesOf(each.classes);
    const psi = digammas(table.length);
    const scaled = (values: Float64Array): Float64Array => {
      const { deviation } = moments(values);
      return values.map((value) => value / deviation);
    };

    it('in F of classes', () => {
      const found = fScores(table, all, classes, contextOf(1));
      expectNear([found], [each.fClasses]);
    });

    it('in F of numbers', () => {
      const found = fScores(table, all, numbersOf(each.numbers), contextOf(1));
      expectNear([found], [each.fNumbers]);
    });

    it('in mutual information with classes and numbers', () => {
      const numbers = scaled(Float64Array.from(each.numbers));
      const columns = each.varied.map((position) => scaled(columnValues(table, position)));
      const ofClasses = columns.map((column) => informationOfClasses(column, classes.values, 3, psi));
      expectNear([ofClasses], [each.informationOfClasses]);
      const ofNumbers = columns.map((column) => informationOfNumbers(column, numbers, numbers.slice().sort(), 3, psi));
      expectNear([ofNumbers], [each.informationOfNumbers]);
      // Noise is far below the distances; it may change the order of values that are almost equal.
      expectNear([informationScores(table, each.varied, classes, contextOf(1))], [each.informationOfClasses], 1e-9);
    });

    it.each(Object.entries(each.kept))('in what it keeps of k = %s', (k, kept) => {
      expect(fitOn(make({ k: Number(k) }), table, classes).toJSON()).toEqual({ kept });
    });
  });

  it('finds by mutual information what is not linear', () => {
    const random = seeded(3);
    const rows = Array.from({ length: 120 }, () => [random.normal(), random.normal()]);
    const target = numbersOf(rows.map(([x]) => (x as number) ** 2));
    const table = tableOf(rows);
    const fitted = fitOn(make({ score: 'mutual-information', k: 1 }), table, target);
    expect(namesOf(fitted.transform(table))).toEqual(['a']);
    expect(namesOf(fitOn(make({ score: 'mutual-information', k: 0.1 }), table, target).transform(table))).toEqual([
      'a',
    ]);
  });

  const mixed = mixedTable({ noise: null, color: ['x', 'y'], told: null, flat: null }, [
    [1, 0, 0, 5],
    [2, 1, 0, 5],
    [2, 0, 7, 5],
    [1, 1, 7, 5],
  ]);
  const target = classesOf([0, 0, 1, 1]);

  it('keeps columns in their order and categories behind them', () => {
    const plugin = make({ k: 2 });
    const fitted = fitOn(plugin, mixed, target);
    // Perfect, and no difference at all: infinite and 0. A constant column has no score and comes last.
    expect(namesOf(fitted.transform(mixed))).toEqual(['noise', 'told', 'color']);
    expect(rowsOf(fitted.transform(mixed))[3]).toEqual([1, 7, 1]);
    expect(restored(plugin, fitted).transform(mixed)).toEqual(fitted.transform(mixed));
  });

  it('keeps all when there are fewer, and says so', () => {
    const context = contextOf(1);
    const kept = make({ k: 4 }).fit(mixed, target, context).transform(mixed);
    expect(namesOf(kept)).toEqual(['noise', 'told', 'flat', 'color']);
    expect(context.notices).toEqual([
      ['fewer-columns', '"select-k-best" is to keep 4 columns, but only 3 are numeric: all are kept.'],
    ]);
  });

  it.each([
    { task: 'classes', rows: [[1], [2]], target: classesOf([0, 1]) },
    { task: 'numbers', rows: [[1]], target: numbersOf([3]) },
  ])('gives a score of 0 to too few rows: $task', ({ rows, target: few }) => {
    expect(informationScores(tableOf(rows), [0], few, contextOf(1))).toEqual([0]);
  });

  it('refuses missing values', () => {
    expect(() => fitOn(make({}), tableOf([[1], [Number.NaN]]))).toThrow(/"select-k-best" needs finite numbers/);
  });
});

describe('neighbors', () => {
  const random = seeded(5);
  const x = Float64Array.from({ length: 200 }, () => Math.round(random.normal() * 40)).sort();
  const y = Float64Array.from({ length: 200 }, () => random.normal() * 40);
  const others = (i: number): number[] => Array.from(x.keys()).filter((j) => j !== i);
  const kth = (distances: number[], k: number): number => distances.sort((a, b) => a - b)[k - 1] as number;
  const apart = (values: Float64Array, i: number, j: number): number => Math.abs(values[i]! - values[j]!);

  it.each([1, 3, 50])('are as far as a full search finds, k = %d', (k) => {
    const nearest = new Float64Array(k);
    for (let i = 0; i < x.length; i++) {
      const alone = others(i).map((j) => apart(x, i, j));
      const inPlane = others(i).map((j) => Math.max(apart(x, i, j), apart(y, i, j)));
      expect(distanceToNeighbor(x, i, k)).toBe(kth(alone, k));
      expect(distanceInPlane(x, y, i, k, nearest)).toBe(kth(inPlane, k));
    }
  });

  it.each([
    { value: 2, radius: 1, count: 2 },
    { value: 2, radius: 1.5, count: 4 },
    { value: 2, radius: 0, count: 2 },
    { value: 9, radius: 100, count: 5 },
    { value: 9, radius: 0, count: 0 },
  ])('within $radius of $value are counted', ({ value, radius, count }) => {
    expect(countWithin(Float64Array.of(1, 2, 2, 3, 4), value, radius)).toBe(count);
  });
});
