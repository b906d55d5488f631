import { LeaveOneOut } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { goldenFolds, heldOutIn, problemOf, split, tests } from './splitting.js';

describe('leave-one-out', () => {
  it.each(goldenFolds.leaveOneOut)('of $rows rows is that of scikit-learn', ({ rows, tests: wanted }) => {
    const folds = split(new LeaveOneOut(), rows);
    expect(tests(folds)).toEqual(wanted);
    expect(heldOutIn(folds, rows)).not.toContain(-1);
  });

  it('trains on all the others, in rising order', () => {
    expect(split(new LeaveOneOut(), 4).map(({ train }) => Array.from(train))).toEqual([
      [1, 2, 3],
      [0, 2, 3],
      [0, 1, 3],
      [0, 1, 2],
    ]);
  });

  it.each([
    { rows: 1, code: 'tooFewRows' },
    { rows: 10_001, code: 'tooManyRows' },
  ])('refuses $rows rows: $code', ({ rows, code }) => {
    expect(problemOf(() => split(new LeaveOneOut(), rows))?.code).toBe(code);
  });
});
