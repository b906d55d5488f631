import { takeRows, takeTarget, type Json } from '@tunewright/core';
import { contract } from '@tunewright/core/testing';
import { GaussianNaiveBayes } from '@tunewright/learning';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chunked, classesOf, contextOf, distance, tableOf } from './support.js';

type Params = ConstructorParameters<typeof GaussianNaiveBayes>[0];
const make = (params: Partial<Params> = {}): GaussianNaiveBayes =>
  new GaussianNaiveBayes({ varSmoothing: 1e-9, ...params });

type Rows = readonly (readonly number[])[];
interface Problem {
  readonly rows: Rows;
  readonly labels: readonly number[];
  readonly weights: readonly number[] | null;
  readonly asked: Rows;
  readonly cases: readonly {
    readonly varSmoothing: number;
    readonly values: readonly number[];
    readonly probabilities: Rows;
    readonly logs: Rows;
  }[];
}
const { bayes: problems } = JSON.parse(
  readFileSync(new URL('../../golden/classifiers.json', import.meta.url), 'utf8'),
) as { readonly bayes: readonly Problem[] };

describe('gaussian-naive-bayes against scikit-learn', () => {
  const cases = problems.flatMap((problem, number) => problem.cases.map((wanted) => ({ number, problem, wanted })));

  it.each(cases)('problem $number: varSmoothing $wanted.varSmoothing', ({ problem, wanted }) => {
    const context = contextOf(1, problem.weights === null ? {} : { weights: problem.weights });
    const { varSmoothing } = wanted;
    const asked = tableOf(problem.asked);
    const model = make({ varSmoothing }).fit(tableOf(problem.rows), classesOf(problem.labels), context);
    expect(Array.from(model.predict(asked))).toEqual(wanted.values);
    expect(distance(model.probabilities?.(asked) ?? [], wanted.probabilities.flat())).toBeLessThan(1e-9);
    const two = wanted.logs[0]?.length === 2;
    const logs = wanted.logs.flatMap((row) => (two ? [(row[1] as number) - (row[0] as number)] : row));
    const scores = model.scores?.(asked) ?? [];
    const relative = logs.map((log, i) => Math.abs(log - (scores[i] as number)) / Math.max(1, Math.abs(log)));
    expect(scores).toHaveLength(logs.length);
    expect(Math.max(...relative)).toBeLessThan(1e-9);
  });
});

describe('gaussian-naive-bayes', () => {
  const [{ rows, labels, asked }] = problems as [Problem];
  const [table, target, other] = [tableOf(rows), classesOf(labels), tableOf(asked)];

  it('weights count as copies of rows do', () => {
    const weights = labels.map((_, row) => row % 3);
    const copies = Int32Array.from(weights.flatMap((weight, row) => Array.from({ length: weight }, () => row)));
    // The smoothing goes by the variance of all rows, whatever they weigh.
    const plain = make({ varSmoothing: 0 });
    const copied = plain.fit(takeRows(table, copies), takeTarget(target, copies), contextOf(1));
    const weighted = plain.fit(table, target, contextOf(1, { weights }));
    expect(distance(weighted.probabilities?.(other) ?? [], copied.probabilities?.(other) ?? [0])).toBeLessThan(1e-9);
  });

  it('gives a class that is missing in training no probability', () => {
    const model = make().fit(table, classesOf(labels.map((label) => 2 * label), 4), contextOf(1)); // prettier-ignore
    for (const [a, b, c, d] of chunked(model.probabilities?.(other) ?? [], 4) as [number, number, number, number][]) {
      expect([b, d]).toEqual([0, 0]);
      expect(a + c).toBeCloseTo(1, 12);
    }
    const restored = make().restore(JSON.parse(JSON.stringify(model.toJSON())) as Json);
    expect(restored.scores?.(other)).toEqual(model.scores?.(other));
  });

  it('is certain when all training rows are of one class', () => {
    const model = make().fit(table, classesOf(labels.map(() => 1), 2), contextOf(1)); // prettier-ignore
    expect(new Set(model.predict(other))).toEqual(new Set([1]));
    expect(new Set(model.scores?.(other))).toEqual(new Set([Infinity]));
  });

  it('stays in its bounds however far rows are', () => {
    const model = make().fit(table, target, contextOf(1));
    const far = chunked(model.probabilities?.(tableOf([rows[0]?.map(() => 1e300) ?? []])) ?? [], 2);
    expect(far[0]?.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('answers the same when restored', () => {
    const model = make({ varSmoothing: 0.01 }).fit(table, target, contextOf(1));
    const restored = make().restore(JSON.parse(JSON.stringify(model.toJSON())) as Json);
    expect(restored.probabilities?.(other)).toEqual(model.probabilities?.(other));
    expect(restored.toJSON()).toEqual(model.toJSON());
  });

  it('shares the moments between trials, and its answers do not depend on them', () => {
    const cache = new Map<string, unknown>();
    make({ varSmoothing: 1 }).fit(table, target, contextOf(1, { cache }));
    const after = make({ varSmoothing: 1e-3 }).fit(table, target, contextOf(1, { cache }));
    expect(after.toJSON()).toEqual(make({ varSmoothing: 1e-3 }).fit(table, target, contextOf(1)).toJSON());
    expect(cache.size).toBe(1);
  });

  it.each([
    {
      when: 'a column is constant in a class and nothing is smoothed',
      features: tableOf([
        [1, 1],
        [2, 1],
        [3, 2],
        [4, 3],
      ]),
      params: { varSmoothing: 0 },
      says: 'column "b": it is the same in all training rows of the class "A"',
    },
    { when: 'all columns are constant', features: tableOf([[1], [1], [1], [1]]), says: 'Raise "varSmoothing", or' },
    { when: 'a value is missing', features: tableOf([[1], [2], [NaN], [3]]), says: 'column "a" has a missing value' },
    { when: 'a column is categorical', features: tableOf([[1], [2], [0], [1]], ['a']), says: '"a" is categorical' },
    { when: 'no row counts', features: tableOf([[1], [2], [3], [4]]), weights: [0, 0, 0, 0], says: 'no training row' },
  ])('fails as invalid when $when', ({ features, weights, params, says }) => {
    // prettier-ignore
    const context = contextOf(1, weights === undefined ? {} : { weights });
    const act = () => make(params).fit(features, classesOf([0, 0, 1, 1]), context);
    expect(act).toThrow(expect.objectContaining({ reason: 'invalid', message: expect.stringContaining(says) }));
  });
});

describe.each([{}, { varSmoothing: 0.1 }])('gaussian-naive-bayes as an estimator, %o', (params) => {
  for (const law of contract(GaussianNaiveBayes, { params })) it(law.name, law.check);
});
