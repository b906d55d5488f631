import { denseRows, Estimator, TrialFailure } from 'tunewright';
import Type from 'tunewright/typebox';

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

export class MyEstimator {
  params;
  constructor(params) {
    this.params = params;
  }

  fit(train, target, context) {
    const width = train.columns.length;
    const values = denseRows(train);
    // Features can be missing; a model that cannot handle that says so.
    if (values.some(Number.isNaN)) throw new TrialFailure('invalid', 'my-estimator needs rows without gaps.');
    const weightOf = (row) => context.weights?.[row] ?? 1;
    const overall = center(values, width, (row) => weightOf(row));
    const classes = [...new Set(target.values)].sort((a, b) => a - b);
    const centers = classes.map((label) => {
      context.pulse(); // A long fit calls this every few milliseconds, so that it can be stopped.
      const own = center(values, width, (row) => (target.values[row] === label ? weightOf(row) : 0));
      return own.map((x, j) => x + this.params.shrink * (overall[j] - x));
    });
    return modelOf({ width, classes, centers });
  }

  restore(state) {
    return modelOf(state);
  }
}

Estimator({
  name: 'my-estimator',
  summary: 'Predict the class whose center is nearest.',
  params: Params,
  tasks: ['classification'],
  gives: () => ['values'],
  stochastic: false,
})(MyEstimator);

function center(values, width, weight) {
  const sums = new Array(width).fill(0);
  let total = 0;
  for (let row = 0; row < values.length / width; row++) {
    total += weight(row);
    for (let j = 0; j < width; j++) sums[j] = sums[j] + weight(row) * values[row * width + j];
  }
  return sums.map((sum) => (total === 0 ? 0 : sum / total));
}

function modelOf(state) {
  const { width, classes, centers } = state;
  return {
    predict: (rows) => {
      const values = denseRows(rows);
      return Float64Array.from({ length: rows.length }, (_, row) => {
        const distances = centers.map((own) => own.reduce((sum, x, j) => sum + (values[row * width + j] - x) ** 2, 0));
        return classes[distances.indexOf(Math.min(...distances))];
      });
    },
    toJSON: () => state,
  };
}
