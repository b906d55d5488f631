import {
  Transformer,
  TrialFailure,
  type FittedTransformer,
  type Json,
  type Table,
  type TransformerPlugin,
} from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { finiteValues, isConstant, moments, numericColumns } from './scaling/column-statistics.js';
import { keepColumns, restoreKept, type KeptState } from './selection/keep-columns.js';

const Params = Type.Object(
  {
    threshold: Type.Number({
      minimum: 0,
      default: 0,
      description: 'Columns whose training variance is this or less are left out, in squared units of the column.',
    }),
  },
  { additionalProperties: false },
);

/**
 * Looks at numeric columns; the kept ones stand in their old order, categorical columns behind them as they are.
 * Missing values take no part and stay. A column without any training value has no variance.
 */
@Transformer({
  name: 'variance-threshold',
  summary: 'Leave out columns that hardly vary; by default those that are constant.',
  params: Params,
})
export class VarianceThreshold implements TransformerPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  fit(train: Table): FittedTransformer {
    const { threshold } = this.params;
    const positions = numericColumns(train);
    const kept = positions.filter((position) => varianceOf(finiteValues(train, position)) > threshold);
    if (kept.length === 0 && positions.length === train.columns.length) {
      throw new TrialFailure(
        'invalid',
        `"variance-threshold" leaves no column: none of ${positions.length} has a training variance above ` +
          `${threshold}. Lower "threshold"; if a step before scales the columns, their variances are no longer their own.`,
      );
    }
    return keepColumns(train, kept);
  }

  restore(state: Json): FittedTransformer {
    return restoreKept(state as KeptState);
  }
}

/** 0 for a constant column, whatever the rounding of its mean. */
function varianceOf(values: Float64Array): number {
  return isConstant(values) ? 0 : moments(values).variance;
}
