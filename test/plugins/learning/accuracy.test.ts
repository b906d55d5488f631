import { Accuracy } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { golden } from './golden.js';
import { predictionOf, refusesWhatIsNoScore } from './scoring.js';
import { classesOf } from './support.js';

describe('accuracy', () => {
  it.each(golden.metrics)('of $classes classes is that of scikit-learn: $accuracy', (wanted) => {
    const weights = wanted.weights === null ? undefined : Float64Array.from(wanted.weights);
    const prediction = predictionOf(wanted.values, wanted.probabilities);
    const score = new Accuracy().score(classesOf(wanted.truth, wanted.classes), prediction, weights);
    expect(score).toBeCloseTo(wanted.accuracy, 12);
  });

  it.each([
    { truth: [0], values: [0], weights: undefined, gives: 1 },
    { truth: [0], values: [1], weights: undefined, gives: 0 },
    { truth: [0, 1, 1, 0], values: [0, 1, 0, 0], weights: undefined, gives: 0.75 },
    { truth: [0, 1, 1, 0], values: [0, 1, 0, 0], weights: [1, 1, 6, 0], gives: 0.25 },
  ])('of $values for $truth, weights $weights, is $gives', ({ truth, values, weights, gives }) => {
    const weighted = weights === undefined ? undefined : Float64Array.from(weights);
    expect(new Accuracy().score(classesOf(truth, 2), predictionOf(values), weighted)).toBe(gives);
  });

  refusesWhatIsNoScore(new Accuracy(), 'classification');
});
