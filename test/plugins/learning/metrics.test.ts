import { TrialFailure, type MetricPlugin } from '@tunewright/core';
import { Accuracy, LogLoss } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { golden } from './golden.js';
import { classesOf } from './support.js';

const reasonOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof TrialFailure) return error.reason;
    throw error;
  }
  return 'none';
};

describe.each(golden.metrics)('$classes classes', ({ classes, truth, values, probabilities, weights, ...wanted }) => {
  const target = classesOf(truth, classes);
  const prediction = { values: Float64Array.from(values), probabilities: Float64Array.from(probabilities.flat()) };
  const weighted = weights === null ? undefined : Float64Array.from(weights);

  it('accuracy is that of scikit-learn', () => {
    expect(new Accuracy().score(target, prediction, weighted)).toBeCloseTo(wanted.accuracy, 12);
  });

  it('log-loss is that of scikit-learn', () => {
    expect(new LogLoss().score(target, prediction, weighted)).toBeCloseTo(wanted.logLoss, 10);
  });
});

const metrics: readonly { name: string; metric: MetricPlugin }[] = [
  { name: 'accuracy', metric: new Accuracy() },
  { name: 'log-loss', metric: new LogLoss() },
];

describe.each(metrics)('$name', ({ metric }) => {
  const sure = { values: Float64Array.of(0), probabilities: Float64Array.of(1, 0) };
  const spoilt = { values: Float64Array.of(Number.NaN), probabilities: Float64Array.of(Number.NaN, 0) };

  it.each([
    { when: 'a prediction is NaN', reason: 'nan', score: () => metric.score(classesOf([0], 2), spoilt) },
    {
      when: 'there are no rows',
      reason: 'invalid',
      score: () => metric.score(classesOf([], 2), { values: new Float64Array(0), probabilities: new Float64Array(0) }),
    },
    {
      when: 'nothing has weight',
      reason: 'invalid',
      score: () => metric.score(classesOf([0], 2), sure, Float64Array.of(0)),
    },
    { when: 'all is well', reason: 'none', score: () => metric.score(classesOf([0], 2), sure) },
  ])('fails for $reason when $when', ({ reason, score }) => {
    expect(reasonOf(score)).toBe(reason);
  });
});
