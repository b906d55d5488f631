import { MaxAbsScaler } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { rowsOf, tableOf } from './support.js';
import { agreesByColumn, fitOn, keepsContract } from './transformers.js';

describe('max-abs-scaler', () => {
  agreesByColumn('max-abs-scaler', () => new MaxAbsScaler());
  keepsContract(MaxAbsScaler, [{}]);

  it('keeps zeros, columns of zeros and categories', () => {
    const table = tableOf(
      [
        [-4, 0, 2],
        [0, 0, 1],
        [2, 0, 0],
      ],
      ['c'],
    );
    expect(rowsOf(fitOn(new MaxAbsScaler(), table).transform(table))).toEqual([
      [-1, 0, 2],
      [0, 0, 1],
      [0.5, 0, 0],
    ]);
  });
});
