// What the k-fold splitters share: folds of scikit-learn, and that every row is held out once in folds of one size.
import { seeded, type SplitterPlugin } from '@tunewright/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { golden } from './golden.js';
import { problemOf, split, tests } from './splitting.js';
import { classesOf } from './support.js';

export function splitsEvenly(use: string, make: (splits: number, shuffle: boolean) => SplitterPlugin): void {
  const cases = golden.splitters
    .filter((each) => each.use === use)
    .map((each) => ({ ...each, rows: each.target.length }));

  it.each(cases)('$rows rows unshuffled into $splits are those of scikit-learn', ({ splits, rows, ...wanted }) => {
    expect(tests(split(make(splits, false), rows, { target: classesOf(wanted.target) }))).toEqual(wanted.tests);
  });

  it('holds out every row once, in rising order, whatever the seed', () => {
    const labels = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 9, maxLength: 60 });
    const property = fc.property(labels, fc.integer(), fc.boolean(), (target, seed, shuffle) => {
      const request = { target: classesOf(target, 3), random: seeded(seed) };
      const found = split(make(3, shuffle), target.length, request);
      const sizes = found.map(({ test }) => test.length);
      const held = tests(found).flat();
      expect(held.sort((a, b) => a - b)).toEqual(target.map((_, row) => row));
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
    const shuffled = (seed: number) => split(make(4, true), 40, { random: seeded(seed) });
    expect(shuffled(5)).toEqual(shuffled(5));
    expect(shuffled(5)).not.toEqual(shuffled(6));
  });

  it('refuses fewer rows than folds', () => {
    expect(problemOf(() => split(make(5, true), 4))?.code).toBe('tooFewRows');
  });
}
