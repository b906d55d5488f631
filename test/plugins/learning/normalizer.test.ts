import { Normalizer } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { rowsOf, tableOf } from './support.js';
import { expectNear, fitOn, golden, keepsContract } from './transformers.js';

describe('normalizer', () => {
  keepsContract(Normalizer, [{}, { norm: 'l1' }, { norm: 'max' }]);

  it.each(golden.rows.cases)('gives what scikit-learn gives for $norm', ({ norm, gives }) => {
    const table = tableOf(golden.rows.rows);
    expectNear(rowsOf(fitOn(new Normalizer({ norm }), table).transform(table)), gives);
  });

  it('measures rows of huge and of tiny numbers, and leaves categories', () => {
    const table = tableOf(
      [
        [3e300, 2, 4e300],
        [3e-300, 1, -4e-300],
        [0, 1, 0],
      ],
      ['b'],
    );
    expectNear(rowsOf(fitOn(new Normalizer({ norm: 'l2' }), table).transform(table)), [
      [0.6, 2, 0.8],
      [0.6, 1, -0.8],
      [0, 1, 0],
    ]);
  });

  it.each([
    { value: Number.NaN, says: /"normalizer" needs finite numbers, but the column "b" has a missing value/ },
    { value: -Infinity, says: /the column "b" has an infinite value/ },
  ])('refuses $value', ({ value, says }) => {
    const fitted = fitOn(new Normalizer({ norm: 'l2' }), tableOf([[1, 2]]));
    expect(() => fitted.transform(tableOf([[1, value]]))).toThrow(says);
  });
});
