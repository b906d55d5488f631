import { Predefined } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { goldenFolds, lists, problemOf, split, tests } from './splitting.js';

describe('predefined', () => {
  it.each(goldenFolds.predefined)('$folds is that of scikit-learn', ({ folds, tests: wanted }) => {
    const found = split(new Predefined({ folds }), folds.length);
    expect(tests(found)).toEqual(wanted);
    for (const { train, test } of found) expect(new Set([...train, ...test]).size).toBe(folds.length);
  });

  it('always trains on rows of -1', () => {
    expect(lists(split(new Predefined({ folds: [-1, 3, 3, 0] }), 4))).toEqual([
      { train: [0, 1, 2], test: [3] },
      { train: [0, 3], test: [1, 2] },
    ]);
  });

  it.each([
    { what: 'a list of another length', folds: [0, 1], rows: 3, code: 'wrongLength' },
    { what: 'a list without fold', folds: [-1, -1], rows: 2, code: 'nothingHeldOut' },
    { what: 'a single fold of all rows', folds: [2, 2], rows: 2, code: 'nothingToTrainOn' },
  ])('refuses $what: $code', ({ folds, rows, code }) => {
    expect(problemOf(() => split(new Predefined({ folds }), rows))?.code).toBe(code);
  });
});
