import { Transformer, type FittedTransformer, type Json, type Table, type TransformerPlugin } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { ownBlock } from './columns/own-block.js';
import { finiteValues, moments, numericColumns } from './scaling/column-statistics.js';
import { likeliestLambda, yeoJohnson } from './scaling/yeo-johnson.js';

const Params = Type.Object(
  {
    standardize: Type.Boolean({
      default: true,
      description: 'Afterwards give each column zero mean and unit variance on the training rows.',
    }),
  },
  { additionalProperties: false },
);

type PowerState = {
  readonly columns: readonly number[];
  /** One for each of the columns, as the other lists. */
  readonly lambdas: readonly number[];
  readonly centers: readonly number[];
  readonly scales: readonly number[];
};

/**
 * The transformation of Yeo & Johnson (2000), λ by maximum likelihood for each numeric column; categorical ones stay as
 * they are. Missing values take no part in the fit and stay. A constant column is only centered.
 */
@Transformer({
  name: 'power-transformer',
  summary: 'Make every column more like a normal distribution by a power of its own (Yeo-Johnson).',
  params: Params,
})
export class PowerTransformer implements TransformerPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  fit(train: Table): FittedTransformer {
    const columns = numericColumns(train);
    const found = columns.map((column) => {
      const values = finiteValues(train, column);
      const lambda = likeliestLambda(values);
      return { lambda, ...moments(values.map((value) => yeoJohnson(value, lambda))) };
    });
    const { standardize } = this.params;
    return fitted({
      columns,
      lambdas: found.map(({ lambda }) => lambda),
      centers: found.map(({ mean }) => (standardize ? mean : 0)),
      scales: found.map(({ deviation }) => (standardize ? deviation : 1)),
    });
  }

  restore(state: Json): FittedTransformer {
    return fitted(state as PowerState);
  }
}

function fitted(state: PowerState): FittedTransformer {
  return { transform: (rows) => apply(state, rows), toJSON: () => state };
}

function apply({ columns, lambdas, centers, scales }: PowerState, table: Table): Table {
  const values = ownBlock(table);
  const width = table.columns.length;
  columns.forEach((column, k) => {
    const [lambda, center, scale] = [lambdas[k] as number, centers[k] as number, scales[k] as number];
    for (let at = column; at < values.length; at += width)
      values[at] = (yeoJohnson(values[at] as number, lambda) - center) / scale;
  });
  return { columns: table.columns, length: table.length, values };
}
