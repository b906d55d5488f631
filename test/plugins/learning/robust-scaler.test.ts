import { RobustScaler } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { rowsOf, tableOf } from './support.js';
import { agreesByColumn, fitOn, keepsContract } from './transformers.js';

const defaults = {
  withCentering: true,
  withScaling: true,
  lowQuantile: 0.25,
  highQuantile: 0.75,
  unitVariance: false,
};

describe('robust-scaler', () => {
  agreesByColumn('robust-scaler', (params: object) => new RobustScaler({ ...defaults, ...params }));
  keepsContract(RobustScaler, [
    {},
    { withCentering: false, lowQuantile: 0.1, unitVariance: true },
    { withScaling: false },
  ]);

  it('is not moved by an outlier', () => {
    const scaled = fitOn(new RobustScaler(defaults), tableOf([[1], [2], [3], [4], [1e9]])).transform(
      tableOf([[1], [3], [5]]),
    );
    expect(rowsOf(scaled)).toEqual([[-1], [0], [1]]);
  });

  it('leaves categories, and columns without any value', () => {
    const table = tableOf(
      [
        [Number.NaN, 0],
        [Number.NaN, 2],
      ],
      ['b'],
    );
    const fitted = fitOn(new RobustScaler(defaults), table);
    expect(
      rowsOf(
        fitted.transform(
          tableOf(
            [
              [7, 1],
              [8, 0],
            ],
            ['b'],
          ),
        ),
      ),
    ).toEqual([
      [7, 1],
      [8, 0],
    ]);
  });

  it.each([
    { params: { lowQuantile: 0.5, highQuantile: 0.5 }, says: /"lowQuantile" below "highQuantile", found 0.5 and 0.5/ },
    { params: { lowQuantile: 0, unitVariance: true }, says: /above 0 and below 1/ },
  ])('refuses $params', ({ params, says }) => {
    expect(() => fitOn(new RobustScaler({ ...defaults, ...params }), tableOf([[1]]))).toThrow(says);
  });
});
