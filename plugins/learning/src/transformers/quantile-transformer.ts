import {
  quantileOfSorted,
  Transformer,
  type FittedTransformer,
  type Json,
  type Table,
  type TransformerPlugin,
} from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { finiteValues, numericColumns } from './scaling/column-statistics.js';
import { quantileMap, type QuantileState } from './scaling/quantile-map.js';

const Params = Type.Object(
  {
    quantiles: Type.Integer({
      minimum: 2,
      default: 1000,
      scale: 'log',
      description: 'How many quantiles to keep of each column; never more than there are training rows.',
    }),
    output: Type.Enum(['uniform', 'normal'], {
      default: 'uniform',
      description: 'The distribution to give each column: uniform in [0, 1], or standard normal kept within ±5.2.',
    }),
  },
  { additionalProperties: false },
);

/**
 * Numeric columns only; categorical ones stay as they are. All training rows are used, whatever their number. Missing
 * values take no part in the fit and stay; a column with no other value stays as it is.
 */
@Transformer({
  name: 'quantile-transformer',
  summary: 'Map every column onto a uniform or normal distribution by its training quantiles.',
  params: Params,
})
export class QuantileTransformer implements TransformerPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  fit(train: Table): FittedTransformer {
    const count = Math.max(1, Math.min(this.params.quantiles, train.length));
    const filled = numericColumns(train)
      .map((column) => ({ column, sorted: finiteValues(train, column).sort() }))
      .filter(({ sorted }) => sorted.length > 0);
    return quantileMap({
      output: this.params.output,
      columns: filled.map(({ column }) => column),
      quantiles: filled.map(({ sorted }) => quantilesOf(sorted, count)),
    });
  }

  restore(state: Json): FittedTransformer {
    return quantileMap(state as QuantileState);
  }
}

/** `count` quantiles at equal distances from the least to the greatest value. */
function quantilesOf(sorted: Float64Array, count: number): number[] {
  let most = -Infinity;
  return Array.from({ length: count }, (_, k) => {
    // Rounding must not make them fall.
    most = Math.max(most, quantileOfSorted(sorted, count === 1 ? 0 : k / (count - 1)));
    return most;
  });
}
