import { denseRows, Scaler, type FittedTransformer, type Json, type ScalerPlugin, type Table } from 'tunewright';
import Type, { type Static } from 'tunewright/typebox';

const Params = Type.Object(
  {
    size: Type.Number({ exclusiveMinimum: 0, default: 1, description: 'Largest absolute value after scaling.' }),
  },
  { additionalProperties: false },
);

@Scaler({
  name: 'my-scaler',
  summary: 'Divide every numeric column by its largest absolute value.',
  params: Params,
})
export class MyScaler implements ScalerPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  // Only training rows come here. What is learnt from them goes into the fitted scaler, as JSON.
  fit(train: Table): FittedTransformer {
    const values = denseRows(train);
    const largest = train.columns.map(() => 0);
    values.forEach((value, at) => {
      const column = at % largest.length;
      if (Number.isFinite(value)) largest[column] = Math.max(largest[column] as number, Math.abs(value));
    });
    // A column of zeros stays as it is, and so does a categorical one: its values are indices.
    const divisors = train.columns.map(({ type }, j) =>
      type === 'numeric' && largest[j] !== 0 ? (largest[j] as number) / this.params.size : 1,
    );
    return divider(divisors);
  }

  restore(state: Json): FittedTransformer {
    return divider(state as number[]);
  }
}

function divider(divisors: number[]): FittedTransformer {
  return {
    transform: (rows) => {
      // denseRows may give the shared block itself, which must not be edited: map makes a new one.
      const values = denseRows(rows).map((value, at) => value / (divisors[at % divisors.length] as number));
      return { columns: rows.columns, values, length: rows.length };
    },
    toJSON: () => divisors,
  };
}
