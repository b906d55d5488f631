import { Scaler, type FittedTransformer, type Json, type ScalerPlugin, type Table } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { affine, restoreAffine } from './scaling/affine.js';
import { finiteValues, moments, numericColumns } from './scaling/column-statistics.js';

const Params = Type.Object(
  {
    withMean: Type.Boolean({ default: true, description: 'Center each column on its training mean.' }),
    withStd: Type.Boolean({ default: true, description: 'Divide each column by its training standard deviation.' }),
  },
  { additionalProperties: false },
);

/** Numeric columns only; missing values take no part in the fit and stay. A constant column is only centered. */
@Scaler({ name: 'standard-scaler', summary: 'Give every column zero mean and unit variance.', params: Params })
export class StandardScaler implements ScalerPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  fit(train: Table): FittedTransformer {
    const columns = numericColumns(train);
    const found = columns.map((column) => moments(finiteValues(train, column)));
    return affine({
      columns,
      center: found.map(({ mean }) => (this.params.withMean ? mean : 0)),
      scale: found.map(({ deviation }) => (this.params.withStd ? deviation : 1)),
      offset: 0,
      clip: null,
    });
  }

  restore(state: Json): FittedTransformer {
    return restoreAffine(state);
  }
}
