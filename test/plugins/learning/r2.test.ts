import { R2 } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { agreesOnNumbers, failureOf, predictionOf, refusesWhatIsNoScore } from './scoring.js';
import { numbersOf } from './support.js';

describe('r2', () => {
  const metric = new R2();
  agreesOnNumbers('r2', metric);
  refusesWhatIsNoScore(metric, 'regression');

  it.each([
    { when: 'all is right', values: [1, 2, 3], score: 1 },
    { when: 'the mean is predicted', values: [2, 2, 2], score: 0 },
    { when: 'it is worse than that', values: [3, 2, 1], score: -3 },
  ])('is $score when $when', ({ values, score }) => {
    expect(metric.score(numbersOf([1, 2, 3]), predictionOf(values))).toBe(score);
  });

  it.each([
    { when: 'there is one row', truth: [2], values: [1], weights: [1] },
    { when: 'all true values are alike', truth: [0.1, 0.1, 0.1], values: [1, 2, 3], weights: [0.1, 0.2, 0.3] },
    { when: 'those that differ have no weight', truth: [1, 1, 3], values: [1, 2, 3], weights: [1, 1, 0] },
  ])('fails when $when', ({ truth, values, weights }) => {
    const act = () => metric.score(numbersOf(truth), predictionOf(values), Float64Array.from(weights));
    const found = failureOf(act);
    expect(found?.reason).toBe('invalid');
    expect(found?.message).toContain('there is no variance to explain');
  });
});
