import { Metric, TrialFailure, type MetricPlugin, type Prediction, type Target } from 'tunewright';
import Type, { type Static } from 'tunewright/typebox';

const Params = Type.Object(
  {
    tolerance: Type.Number({ minimum: 0, default: 0.5, description: 'Errors up to this size cost nothing.' }),
  },
  { additionalProperties: false },
);

@Metric({
  name: 'my-metric',
  summary: 'Mean absolute error beyond a tolerance.',
  params: Params,
  goal: 'minimize',
  needs: 'values',
  tasks: ['regression'],
})
export class MyMetric implements MetricPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  score(truth: Target, { values }: Prediction, weights?: Float64Array): number {
    let sum = 0;
    let total = 0;
    truth.values.forEach((value, row) => {
      const weight = weights?.[row] ?? 1;
      const error = Math.abs((values[row] as number) - value);
      // Tell NaN from a good prediction: the trial then fails with a cause.
      if (Number.isNaN(error)) throw new TrialFailure('nan', `The prediction for row ${row} is not a number.`);
      sum += weight * Math.max(0, error - this.params.tolerance);
      total += weight;
    });
    if (total === 0) throw new TrialFailure('invalid', 'There are no rows to score.');
    return sum / total;
  }
}
