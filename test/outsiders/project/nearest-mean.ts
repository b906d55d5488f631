// An estimator: classifies by the nearest class mean.
import {
  denseRows,
  Estimator,
  Type,
  type EstimatorPlugin,
  type Json,
  type Model,
  type Static,
  type Table,
  type Target,
  type Training,
} from 'tunewright';

const Params = Type.Object(
  {
    shrinkage: Type.Number({
      minimum: 0,
      maximum: 1,
      default: 0,
      description: 'How far each class mean is drawn to the mean of all rows: 0 not at all, 1 all the way.',
    }),
  },
  { additionalProperties: false },
);

/** One mean a class; null for a class without training rows. */
type Means = readonly (readonly number[] | null)[];

@Estimator({
  name: 'nearest-mean',
  summary: 'Predict the class whose mean is nearest.',
  params: Params,
  tasks: ['classification'],
  gives: () => ['values'],
  stochastic: false,
})
export class NearestMean implements EstimatorPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  fit(train: Table, target: Target, { weights, pulse }: Training): Model {
    pulse();
    const all = meanOf(train, (row) => weights?.[row] ?? 1) ?? [];
    const means = target.classes.map((_, label) => {
      const mean = meanOf(train, (row) => (target.values[row] === label ? (weights?.[row] ?? 1) : 0));
      return mean?.map((value, j) => value + this.params.shrinkage * ((all[j] ?? 0) - value)) ?? null;
    });
    return modelOf(means);
  }

  restore(state: Json): Model {
    return modelOf(state as Means);
  }
}

function meanOf(table: Table, weightOf: (row: number) => number): number[] | undefined {
  const rows = denseRows(table);
  const sums = table.columns.map(() => 0);
  let total = 0;
  for (let row = 0; row < table.length; row++) {
    const weight = weightOf(row);
    total += weight;
    sums.forEach((sum, j) => (sums[j] = sum + weight * (rows[row * sums.length + j] ?? 0)));
  }
  return total > 0 ? sums.map((sum) => sum / total) : undefined;
}

function modelOf(means: Means): Model {
  return {
    predict: (table) => {
      const rows = denseRows(table);
      const width = table.columns.length;
      return Float64Array.from({ length: table.length }, (_, row) => nearest(rows.subarray(row * width), means));
    },
    toJSON: () => means,
  };
}

function nearest(row: Float64Array, means: Means): number {
  const distances = means.map((mean) =>
    mean === null ? Infinity : mean.reduce((sum, value, j) => sum + (value - (row[j] ?? 0)) ** 2, 0),
  );
  return distances.indexOf(Math.min(...distances));
}
