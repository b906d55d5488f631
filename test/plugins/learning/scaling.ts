// What tests of the scalers that fit a shift and a scale share; `make` completes the parameters by the defaults.
import { takeRows, type ScalerPlugin } from '@tunewright/core';
import { describe, expect, it } from 'vitest';
import { golden, withGaps } from './golden.js';
import { rowsOf, tableOf } from './support.js';
import { fitOn, restored } from './transformers.js';

/** Every golden case. `unlike` says in which columns scikit-learn rounds away what is told apart here. */
export function scalesLikeScikitLearn(
  use: string,
  make: (params: object) => ScalerPlugin,
  unlike: readonly number[] = [],
): void {
  const { cases, ...tables } = golden.scalers;
  const train = tableOf(withGaps(tables.train));
  const heldOut = tableOf(withGaps(tables.heldOut));

  describe.each(cases.filter((each) => each.use === use))('with $params', ({ params, gives }) => {
    it('gives what scikit-learn gives', () => {
      const found = rowsOf(fitOn(make(params), train).transform(heldOut));
      withGaps(gives).forEach((row, i) =>
        row.forEach((wanted, j) => {
          const value = (found[i] as number[])[j] as number;
          if (Number.isNaN(wanted)) expect(value).toBeNaN();
          else if (unlike.includes(j)) expect(value).toBeTypeOf('number');
          else expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
        }),
      );
    });

    it('is the same restored', () => {
      const fitted = fitOn(make(params), train);
      const again = restored(make(params), fitted);
      expect(rowsOf(again.transform(heldOut))).toEqual(rowsOf(fitted.transform(heldOut)));
    });
  });
}

export function rescalesOnly(make: (params: object) => ScalerPlugin): void {
  it('leaves its input and categories alone, and makes a table of its own', () => {
    const block = tableOf(
      [
        [1, 2],
        [9, 9],
        [3, 0],
        [5, 1],
      ],
      ['b'],
    );
    const before = Array.from(block.values);
    const rows = takeRows(block, Int32Array.of(3, 0, 2));
    const scaled = fitOn(make({}), rows).transform(rows);
    expect(Array.from(block.values)).toEqual(before);
    expect(scaled.rows).toBeUndefined();
    expect(scaled.values).toHaveLength(6);
    expect(scaled.columns).toBe(block.columns);
    expect(rowsOf(scaled).map((row) => row[1])).toEqual([1, 2, 0]);
    // 5, 1, 3: the middle one is in the middle.
    const [top, bottom, middle] = rowsOf(scaled).map((row) => row[0] as number) as [number, number, number];
    expect(middle).toBeCloseTo((top + bottom) / 2, 12);
  });

  it.each([
    { when: 'there is one row', train: [[4, -1]] },
    { when: 'all is missing', train: [[Number.NaN, Number.NaN]] },
    {
      when: 'a value is infinite',
      train: [
        [1, 2],
        [Infinity, 2],
        [3, 2],
      ],
    },
  ])('keeps finite values finite when $when', ({ train }) => {
    const scaled = fitOn(make({}), tableOf(train)).transform(tableOf([[7, 8]]));
    expect(Array.from(scaled.values).every(Number.isFinite)).toBe(true);
  });
}
