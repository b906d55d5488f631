import { seeded } from '@tunewright/core';
import { ShuffleSplit } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { problemOf, split, tests } from './splitting.js';
import { classesOf, numbersOf } from './support.js';

const plain = { splits: 5, share: 0.2, stratify: true };
const labels = Array.from({ length: 100 }, (_, row) => (row < 70 ? 0 : row < 93 ? 1 : 2));

describe('shuffle-split', () => {
  it('holds out the shares of the classes in every fold, to a row', () => {
    const folds = split(new ShuffleSplit(plain), 100, { target: classesOf(labels) });
    expect(folds).toHaveLength(5);
    for (const { train, test } of folds) {
      expect([0, 1, 2].map((k) => Array.from(test).filter((row) => labels[row] === k).length)).toEqual([14, 5, 1]);
      expect(new Set([...train, ...test]).size).toBe(100);
      expect(train).toHaveLength(80);
    }
  });

  it('draws every fold anew, by the seed alone', () => {
    const folds = (seed: number) => tests(split(new ShuffleSplit(plain), 40, { random: seeded(seed) }));
    expect(new Set(folds(1).map(String)).size).toBe(5);
    expect(folds(1)).toEqual(folds(1));
    expect(folds(1)).not.toEqual(folds(2));
  });

  it('keeps the first folds when more are asked for', () => {
    const folds = (splits: number) => tests(split(new ShuffleSplit({ ...plain, splits }), 40));
    expect(folds(7).slice(0, 3)).toEqual(folds(3));
  });

  it('holds out every row about equally often', () => {
    const counts = new Float64Array(10);
    for (const test of tests(split(new ShuffleSplit({ splits: 2000, share: 0.3, stratify: false }), 10)))
      for (const row of test) counts[row] = (counts[row] as number) + 1;
    // 600 expected of each, with a standard deviation of 20.
    expect(Math.min(...counts)).toBeGreaterThan(520);
    expect(Math.max(...counts)).toBeLessThan(680);
  });

  it('takes numbers as target, and refuses a single row', () => {
    const [test] = tests(split(new ShuffleSplit(plain), 5, { target: numbersOf([1, 2, 3, 4, 5]) }));
    expect(test).toHaveLength(1);
    expect(problemOf(() => split(new ShuffleSplit(plain), 1))?.code).toBe('tooFewRows');
  });
});
