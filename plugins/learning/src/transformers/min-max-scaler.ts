import {
  Scaler,
  TrialFailure,
  type FittedTransformer,
  type Json,
  type ScalerPlugin,
  type Table,
} from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { affine, restoreAffine } from './scaling/affine.js';
import { finiteValues, numericColumns, orOne } from './scaling/column-statistics.js';

const Params = Type.Object(
  {
    low: Type.Number({ default: 0, description: 'Where the smallest training value of a column goes.' }),
    high: Type.Number({ default: 1, description: 'Where the largest training value goes; above `low`.' }),
    clip: Type.Boolean({ default: false, description: 'Keep new values within `low` and `high`.' }),
  },
  { additionalProperties: false },
);

/** Numeric columns only; missing values take no part in the fit and stay missing. A constant column goes to `low`. */
@Scaler({ name: 'min-max-scaler', summary: 'Stretch every column over a given range.', params: Params })
export class MinMaxScaler implements ScalerPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  fit(train: Table): FittedTransformer {
    const { low, high, clip } = this.params;
    if (!(low < high)) {
      throw new TrialFailure('invalid', `min-max-scaler needs "low" below "high", found ${low} and ${high}.`);
    }
    const columns = numericColumns(train);
    const extremes = columns.map((column) => range(finiteValues(train, column)));
    return affine({
      columns,
      center: extremes.map(([least]) => least),
      scale: extremes.map(([least, most]) => orOne(most - least) / (high - low)),
      offset: low,
      clip: clip ? [low, high] : null,
    });
  }

  restore(state: Json): FittedTransformer {
    return restoreAffine(state);
  }
}

function range(values: Float64Array): readonly [number, number] {
  if (values.length === 0) return [0, 1];
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}
