import {
  denseRows,
  Transformer,
  type FittedTransformer,
  type Json,
  type Table,
  type TransformerPlugin,
} from 'tunewright';
import Type, { type Static } from 'tunewright/typebox';

const Params = Type.Object(
  {
    share: Type.Number({
      minimum: 0,
      maximum: 0.5,
      default: 0.01,
      description: 'Share of the training rows at either end whose values are cut off.',
    }),
  },
  { additionalProperties: false },
);

/** Lowest and highest value kept of each column; null for a column that stays as it is. */
type Limits = readonly (readonly [low: number, high: number] | null)[];

@Transformer({
  name: 'my-transformer',
  summary: 'Cut off the outermost values of each numeric column.',
  params: Params,
})
export class MyTransformer implements TransformerPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  // Only training rows come here. What is learnt from them goes into the fitted transformer, as JSON.
  fit(train: Table): FittedTransformer {
    const { share } = this.params;
    const values = denseRows(train);
    const width = train.columns.length;
    const limits = train.columns.map(({ type }, j) => {
      const known = values.filter((value, at) => at % width === j && !Number.isNaN(value)).sort();
      if (type !== 'numeric' || known.length === 0) return null;
      const cut = Math.floor(share * (known.length - 1));
      return [known[cut] as number, known[known.length - 1 - cut] as number] as const;
    });
    return cutter(limits);
  }

  restore(state: Json): FittedTransformer {
    return cutter(state as unknown as Limits);
  }
}

function cutter(limits: Limits): FittedTransformer {
  return {
    transform: (rows) => {
      // denseRows may give the shared block itself, which must not be edited: map makes a new one.
      const values = denseRows(rows).map((value, at) => {
        const limit = limits[at % limits.length];
        return limit ? Math.min(limit[1], Math.max(limit[0], value)) : value;
      });
      return { columns: rows.columns, values, length: rows.length };
    },
    toJSON: () => limits,
  };
}
