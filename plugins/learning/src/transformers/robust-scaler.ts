import {
  normalQuantile,
  quantileOfSorted,
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
    withCentering: Type.Boolean({ default: true, description: 'Center each column on its training median.' }),
    withScaling: Type.Boolean({ default: true, description: 'Divide each column by its training quantile range.' }),
    lowQuantile: Type.Number({
      minimum: 0,
      maximum: 1,
      default: 0.25,
      description: 'Where the quantile range begins, as a share of the rows.',
    }),
    highQuantile: Type.Number({
      minimum: 0,
      maximum: 1,
      default: 0.75,
      description: 'Where the quantile range ends, as a share of the rows; above `lowQuantile`.',
    }),
    unitVariance: Type.Boolean({
      default: false,
      description: 'Scale so that a normally distributed column gets variance 1.',
    }),
  },
  { additionalProperties: false },
);
type Params = Static<typeof Params>;

/**
 * Numeric columns only; categorical ones stay as they are. Missing values take no part in the fit and stay. A column
 * whose quantile range is 0 is only centered.
 */
@Scaler({
  name: 'robust-scaler',
  summary: 'Center every column on its median and divide it by its interquartile range.',
  params: Params,
})
export class RobustScaler implements ScalerPlugin {
  constructor(private readonly params: Params) {}

  fit(train: Table): FittedTransformer {
    const { withCentering, withScaling } = this.params;
    const unit = unitOf(this.params);
    const columns = numericColumns(train);
    const sorted = columns.map((column) => finiteValues(train, column).sort());
    return affine({
      columns,
      center: sorted.map((values) => (withCentering && values.length > 0 ? quantileOfSorted(values, 0.5) : 0)),
      scale: sorted.map((values) => (withScaling && values.length > 0 ? this.range(values) / unit : 1)),
      offset: 0,
      clip: null,
    });
  }

  restore(state: Json): FittedTransformer {
    return restoreAffine(state);
  }

  private range(sorted: Float64Array): number {
    const { lowQuantile, highQuantile } = this.params;
    return orOne(quantileOfSorted(sorted, highQuantile) - quantileOfSorted(sorted, lowQuantile));
  }
}

/** What the quantile range of a standard normal distribution is to become. */
function unitOf({ lowQuantile, highQuantile, unitVariance }: Params): number {
  if (!(lowQuantile < highQuantile)) {
    throw new TrialFailure(
      'invalid',
      `"robust-scaler" needs "lowQuantile" below "highQuantile", found ${lowQuantile} and ${highQuantile}.`,
    );
  }
  if (!unitVariance) return 1;
  if (lowQuantile === 0 || highQuantile === 1) {
    throw new TrialFailure(
      'invalid',
      'With "unitVariance", "robust-scaler" needs quantiles above 0 and below 1: a normal distribution has no ends.',
    );
  }
  return normalQuantile(highQuantile) - normalQuantile(lowQuantile);
}
