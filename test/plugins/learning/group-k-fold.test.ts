import { seeded } from '@tunewright/core';
import { GroupKFold } from '@tunewright/learning';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goldenFolds, heldOutIn, problemOf, split, tests } from './splitting.js';

const grouped = (groups: readonly number[], params: { splits: number; shuffle: boolean }, seed = 1) =>
  split(new GroupKFold(params), groups.length, { groups: Int32Array.from(groups), random: seeded(seed) });

describe('unshuffled folds', () => {
  it.each(goldenFolds.groupKFold.map((golden) => ({ ...golden, rows: golden.groups.length })))(
    'of $rows rows into $splits are those of scikit-learn',
    ({ groups, splits, heldOutIn: wanted }) => {
      expect(heldOutIn(grouped(groups, { splits, shuffle: false }), groups.length)).toEqual(wanted);
    },
  );
});

describe('folds', () => {
  it('hold out every row once and never part a group, whatever the seed', () => {
    const groups = fc.array(fc.integer({ min: -3, max: 12 }), { minLength: 20, maxLength: 60 });
    const property = fc.property(groups, fc.integer(), fc.boolean(), (found, seed, shuffle) => {
      fc.pre(new Set(found).size >= 3);
      const folds = grouped(found, { splits: 3, shuffle }, seed);
      expect(heldOutIn(folds, found.length)).not.toContain(-1);
      for (const { train, test } of folds) {
        const trained = new Set(Array.from(train, (row) => found[row]));
        for (const row of test) expect(trained).not.toContain(found[row]);
      }
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });

  it('differ by the rows of the largest group at most', () => {
    const groups = [0, 0, 0, 0, 0, 0, 1, 2, 3, 3, 4, 5, 5, 5];
    expect(tests(grouped(groups, { splits: 3, shuffle: true })).map(({ length }) => length)).toEqual([6, 4, 4]);
  });

  it('depend on the seed when shuffled, and on it alone', () => {
    const groups = Array.from({ length: 60 }, (_, row) => row % 20);
    const folds = (seed: number) => tests(grouped(groups, { splits: 4, shuffle: true }, seed));
    expect(folds(5)).toEqual(folds(5));
    expect(folds(5)).not.toEqual(folds(6));
  });
});

describe('refuses', () => {
  it('data without groups, and says what is missing', () => {
    const found = problemOf(() => split(new GroupKFold({ splits: 2, shuffle: true }), 10));
    expect(found?.code).toBe('noGroups');
    expect(found?.text).toContain('`data.groups` is missing');
  });

  it('fewer groups than folds', () => {
    const found = problemOf(() => grouped([1, 1, 2, 2, 3, 3], { splits: 4, shuffle: true }));
    expect(found?.code).toBe('tooFewGroups');
    expect(found?.text).toContain('Set "splits" to 3 or less');
  });
});
