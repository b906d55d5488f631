import { normalQuantile, quantileOfSorted } from '@tunewright/core';
import { describe, expect, it } from 'vitest';
import { golden } from '../../plugins/learning/transformers.js';

describe('quantiles', () => {
  it.each(
    golden.normalQuantiles.shares.map((share, i) => ({ share, gives: golden.normalQuantiles.gives[i] as number })),
  )('of the normal distribution at $share', ({ share, gives }) => {
    expect(Math.abs(normalQuantile(share) - gives)).toBeLessThanOrEqual(1e-14 * Math.abs(gives));
  });

  it.each([
    { values: [], share: 0.5, gives: Number.NaN },
    { values: [3], share: 0.9, gives: 3 },
    { values: [1, 2], share: 0, gives: 1 },
    { values: [1, 2], share: 1, gives: 2 },
    { values: [1, 2, 4, 8], share: 0.5, gives: 3 },
    { values: [1, 2, 4, 8], share: 0.75, gives: 5 },
    { values: [1, Infinity, Infinity], share: 0.75, gives: Infinity },
  ])('of $values at $share', ({ values, share, gives }) => {
    expect(quantileOfSorted(Float64Array.from(values), share)).toBe(gives);
  });

  it('of the normal distribution end at infinity', () => {
    expect([0, 1, -1, 2].map(normalQuantile)).toEqual([-Infinity, Infinity, Number.NaN, Number.NaN]);
  });
});
