import { Transformer, type FittedTransformer, type Json, type Table, type TransformerPlugin } from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { demandFinite } from './columns/demand-finite.js';
import { ownBlock } from './columns/own-block.js';
import { numericColumns } from './scaling/column-statistics.js';

const Params = Type.Object(
  {
    norm: Type.Enum(['l2', 'l1', 'max'], {
      default: 'l2',
      description:
        'The length that becomes 1: l2 is the root of the sum of squares, l1 the sum of absolute values, max the ' +
        'largest absolute value.',
    }),
  },
  { additionalProperties: false },
);
type Norm = Static<typeof Params>['norm'];

/**
 * Works on each row by itself and learns nothing. Numeric columns only; categorical ones stay as they are. A row of
 * zeros stays as it is. Rows with a missing or infinite number are refused: their length is not known.
 */
@Transformer({ name: 'normalizer', summary: 'Give every row the length 1.', params: Params })
export class Normalizer implements TransformerPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  fit(): FittedTransformer {
    return fitted(this.params.norm);
  }

  restore(state: Json): FittedTransformer {
    return fitted(state as Norm);
  }
}

function fitted(norm: Norm): FittedTransformer {
  return { transform: (rows) => normalized(rows, norm), toJSON: () => norm };
}

function normalized(table: Table, norm: Norm): Table {
  const columns = numericColumns(table);
  demandFinite(table, columns, 'normalizer');
  const values = ownBlock(table);
  const width = table.columns.length;
  for (let start = 0; start < values.length; start += width) {
    const largest = largestOf(values, start, columns);
    if (largest === 0) continue;
    // Relative to the largest value no square can overflow or vanish.
    const length = norm === 'max' ? 1 : lengthOf(values, start, columns, largest, norm);
    for (const column of columns) values[start + column] = (values[start + column] as number) / largest / length;
  }
  return { columns: table.columns, length: table.length, values };
}

function largestOf(values: Float64Array, start: number, columns: readonly number[]): number {
  let most = 0;
  for (const column of columns) most = Math.max(most, Math.abs(values[start + column] as number));
  return most;
}

/** In units of `unit`. */
function lengthOf(
  values: Float64Array,
  start: number,
  columns: readonly number[],
  unit: number,
  norm: 'l1' | 'l2',
): number {
  let sum = 0;
  for (const column of columns) {
    const size = Math.abs((values[start + column] as number) / unit);
    sum += norm === 'l2' ? size * size : size;
  }
  return norm === 'l2' ? Math.sqrt(sum) : sum;
}
