import {
  Transformer,
  type FitContext,
  type FittedTransformer,
  type Json,
  type Table,
  type Target,
  type TransformerPlugin,
} from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { distinctNames } from './columns/distinct-names.js';
import { columnValues } from './columns/own-block.js';
import { fillGaps, type FillState } from './filling/fill-gaps.js';
import { fillOf } from './filling/fill-of.js';

const Params = Type.Object(
  {
    strategy: Type.Enum(['mean', 'median', 'most-frequent', 'constant'], {
      default: 'mean',
      description:
        'What takes the place of a missing number, from the training values of its column: their mean, their median, ' +
        'the most frequent one (the least of several), or the same constant everywhere. A missing category becomes ' +
        'the most frequent one (the first by name of several), or with "constant" a category of its own.',
    }),
    fillValue: Type.Number({
      default: 0,
      activeWhen: { strategy: ['constant'] },
      description: 'The constant for numbers.',
    }),
    fillCategory: Type.String({
      default: 'missing',
      activeWhen: { strategy: ['constant'] },
      description: 'The constant for categories; it is added to the categories of a column that lacks it.',
    }),
    indicator: Type.Boolean({
      default: false,
      description:
        'Add a column of 0 and 1 for each column with gaps in the training rows: 1 where a value was missing.',
    }),
  },
  { additionalProperties: false },
);

/**
 * Numeric and categorical columns keep their places; indicators stand behind them, called `column is missing`. Only NaN
 * is missing; infinite values stay, but take no part in the fit. A column without any training value is filled with 0,
 * or with the first category that the data list, and a notice says so.
 */
@Transformer({ name: 'imputer', summary: 'Fill in missing values.', params: Params })
export class Imputer implements TransformerPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  fit(train: Table, _target: Target, context: FitContext): FittedTransformer {
    const fills = train.columns.map((_, position) => fillOf(train, position, this.params, context));
    const gapped = this.params.indicator ? columnsWithGaps(train) : [];
    const names = train.columns.map(({ name }) => name);
    return fillGaps({
      fills,
      gapped,
      indicators: distinctNames(
        gapped.map((position) => `${names[position] as string} is missing`),
        names,
      ),
    });
  }

  restore(state: Json): FittedTransformer {
    return fillGaps(state as FillState);
  }
}

function columnsWithGaps(table: Table): number[] {
  return table.columns.flatMap((_, position) => (columnValues(table, position).some(Number.isNaN) ? [position] : []));
}
