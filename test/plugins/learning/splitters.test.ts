import { isProblem, seeded, type Fold, type SplitterPlugin, type Target } from '@tunewright/core';
import { HoldOut, KFold, StratifiedKFold } from '@tunewright/learning';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { golden } from './golden.js';
import { classesOf, numbersOf } from './support.js';

const make: Readonly<Record<string, (splits: number, shuffle: boolean) => SplitterPlugin>> = {
  'k-fold': (splits, shuffle) => new KFold({ splits, shuffle }),
  'stratified-k-fold': (splits, shuffle) => new StratifiedKFold({ splits, shuffle }),
};
const folds = (splitter: SplitterPlugin, target: Target, seed = 1): readonly Fold[] =>
  splitter.split({ rows: target.values.length, target, random: seeded(seed) });
const lists = (found: readonly Fold[]): number[][] => found.map(({ test }) => Array.from(test));
const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    if (isProblem(error)) return error.complaints[0]?.code;
    throw error;
  }
  return undefined;
};
const plain = { share: 0.2, shuffle: true, stratify: true };

describe('unshuffled folds', () => {
  it.each(golden.splitters)('$use into $splits are those of scikit-learn', ({ use, splits, target, tests }) => {
    const found = folds((make[use] as (typeof make)[string])(splits, false), classesOf(target));
    expect(lists(found)).toEqual(tests);
  });
});

describe.each(Object.keys(make))('%s', (use) => {
  const splitter = (splits: number, shuffle: boolean): SplitterPlugin =>
    (make[use] as (typeof make)[string])(splits, shuffle);

  it('holds out every row once, in rising order, whatever the seed', () => {
    const labels = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 9, maxLength: 60 });
    const property = fc.property(labels, fc.integer(), fc.boolean(), (target, seed, shuffle) => {
      const found = folds(splitter(3, shuffle), classesOf(target, 3), seed);
      const sizes = found.map(({ test }) => test.length);
      expect(
        lists(found)
          .flat()
          .sort((a, b) => a - b),
      ).toEqual(target.map((_, row) => row));
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      for (const { train, test } of found) {
        expect(train).toEqual(Int32Array.from(train).sort());
        expect(test).toEqual(Int32Array.from(test).sort());
        expect(new Set([...train, ...test]).size).toBe(target.length);
      }
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });

  it('is the same for the same seed, and another for another', () => {
    const target = classesOf(Array.from({ length: 40 }, (_, i) => i % 2));
    expect(folds(splitter(4, true), target, 5)).toEqual(folds(splitter(4, true), target, 5));
    expect(folds(splitter(4, true), target, 5)).not.toEqual(folds(splitter(4, true), target, 6));
  });

  it('refuses fewer rows than folds', () => {
    expect(codeOf(() => folds(splitter(5, true), classesOf([0, 1, 0, 1])))).toBe('tooFewRows');
  });
});

describe('stratified-k-fold', () => {
  it.each([
    { when: 'one class is rare', target: [0, 0, 0, 0, 1], code: undefined },
    { when: 'all classes are rare', target: [0, 0, 1, 1, 2], code: 'tooFewMembers' },
  ])('with four folds, when $when: $code', ({ target, code }) => {
    expect(codeOf(() => folds(new StratifiedKFold({ splits: 4, shuffle: true }), classesOf(target)))).toBe(code);
  });

  it('refuses a number as target', () => {
    const split = (): unknown => folds(new StratifiedKFold({ splits: 2, shuffle: true }), numbersOf([1, 2, 3]));
    expect(codeOf(split)).toBe('stratifiedRegression');
  });

  it('keeps the shares of the classes when shuffled', () => {
    const target = classesOf(Array.from({ length: 60 }, (_, i) => (i % 6 === 0 ? 1 : 0)));
    for (const { test } of folds(new StratifiedKFold({ splits: 5, shuffle: true }), target)) {
      expect(Array.from(test).filter((row) => target.values[row] === 1)).toHaveLength(2);
    }
  });
});

describe('hold-out', () => {
  it.each([
    { when: 'unshuffled', params: { shuffle: false, stratify: false }, held: [8, 9] },
    { when: 'unshuffled by class', params: { shuffle: false }, held: [4, 9] },
    { when: 'the share is tiny', params: { shuffle: false, stratify: false, share: 0.001 }, held: [9] },
    {
      when: 'the share is nearly all',
      params: { shuffle: false, stratify: false, share: 0.999 },
      held: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    },
  ])('$when', ({ params, held }) => {
    const [fold, ...others] = folds(new HoldOut({ ...plain, ...params }), classesOf([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]));
    expect(others).toEqual([]);
    expect(Array.from(fold?.test ?? [])).toEqual(held);
    expect(fold?.train).toHaveLength(10 - held.length);
  });

  it('holds out the shares of the classes, to a row', () => {
    const target = classesOf(Array.from({ length: 100 }, (_, i) => (i < 70 ? 0 : i < 93 ? 1 : 2)));
    const [fold] = folds(new HoldOut(plain), target);
    const counts = [0, 1, 2].map((k) => Array.from(fold?.test ?? []).filter((row) => target.values[row] === k).length);
    expect(counts).toEqual([14, 5, 1]);
  });

  it('takes numbers as target, and refuses a single row', () => {
    expect(folds(new HoldOut(plain), numbersOf([1, 2, 3, 4, 5]))[0]?.test).toHaveLength(1);
    expect(codeOf(() => folds(new HoldOut(plain), numbersOf([1])))).toBe('tooFewRows');
  });
});
