import { Mcc } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { agreesOnClasses, failureOf, predictionOf, refusesWhatIsNoScore } from './scoring.js';
import { classesOf } from './support.js';

describe('mcc', () => {
  agreesOnClasses<ConstructorParameters<typeof Mcc>[0]>('mcc', (params) => new Mcc(params));
  refusesWhatIsNoScore(new Mcc({ zeroDivision: 'fail' }), 'classification');

  it.each([
    { what: 'rows of one class', truth: [1, 1, 1], values: [0, 1, 1], text: 'all rows are of one class' },
    { what: 'one class for all rows', truth: [0, 1, 1], values: [1, 1, 1], text: 'predicts one class for all' },
  ])('fails on $what, unless told to give 0', ({ truth, values, text }) => {
    const score = (zeroDivision: 'fail' | 0) =>
      new Mcc({ zeroDivision }).score(classesOf(truth, 2), predictionOf(values), Float64Array.of(0.1, 0.2, 0.3));
    const found = failureOf(() => score('fail'));
    expect(found?.reason).toBe('invalid');
    expect(found?.message).toContain(text);
    expect(score(0)).toBe(0);
  });
});
