import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Data } from '@tunewright/core';
import { setAside } from '../../../core/src/evaluation/set-aside.js';
import { seeded } from '../../../core/src/numeric/random.js';

/** Each row holds its own number, so that it can be recognised. */
function data(classes: readonly number[], extra: Partial<Data> = {}): Data {
  const length = classes.length;
  return {
    features: {
      columns: [{ name: 'row', type: 'numeric' }],
      length,
      values: Float64Array.from({ length }, (_, i) => i),
    },
    target: { task: 'classification', values: Float64Array.from(classes), classes: ['a', 'b', 'c'] },
    ...extra,
  };
}
const rowsIn = ({ features }: Data): number[] => Array.from(features.rows ?? []);
const random = (): ReturnType<typeof seeded> => seeded(1);

describe('setAside', () => {
  it('takes the same share of each class, and every row once', () => {
    const classes = Array.from({ length: 100 }, (_, i) => (i < 60 ? 0 : i < 90 ? 1 : 2));
    const { train, test } = setAside(data(classes), 0.2, random());
    const counts = [0, 1, 2].map((label) => test.target.values.filter((value) => value === label).length);
    expect(counts).toEqual([12, 6, 2]);
    expect([...rowsIn(train), ...rowsIn(test)].sort((a, b) => a - b)).toEqual(classes.map((_, i) => i));
    expect(test.target.values).toEqual(Float64Array.from(rowsIn(test), (row) => classes[row] as number));
  });

  it('depends on the seed alone', () => {
    const all = data(Array.from({ length: 50 }, (_, i) => i % 2));
    expect(rowsIn(setAside(all, 0.3, seeded(5)).test)).toEqual(rowsIn(setAside(all, 0.3, seeded(5)).test));
    expect(rowsIn(setAside(all, 0.3, seeded(5)).test)).not.toEqual(rowsIn(setAside(all, 0.3, seeded(6)).test));
  });

  it('keeps groups whole', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 20, maxLength: 60 }),
        fc.nat(),
        (labels, seed) => {
          fc.pre(new Set(labels).size > 3);
          const all = data(
            labels.map(() => 0),
            { groups: Int32Array.from(labels) },
          );
          const { train, test } = setAside(all, 0.25, seeded(seed));
          const shared = [...new Set(train.groups)].filter((group) => test.groups?.includes(group));
          expect(shared).toEqual([]);
          expect(test.features.length).toBeGreaterThanOrEqual(0.25 * labels.length);
        },
      ),
      { seed: 1 },
    );
  });

  it('takes the latest rows, and no moment on both sides', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 10, maxLength: 50 }), (moments) => {
        const sorted = [...moments].sort((a, b) => a - b);
        fc.pre((sorted[Math.floor(moments.length * 0.8)] as number) > (sorted[0] as number));
        const all = data(
          moments.map(() => 0),
          { time: Float64Array.from(moments) },
        );
        const { train, test } = setAside(all, 0.2, random());
        expect(Math.max(...(train.time ?? []))).toBeLessThan(Math.min(...(test.time ?? [])));
        expect(test.features.length).toBeGreaterThanOrEqual(Math.floor(moments.length * 0.2));
      }),
      { seed: 1 },
    );
  });

  it('says when a part would be empty', () => {
    expect(() => setAside(data([0, 0, 0]), 0.01, random())).toThrow(/share of 0.01 of 3 rows/);
  });
});
