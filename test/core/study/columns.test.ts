import { describe, expect, it } from 'vitest';
import type { Json } from '@tunewright/core';
import { NumberColumn, ValueColumn } from '../../../core/src/study/columns.js';

describe('a column of numbers', () => {
  it('answers NaN where nothing was set', () => {
    const column = new NumberColumn();
    column.set(2, 5);
    expect([0, 2, 3, 100_000].map((trial) => column.get(trial))).toEqual([NaN, 5, NaN, NaN]);
  });

  it('grows without losing what is there', () => {
    const column = new NumberColumn();
    column.set(0, 1);
    column.set(10_000, 2);
    expect([0, 1, 10_000].map((trial) => column.get(trial))).toEqual([1, NaN, 2]);
  });

  it('keeps several numbers a trial apart', () => {
    const column = new NumberColumn(3);
    column.set(1, 7, 2);
    column.set(2, 8, 0);
    expect([...column.row(1)]).toEqual([NaN, NaN, 7]);
    expect(column.get(2, 0)).toBe(8);
    expect([...column.row(9999)]).toEqual([NaN, NaN, NaN]);
  });

  it('gives a row that later changes do not reach', () => {
    const column = new NumberColumn(2);
    column.set(0, 1);
    const row = column.row(0);
    column.set(0, 2);
    expect(row[0]).toBe(1);
  });
});

describe('a column of values', () => {
  it('gives back any JSON value', () => {
    const values: readonly Json[] = [0, -0, 1.5, 'a', '1.5', true, false, null, [1, 'a'], { a: [null] }];
    const column = new ValueColumn();
    values.forEach((value, trial) => {
      column.set(trial * 50, value);
    });
    values.forEach((value, trial) => {
      expect(column.get(trial * 50)).toEqual(value);
    });
  });

  it('answers undefined where nothing was set', () => {
    const column = new ValueColumn();
    column.set(1, 'a');
    expect([column.get(0), column.get(1000)]).toEqual([undefined, undefined]);
  });

  it('keeps equal values once', () => {
    const column = new ValueColumn();
    column.set(0, { units: 8 });
    column.set(1, { units: 8 });
    expect(column.get(1)).toBe(column.get(0));
  });
});
