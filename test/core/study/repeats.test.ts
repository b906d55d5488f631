import { describe, expect, it } from 'vitest';
import type { Repeats } from '@tunewright/core';
import { aggregateOf, ONCE, trimmed } from '../../../core/src/study/repeats.js';

const of = (aggregate: Repeats['aggregate'], share?: number): Repeats => ({
  times: 9,
  aggregate,
  ...(share !== undefined && { share }),
});

describe('several measurements', () => {
  it.each([
    { by: ONCE, values: [7], gives: 7 },
    { by: of('mean'), values: [1, 2, 6], gives: 3 },
    { by: of('mean'), values: [], gives: NaN },
    { by: of('median'), values: [9, 1, 2], gives: 2 },
    { by: of('median'), values: [10, 9, -1, 2], gives: 5.5 },
    { by: of('median'), values: [4], gives: 4 },
    { by: of('median'), values: [], gives: NaN },
    { by: of('trimmed', 0.2), values: [100, 3, 1, 2, -100], gives: 2 },
    { by: of('trimmed', 0.2), values: [1, 2, 9], gives: 4 },
    { by: of('trimmed', 0.4), values: [5, 1, 100, 2, 3], gives: 3 },
    { by: of('trimmed', 0.25), values: [0, 4, 6, 1000], gives: 5 },
  ])('of $values are $gives by $by.aggregate', ({ by, values, gives }) => {
    const before = [...values];
    expect(aggregateOf(values, by)).toBe(gives);
    expect(values).toEqual(before);
  });

  it.each([
    { values: 5, share: 0.2, left: 1 },
    { values: 4, share: 0.2, left: 0 },
    { values: 10, share: 0.1, left: 1 },
    // The product in floating point is 28.999…
    { values: 100, share: 0.29, left: 29 },
    { values: 3, share: 0.49, left: 1 },
  ])('lose $left of $values at each end to a share of $share', ({ values, share, left }) => {
    expect(trimmed(values, share)).toBe(left);
  });
});
