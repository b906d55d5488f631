// A package of plugins by somebody else again.
import { Metric, TrialFailure, Type, type MetricPlugin, type Prediction, type Target } from 'tunewright';

@Metric({
  name: 'share-wrong',
  summary: 'Share of the rows whose class is predicted wrongly.',
  params: Type.Object({}, { additionalProperties: false }),
  goal: 'minimize',
  needs: 'values',
  tasks: ['classification'],
})
export class ShareWrong implements MetricPlugin {
  score(truth: Target, { values }: Prediction, weights?: Float64Array): number {
    if (values.some(Number.isNaN)) throw new TrialFailure('invalid', 'The model predicts NaN.');
    let [wrong, total] = [0, 0];
    truth.values.forEach((label, row) => {
      const weight = weights?.[row] ?? 1;
      total += weight;
      if (label !== values[row]) wrong += weight;
    });
    return wrong / total;
  }
}
