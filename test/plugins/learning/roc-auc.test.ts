import { RocAuc } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { agreesOnClasses, failureOf, predictionOf, refusesWhatIsNoScore } from './scoring.js';
import { classesOf } from './support.js';

const plain = { average: 'macro' } as const;
const score = (truth: readonly number[], scores: readonly number[], weights?: readonly number[]) =>
  new RocAuc(plain).score(
    classesOf(truth, 2),
    { values: new Float64Array(0), scores: Float64Array.from(scores) },
    weights && Float64Array.from(weights),
  );

describe('roc-auc', () => {
  agreesOnClasses<ConstructorParameters<typeof RocAuc>[0]>('roc-auc', (params) => new RocAuc(params));
  refusesWhatIsNoScore(new RocAuc(plain), 'classification');

  it.each([
    { when: 'all scores are equal', scores: [1, 1, 1, 1], wanted: 0.5 },
    { when: 'the order is right', scores: [-Infinity, 0, 1e9, Infinity], wanted: 1 },
    { when: 'the order is wrong', scores: [4, 3, 2, 1], wanted: 0 },
    { when: 'infinite scores are equal', scores: [-Infinity, -Infinity, -Infinity, Infinity], wanted: 0.75 },
  ])('is $wanted when $when', ({ scores, wanted }) => {
    expect(score([0, 0, 1, 1], scores)).toBe(wanted);
  });

  it.each([
    { when: 'no row is of one class', truth: [0, 0], weights: [1, 1], text: 'no row is of class "B"' },
    { when: 'all rows are of one class', truth: [1, 1], weights: [1, 1], text: 'all rows are of class "B"' },
    {
      when: 'only rows without weight are of the other',
      truth: [0, 1],
      weights: [0, 0.3],
      text: 'all rows are of class',
    },
  ])('fails when $when', ({ truth, weights, text }) => {
    const found = failureOf(() => score(truth, [1, 2], weights));
    expect(found?.reason).toBe('invalid');
    expect(found?.message).toContain(text);
    expect(found?.message).toContain('Use stratified or fewer folds');
  });

  it('fails when one of three classes is missing, unless another is asked for', () => {
    const truth = classesOf([0, 1, 1], 3);
    const prediction = predictionOf(
      [0, 1, 1],
      [0, 1, 2].map((row) => [1 - row / 2, row / 2, 0]),
    );
    expect(failureOf(() => new RocAuc(plain).score(truth, prediction))?.message).toContain('no row is of class "C"');
    expect(new RocAuc({ ...plain, positive: 'B' }).score(truth, prediction)).toBe(1);
    expect(failureOf(() => new RocAuc({ ...plain, positive: 'D' }).score(truth, prediction))?.reason).toBe('invalid');
  });
});
