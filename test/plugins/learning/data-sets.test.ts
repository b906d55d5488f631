import { Iris, Wine } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { rowsOf } from './support.js';

const cases = [
  {
    name: 'iris',
    make: () => new Iris().load(),
    rows: 150,
    columns: 4,
    classes: ['setosa', 'versicolor', 'virginica'],
    counts: [50, 50, 50],
    first: [5.1, 3.5, 1.4, 0.2],
    last: [5.9, 3, 5.1, 1.8],
  },
  {
    name: 'wine',
    make: () => new Wine().load(),
    rows: 178,
    columns: 13,
    classes: ['class_0', 'class_1', 'class_2'],
    counts: [59, 71, 48],
    first: [14.23, 1.71, 2.43, 15.6, 127, 2.8, 3.06, 0.28, 2.29, 5.64, 1.04, 3.92, 1065],
    last: [14.13, 4.1, 2.74, 24.5, 96, 2.05, 0.76, 0.56, 1.35, 9.2, 0.61, 1.6, 560],
  },
];

describe.each(cases)('data set $name', ({ make, rows, columns, classes, counts, first, last }) => {
  it('has the known rows, columns and classes', () => {
    const { features, target } = make();
    expect([features.length, features.columns.length]).toEqual([rows, columns]);
    expect(new Set(features.columns.map(({ name }) => name)).size).toBe(columns);
    expect(rowsOf(features)[0]).toEqual(first);
    expect(rowsOf(features).at(-1)).toEqual(last);
    expect(target.classes).toEqual(classes);
    expect(classes.map((_, k) => target.values.filter((label) => label === k).length)).toEqual(counts);
  });

  it('is read once, into memory that threads can share', () => {
    expect(make().features.values).toBe(make().features.values);
    expect(make().features.values.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(make().target.values.buffer).toBeInstanceOf(SharedArrayBuffer);
  });
});
