import { Precision } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { agreesOnClasses, failureOf, predictionOf, refusesWhatIsNoScore } from './scoring.js';
import { classesOf } from './support.js';

type Params = ConstructorParameters<typeof Precision>[0];
const plain: Params = { average: 'macro', zeroDivision: 'fail' };
const score = (
  params: Partial<Params>,
  truth: readonly number[],
  values: readonly number[],
  weights?: readonly number[],
) =>
  new Precision({ ...plain, ...params }).score(
    classesOf(truth, 3),
    predictionOf(values),
    weights && Float64Array.from(weights),
  );

describe('precision', () => {
  agreesOnClasses<Partial<Params>>('precision', (params) => new Precision({ ...plain, ...params }));
  refusesWhatIsNoScore(new Precision(plain), 'classification');

  it('fails for a class that is never predicted, unless told what it scores', () => {
    const found = failureOf(() => score({}, [0, 1, 1, 0], [0, 0, 0, 0]));
    expect(found?.reason).toBe('invalid');
    expect(found?.message).toContain('not defined for the class "B"');
    expect(found?.message).toContain('Set "zeroDivision"');
    expect(score({ zeroDivision: 0 }, [0, 1, 1, 0], [0, 0, 0, 0])).toBe(0.25);
    expect(score({ zeroDivision: 1 }, [0, 1, 1, 0], [0, 0, 0, 0])).toBe(0.75);
  });

  it('needs no score of a class without share', () => {
    expect(score({ average: 'weighted' }, [0, 0, 1], [0, 2, 1])).toBe(1);
  });

  it('takes one class of three as positive', () => {
    const labels = [0, 1, 2, 2, 1, 0].map((label) => Number(label === 2));
    const guesses = [0, 2, 2, 1, 2, 0].map((label) => Number(label === 2));
    const ofTwo = new Precision({ ...plain, average: 'binary' }).score(classesOf(labels, 2), predictionOf(guesses));
    expect(score({ average: 'binary', positive: 'C' }, [0, 1, 2, 2, 1, 0], [0, 2, 2, 1, 2, 0])).toBe(ofTwo);
  });

  it.each([
    { what: 'no word on which of three is positive', params: {}, text: 'Set "positive" to one of "A", "B", "C"' },
    { what: 'a class that does not exist', params: { positive: 'D' }, text: 'finds no class "D"' },
  ])('refuses $what', ({ params, text }) => {
    const found = failureOf(() => score({ average: 'binary', ...params }, [0, 1, 2], [0, 1, 2]));
    expect(found?.reason).toBe('invalid');
    expect(found?.message).toContain(text);
  });
});
