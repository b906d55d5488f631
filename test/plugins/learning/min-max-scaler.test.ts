import { MinMaxScaler } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { rescalesOnly, scalesLikeScikitLearn } from './scaling.js';
import { rowsOf, tableOf } from './support.js';
import { fitOn } from './transformers.js';

const make = (params: object) => new MinMaxScaler({ low: 0, high: 1, clip: false, ...params });

describe('min-max-scaler', () => {
  // Column d is 1e8 and the next number above it: scikit-learn's x · scale + shift rounds that away, ours does not.
  scalesLikeScikitLearn('min-max-scaler', make, [3]);
  rescalesOnly(make);

  it.each([
    { when: 'by default', params: {}, gives: [0, 1, 2] },
    { when: 'clipped', params: { clip: true }, gives: [0, 1, 1] },
    { when: 'to -1 … 3', params: { low: -1, high: 3 }, gives: [-1, 3, 7] },
  ])('$when, of 2 and 6 makes 2, 6 and 10 $gives', ({ params, gives }) => {
    const scaled = fitOn(make(params), tableOf([[2], [6]])).transform(tableOf([[2], [6], [10]]));
    expect(rowsOf(scaled).flat()).toEqual(gives);
  });

  it('refuses an empty range', () => {
    expect(() => fitOn(make({ low: 1, high: 1 }), tableOf([[1]]))).toThrow(/"low" below "high"/);
  });
});
