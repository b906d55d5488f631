import { Brier } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { agreesOnClasses, predictionOf, refusesWhatIsNoScore } from './scoring.js';
import { classesOf } from './support.js';

describe('brier', () => {
  const metric = new Brier();
  agreesOnClasses('brier', () => metric);
  refusesWhatIsNoScore(metric, 'classification');

  it.each([
    { of: 'two classes', classes: 2, row: [0.75, 0.25], score: 0.0625 },
    { of: 'three classes', classes: 3, row: [0.5, 0.5, 0], score: 0.5 },
    { of: 'three classes, surely wrong', classes: 3, row: [0, 1, 0], score: 2 },
  ])('is $score for $row of $of', ({ classes, row, score }) => {
    expect(metric.score(classesOf([0], classes), predictionOf([0], [row]))).toBe(score);
  });
});
