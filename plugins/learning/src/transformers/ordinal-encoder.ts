import {
  Transformer,
  TrialFailure,
  type Column,
  type FitContext,
  type FittedTransformer,
  type Json,
  type Table,
  type Target,
  type TransformerPlugin,
} from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { columnValues, ownBlock } from './columns/own-block.js';
import { categoricalColumns, noticeUnseen, placesOf, seenIn } from './encoding/categories.js';
import { unknownCategory } from './encoding/unknown-category.js';

const Params = Type.Object(
  {
    unknownValue: Type.Union([Type.Number(), Type.Enum(['error'])], {
      default: -1,
      description:
        'The number of a category that no training row has, none that a known one has; a notice while fitting names ' +
        'the categories of the data that will get it. "error" ends the trial.',
    }),
  },
  { additionalProperties: false },
);
type Unknown = Static<typeof Params>['unknownValue'];

type OrdinalState = {
  readonly unknownValue: Unknown;
  /** Positions of the encoded columns, and for each the categories in the order of their numbers. */
  readonly columns: readonly number[];
  readonly known: readonly (readonly string[])[];
};

/**
 * Each categorical column becomes a numeric one of the same name: 0, 1, 2, … for the categories that training rows
 * have, in order of name. Missing values stay missing. Numeric columns stay as they are.
 */
@Transformer({ name: 'ordinal-encoder', summary: 'Number the categories of a column by name.', params: Params })
export class OrdinalEncoder implements TransformerPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  fit(train: Table, _target: Target, context: FitContext): FittedTransformer {
    const { unknownValue } = this.params;
    const columns = categoricalColumns(train);
    const known = columns.map((position) => {
      const column = train.columns[position] as Column;
      const seen = seenIn(train, position);
      if (unknownValue !== 'error') {
        demandFree(unknownValue, seen.categories, column.name);
        noticeUnseen(column, seen, `as ${unknownValue}`, context);
      }
      return seen.categories;
    });
    return fitted({ unknownValue, columns, known });
  }

  restore(state: Json): FittedTransformer {
    return fitted(state as OrdinalState);
  }
}

function demandFree(value: number, known: readonly string[], column: string): void {
  const owner = known[value];
  if (owner === undefined) return;
  throw new TrialFailure(
    'invalid',
    `"ordinal-encoder" cannot give unknown categories the number ${value}: in the column "${column}" that is ` +
      `"${owner}". Choose an "unknownValue" below 0.`,
  );
}

function fitted(state: OrdinalState): FittedTransformer {
  return { transform: (rows) => apply(state, rows), toJSON: () => state };
}

function apply({ unknownValue, columns, known }: OrdinalState, table: Table): Table {
  const values = ownBlock(table);
  const width = table.columns.length;
  const renamed = [...table.columns];
  columns.forEach((position, k) => {
    const column = table.columns[position] as Column;
    const places = placesOf(column, known[k] as readonly string[]);
    const indices = columnValues(table, position);
    renamed[position] = { name: column.name, type: 'numeric' };
    for (let i = 0; i < indices.length; i++) {
      const index = indices[i] as number;
      if (!Number.isNaN(index)) values[i * width + position] = numberOf(index, places, unknownValue, column);
    }
  });
  return { columns: renamed, length: table.length, values };
}

function numberOf(index: number, places: Int32Array, unknownValue: Unknown, column: Column): number {
  const place = places[index] as number;
  if (place !== -1) return place;
  if (unknownValue !== 'error') return unknownValue;
  const advice = 'Say "unknownValue": -1 to give such rows a number of their own.';
  throw unknownCategory('ordinal-encoder', column, index, advice);
}
