import { Rmse } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { agreesOnNumbers, predictionOf, refusesWhatIsNoScore } from './scoring.js';
import { numbersOf } from './support.js';

describe('rmse', () => {
  const metric = new Rmse();
  agreesOnNumbers('rmse', metric);
  refusesWhatIsNoScore(metric, 'regression');

  it('is 1.5811388300841898 for errors of 1 and 2, and 0 for none', () => {
    expect(metric.score(numbersOf([3, 5]), predictionOf([4, 3]))).toBe(1.5811388300841898);
    expect(metric.score(numbersOf([3]), predictionOf([3]))).toBe(0);
  });
});
