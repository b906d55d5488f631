import { Mse } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { agreesOnNumbers, predictionOf, refusesWhatIsNoScore } from './scoring.js';
import { numbersOf } from './support.js';

describe('mse', () => {
  const metric = new Mse();
  agreesOnNumbers('mse', metric);
  refusesWhatIsNoScore(metric, 'regression');

  it('is 2.5 for errors of 1 and 2, and 0 for none', () => {
    expect(metric.score(numbersOf([3, 5]), predictionOf([4, 3]))).toBe(2.5);
    expect(metric.score(numbersOf([3]), predictionOf([3]))).toBe(0);
  });
});
