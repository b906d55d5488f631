import { LogLoss } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { golden } from './golden.js';
import { predictionOf, refusesWhatIsNoScore } from './scoring.js';
import { classesOf } from './support.js';

describe('log-loss', () => {
  it.each(golden.metrics)('of $classes classes is that of scikit-learn: $logLoss', (wanted) => {
    const weights = wanted.weights === null ? undefined : Float64Array.from(wanted.weights);
    const prediction = predictionOf(wanted.values, wanted.probabilities);
    const score = new LogLoss().score(classesOf(wanted.truth, wanted.classes), prediction, weights);
    expect(score).toBeCloseTo(wanted.logLoss, 10);
  });

  it.each([
    { when: 'sure and right', truth: [0], probabilities: [[1, 0]], gives: 0 },
    {
      when: 'undecided',
      truth: [0, 1],
      probabilities: [
        [0.5, 0.5],
        [0.5, 0.5],
      ],
      gives: Math.log(2),
    },
    {
      when: 'unlike',
      truth: [1, 1],
      probabilities: [
        [0.75, 0.25],
        [0.5, 0.5],
      ],
      gives: 1.5 * Math.log(2),
    },
  ])('is $gives when $when', ({ truth, probabilities, gives }) => {
    const score = new LogLoss().score(classesOf(truth, 2), predictionOf(truth, probabilities));
    expect(score).toBeCloseTo(gives, 12);
  });

  it('is large and finite for what is sure and wrong', () => {
    const score = new LogLoss().score(classesOf([0], 2), predictionOf([1], [[0, 1]]));
    expect(score).toBeGreaterThan(30);
    expect(score).toBeLessThan(Infinity);
  });

  refusesWhatIsNoScore(new LogLoss(), 'classification');
});
