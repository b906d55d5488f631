import { seeded } from '@tunewright/core';
import { StratifiedGroupKFold } from '@tunewright/learning';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goldenFolds, heldOutIn, problemOf, split } from './splitting.js';
import { classesOf, numbersOf } from './support.js';

interface Params {
  readonly splits: number;
  readonly shuffle: boolean;
}

const grouped = (groups: readonly number[], target: readonly number[], params: Params, seed = 1) =>
  split(new StratifiedGroupKFold(params), groups.length, {
    groups: Int32Array.from(groups),
    target: classesOf(target),
    random: seeded(seed),
  });

describe('unshuffled folds', () => {
  it.each(goldenFolds.stratifiedGroupKFold.map((golden) => ({ ...golden, rows: golden.groups.length })))(
    'of $rows rows into $splits are those of scikit-learn',
    ({ groups, target, splits, heldOutIn: wanted }) => {
      expect(heldOutIn(grouped(groups, target, { splits, shuffle: false }), groups.length)).toEqual(wanted);
    },
  );
});

describe('folds', () => {
  it('hold out every row once and never part a group, whatever the seed', () => {
    const row = fc.record({ group: fc.integer({ min: 0, max: 30 }), label: fc.integer({ min: 0, max: 2 }) });
    const rows = fc.array(row, { minLength: 40, maxLength: 80 });
    const property = fc.property(rows, fc.integer(), fc.boolean(), (found, seed, shuffle) => {
      const groups = found.map(({ group }) => group);
      const labels = found.map(({ label }) => label);
      const folds = grouped(groups, labels, { splits: 2, shuffle }, seed);
      expect(heldOutIn(folds, found.length)).not.toContain(-1);
      for (const { train, test } of folds) {
        const trained = new Set(Array.from(train, (i) => groups[i]));
        for (const i of test) expect(trained).not.toContain(groups[i]);
      }
    });
    fc.assert(property, { seed: 1, numRuns: 100 });
  });

  it('have the classes in equal shares where the groups allow it', () => {
    const groups = Array.from({ length: 80 }, (_, row) => Math.floor(row / 4));
    const labels = groups.map((group) => Number(group % 4 === 0));
    for (const { test } of grouped(groups, labels, { splits: 5, shuffle: true })) {
      expect(Array.from(test).filter((row) => labels[row] === 1)).toHaveLength(4);
      expect(test).toHaveLength(16);
    }
  });

  it('depend on the seed when shuffled, and on it alone', () => {
    const groups = Array.from({ length: 60 }, (_, row) => row % 20);
    const labels = groups.map((group) => group % 2);
    const folds = (seed: number) => heldOutIn(grouped(groups, labels, { splits: 4, shuffle: true }, seed), 60);
    expect(folds(5)).toEqual(folds(5));
    expect(folds(5)).not.toEqual(folds(6));
  });
});

describe('refuses', () => {
  const splitter = new StratifiedGroupKFold({ splits: 3, shuffle: false });
  const groups = Int32Array.of(0, 1, 2, 3, 4, 5);
  const rare = { target: classesOf([0, 0, 1, 1, 2, 2]) };

  it.each([
    { what: 'data without groups', request: {}, code: 'noGroups' },
    { what: 'fewer groups than folds', request: { groups: groups.map((group) => group % 2) }, code: 'tooFewGroups' },
    { what: 'only rare classes', request: { groups, ...rare }, code: 'tooFewMembers' },
    {
      what: 'a number as target',
      request: { groups, target: numbersOf([1, 2, 3, 4, 5, 6]) },
      code: 'stratifiedRegression',
    },
  ])('$what: $code', ({ request, code }) => {
    expect(problemOf(() => split(splitter, 6, request))?.code).toBe(code);
  });
});
