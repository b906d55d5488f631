import { QuantileTransformer } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { rowsOf, tableOf } from './support.js';
import { agreesByColumn, fitOn, keepsContract } from './transformers.js';

const make = (params: object): QuantileTransformer =>
  new QuantileTransformer({ quantiles: 1000, output: 'uniform', ...params });

describe('quantile-transformer', () => {
  agreesByColumn('quantile-transformer', make);
  keepsContract(QuantileTransformer, [{}, { output: 'normal', quantiles: 7 }]);

  it('gives tied values the middle of their shares', () => {
    const fitted = fitOn(make({}), tableOf([[1], [2], [2], [2], [5]]));
    expect(rowsOf(fitted.transform(tableOf([[0], [1], [2], [3.5], [5], [9]])))).toEqual(
      [0, 0, 0.5, 0.875, 1, 1].map((value) => [value]),
    );
  });

  it('keeps all finite on a normal scale, and infinite values at its ends', () => {
    const fitted = fitOn(make({ output: 'normal' }), tableOf([[1], [2], [3]]));
    const [low, middle, high] = rowsOf(fitted.transform(tableOf([[-Infinity], [2], [Infinity]]))).flat();
    expect(middle).toBe(0);
    expect(low).toBeCloseTo(-5.199337582605575, 12);
    expect(high).toBeCloseTo(5.19933758270342, 12);
  });

  it('leaves a column without any value, and categories', () => {
    const train = tableOf([[Number.NaN, 1]], ['b']);
    expect(rowsOf(fitOn(make({}), train).transform(tableOf([[7, 2]], ['b'])))).toEqual([[7, 2]]);
  });
});
