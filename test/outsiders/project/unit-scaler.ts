// A scaler: one class and one decorator.
import {
  denseRows,
  Scaler,
  Type,
  type FittedTransformer,
  type Json,
  type ScalerPlugin,
  type Static,
  type Table,
} from 'tunewright';

const Params = Type.Object(
  {
    limit: Type.Number({
      exclusiveMinimum: 0,
      default: 1,
      description: 'What the largest training value of a column becomes, apart from its sign.',
    }),
  },
  { additionalProperties: false },
);

@Scaler({
  name: 'unit-scaler',
  summary: 'Divide every column by its largest value, apart from the sign.',
  params: Params,
})
export class UnitScaler implements ScalerPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  fit(train: Table): FittedTransformer {
    const largest = train.columns.map(() => 0);
    const rows = denseRows(train);
    rows.forEach((value, i) => {
      const column = i % largest.length;
      if (Math.abs(value) > (largest[column] ?? 0)) largest[column] = Math.abs(value);
    });
    return scaled(
      train.columns.map(({ type }, j) => (type === 'numeric' && largest[j] ? this.params.limit / largest[j] : 1)),
    );
  }

  restore(state: Json): FittedTransformer {
    return scaled(state as number[]);
  }
}

function scaled(factors: readonly number[]): FittedTransformer {
  return {
    transform: (table) => ({
      columns: table.columns,
      length: table.length,
      values: denseRows(table).map((value, i) => value * (factors[i % factors.length] ?? 1)),
    }),
    toJSON: () => factors,
  };
}
