import { Mape } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { agreesOnNumbers, failureOf, predictionOf, refusesWhatIsNoScore } from './scoring.js';
import { numbersOf } from './support.js';

describe('mape', () => {
  const metric = new Mape();
  agreesOnNumbers('mape', metric);

  // A true value of 0 is refused by itself, below.
  refusesWhatIsNoScore(
    { score: ({ values }, ...rest) => metric.score(numbersOf([...values].map(() => 1)), ...rest) },
    'regression',
  );

  it('is a share of the true value, whatever its sign', () => {
    expect(metric.score(numbersOf([-4, 2]), predictionOf([-3, 3]))).toBe(0.375);
  });

  it('fails where the true value is 0, unless the row has no weight', () => {
    const [truth, prediction] = [numbersOf([0, 2]), predictionOf([1, 3])];
    const found = failureOf(() => metric.score(truth, prediction));
    expect(found?.reason).toBe('invalid');
    expect(found?.message).toContain('the true value of a row is 0');
    expect(metric.score(truth, prediction, Float64Array.of(0, 1))).toBe(0.5);
  });
});
