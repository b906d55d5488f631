import { denseRows, Transformer } from 'tunewright';
import Type from 'tunewright/typebox';

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

export class MyTransformer {
  params;
  constructor(params) {
    this.params = params;
  }

  // Only training rows come here. What is learnt from them goes into the fitted transformer, as JSON.
  fit(train) {
    const { share } = this.params;
    const values = denseRows(train);
    const width = train.columns.length;
    const limits = train.columns.map(({ type }, j) => {
      const known = values.filter((value, at) => at % width === j && !Number.isNaN(value)).sort();
      if (type !== 'numeric' || known.length === 0) return null;
      const cut = Math.floor(share * (known.length - 1));
      return [known[cut], known[known.length - 1 - cut]];
    });
    return cutter(limits);
  }

  restore(state) {
    return cutter(state);
  }
}

Transformer({
  name: 'my-transformer',
  summary: 'Cut off the outermost values of each numeric column.',
  params: Params,
})(MyTransformer);

function cutter(limits) {
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
