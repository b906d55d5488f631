import { BalancedAccuracy } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { agreesOnClasses, predictionOf, refusesWhatIsNoScore } from './scoring.js';
import { classesOf } from './support.js';

describe('balanced-accuracy', () => {
  const metric = new BalancedAccuracy();
  agreesOnClasses('balanced-accuracy', () => metric);
  refusesWhatIsNoScore(metric, 'classification');

  it.each([
    { when: 'the rare class is missed', truth: [0, 0, 0, 1], values: [0, 0, 0, 0], score: 0.5 },
    { when: 'a class is only predicted', truth: [0, 0, 0, 0], values: [0, 0, 0, 1], score: 0.75 },
  ])('is $score when $when', ({ truth, values, score }) => {
    expect(metric.score(classesOf(truth, 2), predictionOf(values))).toBe(score);
  });
});
