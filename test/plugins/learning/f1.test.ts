import { F1 } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { agreesOnClasses, failureOf, predictionOf, refusesWhatIsNoScore } from './scoring.js';
import { classesOf } from './support.js';

type Params = ConstructorParameters<typeof F1>[0];
const plain: Params = { average: 'macro', zeroDivision: 'fail' };
const score = (
  params: Partial<Params>,
  truth: readonly number[],
  values: readonly number[],
  weights?: readonly number[],
) =>
  new F1({ ...plain, ...params }).score(
    classesOf(truth, 3),
    predictionOf(values),
    weights && Float64Array.from(weights),
  );

describe('f1', () => {
  agreesOnClasses<Partial<Params>>('f1', (params) => new F1({ ...plain, ...params }));
  refusesWhatIsNoScore(new F1(plain), 'classification');

  it('is 0 for a class that is never predicted, or never there', () => {
    expect(score({ average: 'binary', positive: 'B' }, [0, 1, 1, 0], [0, 0, 0, 0])).toBe(0);
    expect(score({ average: 'binary', positive: 'B' }, [0, 0, 0, 0], [0, 1, 0, 0])).toBe(0);
  });

  it('fails for a positive class that is neither, unless told what it scores', () => {
    const found = failureOf(() => score({ average: 'binary', positive: 'B' }, [0, 2], [0, 2]));
    expect(found?.reason).toBe('invalid');
    expect(found?.message).toContain('no row is of it or was predicted to be');
    expect(score({ average: 'binary', positive: 'B', zeroDivision: 1 }, [0, 2], [0, 2])).toBe(1);
  });

  it('takes one class of three as positive', () => {
    const labels = [0, 1, 2, 2, 1, 0].map((label) => Number(label === 2));
    const guesses = [0, 2, 2, 1, 2, 0].map((label) => Number(label === 2));
    const ofTwo = new F1({ ...plain, average: 'binary' }).score(classesOf(labels, 2), predictionOf(guesses));
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
