import { StandardScaler } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { rescalesOnly, scalesLikeScikitLearn } from './scaling.js';
import { rowsOf, tableOf } from './support.js';
import { fitOn } from './transformers.js';

const make = (params: object) => new StandardScaler({ withMean: true, withStd: true, ...params });

describe('standard-scaler', () => {
  scalesLikeScikitLearn('standard-scaler', make);
  rescalesOnly(make);

  it.each([
    { when: 'by default', params: {}, gives: [-1, 1, 3] },
    { when: 'asked not to center', params: { withMean: false }, gives: [1, 3, 5] },
    { when: 'asked not to scale', params: { withStd: false }, gives: [-2, 2, 6] },
    { when: 'asked for nothing', params: { withMean: false, withStd: false }, gives: [2, 6, 10] },
  ])('$when, of 2 and 6 makes 2, 6 and 10 $gives', ({ params, gives }) => {
    const scaled = fitOn(make(params), tableOf([[2], [6]])).transform(tableOf([[2], [6], [10]]));
    expect(rowsOf(scaled).flat()).toEqual(gives);
  });
});
