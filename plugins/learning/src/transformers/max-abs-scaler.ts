import { Scaler, type FittedTransformer, type Json, type ScalerPlugin, type Table } from '@tunewright/core';
import Type from 'typebox';
import { affine, restoreAffine } from './scaling/affine.js';
import { finiteValues, numericColumns, orOne } from './scaling/column-statistics.js';

const Params = Type.Object({}, { additionalProperties: false });

/**
 * Numeric columns only; categorical ones stay as they are. Missing values take no part in the fit and stay. Zeros stay
 * zeros; a column of zeros stays as it is.
 */
@Scaler({
  name: 'max-abs-scaler',
  summary: 'Divide every column by its largest absolute value, without shifting it.',
  params: Params,
})
export class MaxAbsScaler implements ScalerPlugin {
  fit(train: Table): FittedTransformer {
    const columns = numericColumns(train);
    return affine({
      columns,
      center: columns.map(() => 0),
      scale: columns.map((column) => orOne(largest(finiteValues(train, column)))),
      offset: 0,
      clip: null,
    });
  }

  restore(state: Json): FittedTransformer {
    return restoreAffine(state);
  }
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}
