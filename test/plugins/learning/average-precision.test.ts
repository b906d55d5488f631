import { AveragePrecision } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { agreesOnClasses, failureOf, refusesWhatIsNoScore } from './scoring.js';
import { classesOf } from './support.js';

const plain = { average: 'macro' } as const;
const score = (truth: readonly number[], scores: readonly number[], weights?: readonly number[]) =>
  new AveragePrecision(plain).score(
    classesOf(truth, 2),
    { values: new Float64Array(0), scores: Float64Array.from(scores) },
    weights && Float64Array.from(weights),
  );

describe('average-precision', () => {
  agreesOnClasses<ConstructorParameters<typeof AveragePrecision>[0]>(
    'average-precision',
    (params) => new AveragePrecision(params),
  );
  refusesWhatIsNoScore(new AveragePrecision(plain), 'classification');

  it.each([
    { when: 'all scores are equal', truth: [0, 0, 0, 1], scores: [1, 1, 1, 1], wanted: 0.25 },
    { when: 'the order is right', truth: [0, 0, 1, 1], scores: [1, 2, 3, 4], wanted: 1 },
    { when: 'the order is wrong', truth: [0, 1], scores: [2, 1], wanted: 0.5 },
    { when: 'all rows are of the class', truth: [1, 1], scores: [2, 1], wanted: 1 },
  ])('is $wanted when $when', ({ truth, scores, wanted }) => {
    expect(score(truth, scores)).toBe(wanted);
  });

  it('gives rows of weight 0 no say, wherever they stand', () => {
    expect(score([1, 0, 1, 0, 1], [5, 4, 3, 2, 1], [0, 0, 1, 1, 1])).toBe(score([1, 0, 1], [3, 2, 1]));
  });

  it('fails when no row is of the class', () => {
    const found = failureOf(() => score([0, 0], [1, 2]));
    expect(found?.reason).toBe('invalid');
    expect(found?.message).toContain('no row is of class "B"');
  });
});
