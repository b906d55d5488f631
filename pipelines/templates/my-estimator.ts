import {
  denseRows,
  Estimator,
  TrialFailure,
  type EstimatorPlugin,
  type Json,
  type Model,
  type Table,
  type Target,
  type Training,
} from 'tunewright';
import Type, { type Static } from 'tunewright/typebox';

const Params = Type.Object(
  {
    shrink: Type.Number({
      minimum: 0,
      maximum: 1,
      default: 0,
      description: 'How far each center is moved towards the mean of all rows: 0 not at all, 1 all the way.',
    }),
  },
  { additionalProperties: false },
);

/** All that a fitted model knows. */
type State = { readonly width: number; readonly classes: number[]; readonly centers: number[][] };

@Estimator({
  name: 'my-estimator',
  summary: 'Predict the class whose center is nearest.',
  params: Params,
  tasks: ['classification'],
  gives: () => ['values'],
  stochastic: false,
})
export class MyEstimator implements EstimatorPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  fit(train: Table, target: Target, context: Training): Model {
    const width = train.columns.length;
    const values = denseRows(train);
    // Features can be missing; a model that cannot handle that says so.
    if (values.some(Number.isNaN)) throw new TrialFailure('invalid', 'my-estimator needs rows without gaps.');
    const weightOf = (row: number): number => context.weights?.[row] ?? 1;
    const overall = center(values, width, (row) => weightOf(row));
    const classes = [...new Set(target.values)].sort((a, b) => a - b);
    const centers = classes.map((label) => {
      context.pulse(); // A long fit calls this every few milliseconds, so that it can be stopped.
      const own = center(values, width, (row) => (target.values[row] === label ? weightOf(row) : 0));
      return own.map((x, j) => x + this.params.shrink * ((overall[j] as number) - x));
    });
    return modelOf({ width, classes, centers });
  }

  restore(state: Json): Model {
    return modelOf(state as State);
  }
}

function center(values: Float64Array, width: number, weight: (row: number) => number): number[] {
  const sums = new Array<number>(width).fill(0);
  let total = 0;
  for (let row = 0; row < values.length / width; row++) {
    total += weight(row);
    for (let j = 0; j < width; j++) sums[j] = (sums[j] as number) + weight(row) * (values[row * width + j] as number);
  }
  return sums.map((sum) => (total === 0 ? 0 : sum / total));
}

function modelOf(state: State): Model {
  const { width, classes, centers } = state;
  return {
    predict: (rows) => {
      const values = denseRows(rows);
      return Float64Array.from({ length: rows.length }, (_, row) => {
        const distances = centers.map((own) =>
          own.reduce((sum, x, j) => sum + ((values[row * width + j] as number) - x) ** 2, 0),
        );
        return classes[distances.indexOf(Math.min(...distances))] as number;
      });
    },
    toJSON: () => state,
  };
}
