import type { Model } from '@tunewright/core';
import { describe, expect, it } from 'vitest';
import {
  choose,
  contextOf,
  foldsOf,
  golden,
  goldenProblem,
  problemOf,
  rowsWhere,
  svc,
  type Problem,
} from './svc-problems.js';

const right = (model: Model, { features, target }: Problem): number =>
  model.predict(features).reduce((count, label, i) => count + (label === target.values[i] ? 1 : 0), 0);

const furthest = (found: Float64Array | undefined, expected: readonly number[]): number => {
  if (found?.length !== expected.length) return Infinity;
  return Math.max(...expected.map((value, i) => Math.abs(value - (found[i] ?? NaN))));
};

describe('svc: as many right answers in each fold as scikit-learn', () => {
  it.each(golden.grids)('$title', ({ data, scaled, rows }) => {
    const folds = foldsOf(data, scaled).map((fold) => ({
      ...fold,
      context: contextOf({ heldOut: fold.heldOut.features }),
    }));
    const found = rows.map(({ params }) => ({
      params,
      right: folds.map(({ train, heldOut, context }) =>
        right(svc(params).fit(train.features, train.target, context), heldOut),
      ),
    }));
    expect(found).toEqual(rows.map(({ params, right }) => ({ params, right })));
  });
});

describe('svc: the same machine as scikit-learn', () => {
  const supportVectors = (model: Model): number => (model.toJSON() as { starts: number[] }).starts.at(-1) ?? 0;

  it.each(golden.fits)('$title on $data', ({ data, params, weights, ...expected }) => {
    const whole = goldenProblem(data);
    const train = rowsWhere(whole, (row) => row % 2 === 0);
    const { features, target } = choose(whole, train);
    const asked = choose(
      whole,
      rowsWhere(whole, (row) => row % 2 === 1),
    ).features;
    const context = contextOf({
      ...(weights && { weights: Float64Array.from(train, (row) => weights[row] ?? NaN) }),
    });
    const model = svc({ ...params, tolerance: 1e-6, probability: true }).fit(features, target, context);
    expect([...model.predict(asked)]).toEqual(expected.values);
    expect(supportVectors(model)).toBe(expected.supportVectors);
    expect(furthest(model.scores?.(asked), expected.scores)).toBeLessThan(1e-5);
    // The inner folds of Platt's method are drawn otherwise, so probabilities agree only about.
    expect(furthest(model.probabilities?.(asked), expected.probabilities)).toBeLessThan(0.15);
  });

  it('with more rows than a kernel matrix is made for', () => {
    const numbers = Array.from({ length: 4400 }, (_, i) => [
      (i * 0.6180339887498949) % 1,
      (i * 0.7548776662466927) % 1,
    ]);
    const labels = numbers.map(([a = 0, b = 0], i) => Number(a + b + 0.3 * Math.sin(7 * a) > 1 !== (i % 97 === 0)));
    const whole = problemOf(numbers, labels);
    const train = choose(
      whole,
      rowsWhere(whole, (row) => row < 4200),
    );
    const asked = choose(
      whole,
      rowsWhere(whole, (row) => row >= 4200),
    ).features;
    const model = svc(golden.large.params).fit(train.features, train.target, contextOf());
    expect(Math.abs(supportVectors(model) - golden.large.supportVectors)).toBeLessThanOrEqual(2);
    expect(furthest(model.scores?.(asked), golden.large.scores)).toBeLessThan(1e-3);
  });
});

describe('svc: models', () => {
  const iris = goldenProblem('iris');
  const { features, target } = iris;
  const odd = choose(
    iris,
    rowsWhere(iris, (row) => row % 2 === 1),
  ).features;
  const answers = (model: Model) => [model.predict(odd), model.scores?.(odd), model.probabilities?.(odd)];

  it.each([
    { kernel: 'rbf', gamma: 0.3 },
    { kernel: 'linear' },
    { kernel: 'poly', gamma: 'auto', coef0: 1 },
    { kernel: 'sigmoid', gamma: 0.01, coef0: 0.5 },
  ] as const)('answer the same from shared work, without it and restored: $kernel', (params) => {
    const plugin = svc({ ...params, probability: true });
    const plain = plugin.fit(features, target, contextOf());
    const shared = new Map<string, unknown>();
    plugin.fit(features, target, contextOf({ shared, heldOut: odd }));
    const sharing = plugin.fit(features, target, contextOf({ shared, heldOut: odd }));
    const restored = plugin.restore(JSON.parse(JSON.stringify(plain.toJSON())) as never);
    expect(answers(sharing)).toEqual(answers(plain));
    expect(answers(restored)).toEqual(answers(plain));
    expect(restored.toJSON()).toEqual(plain.toJSON());
  });

  it.each(['rbf', 'linear', 'poly', 'sigmoid'] as const)('are the same whatever was fitted before: %s', (kernel) => {
    const shared = new Map<string, unknown>();
    for (const C of [10, 0.01, 1000, 3, 30, 0.1, 300, 1000]) {
      for (const more of [{}, { maxIterations: 20 }, { classWeight: 'balanced' }] as const) {
        const plugin = svc({ kernel, C, gamma: 0.05, coef0: 0.1, ...more });
        const after = plugin.fit(features, target, contextOf({ shared }));
        const alone = plugin.fit(features, target, contextOf());
        expect(after.toJSON()).toEqual(alone.toJSON());
      }
    }
  });

  it('remake held-out kernels when the held-out table changes', () => {
    const shared = new Map<string, unknown>();
    const even = choose(
      iris,
      rowsWhere(iris, (row) => row % 2 === 0),
    ).features;
    const fit = (heldOut = odd) => svc().fit(features, target, contextOf({ shared, heldOut }));
    const first = fit();
    const expected = first.predict(even);
    expect(fit(even).predict(even)).toEqual(expected);
    expect(fit().predict(odd)).toEqual(first.predict(odd));
  });

  it('give probabilities that sum to 1, and none unless asked', () => {
    expect(svc().fit(features, target, contextOf())).not.toHaveProperty('probabilities');
    const model = svc({ probability: true }).fit(features, target, contextOf());
    const probabilities = model.probabilities?.(odd) ?? new Float64Array();
    for (let row = 0; row < odd.length; row++) {
      const sum = probabilities.subarray(row * 3, row * 3 + 3).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(1, 10);
    }
  });

  it('refuse rows of another width', () => {
    const model = svc().fit(features, target, contextOf());
    expect(() => model.predict(problemOf([[1]], [0]).features)).toThrow('4 columns');
  });
});

describe('svc: folds that lack classes', () => {
  const rows = [[0], [1], [10], [11]];

  it('never predicts a class without training rows', () => {
    const { features, target } = problemOf(rows, [0, 0, 2, 2], 4);
    const model = svc({ probability: true }).fit(features, target, contextOf());
    expect([...model.predict(features)]).toEqual([0, 0, 2, 2]);
    const scores = [...(model.scores?.(features) ?? [])];
    expect(scores).toHaveLength(16);
    expect(scores.filter((_, i) => i % 4 === 1 || i % 4 === 3)).toEqual(Array(8).fill(-1));
    const probabilities = [...(model.probabilities?.(features) ?? [])];
    expect(probabilities.filter((_, i) => i % 4 === 1 || i % 4 === 3)).toEqual(Array(8).fill(0));
  });

  it.each([
    { when: 'one class is left', labels: [1, 1, 1, 1], weights: undefined, says: 'rows of class "class 1" only' },
    { when: 'the others weigh nothing', labels: [0, 1, 1, 1], weights: [0, 1, 1, 1], says: '"class 1" only' },
    {
      when: 'no row weighs anything',
      labels: [0, 1, 1, 1],
      weights: [0, 0, 0, 0],
      says: 'no row with a weight above 0',
    },
  ])('fails as invalid when $when', ({ labels, weights, says }) => {
    const { features, target } = problemOf(rows, labels, 2);
    const context = contextOf(weights && { weights: Float64Array.from(weights) });
    expect(() => svc().fit(features, target, context)).toThrow(
      expect.objectContaining({ reason: 'invalid', message: expect.stringContaining(says) }),
    );
  });
});

describe('svc: bad numbers', () => {
  it.each([NaN, Infinity, -Infinity])('names the column that holds %s', (bad) => {
    const { features, target } = problemOf([[1, 2], [3, bad], [5, 6]], [0, 1, 0]); // prettier-ignore
    const failure = expect.objectContaining({
      reason: 'invalid',
      message: expect.stringMatching(/"svc" needs finite numbers, but the column "column 2" has an? \w+ value/),
    });
    expect(() => svc().fit(features, target, contextOf())).toThrow(failure);
    const fine = problemOf([[1, 2], [3, 4]], [0, 1]); // prettier-ignore
    const model = svc().fit(fine.features, fine.target, contextOf({ heldOut: features }));
    expect(() => model.predict(features)).toThrow(failure);
  });

  it('names a column of categories', () => {
    const { features, target } = problemOf([[1, 2], [3, 0]], [0, 1]); // prettier-ignore
    const columns = features.columns.map(({ name }) => ({ name, type: 'categorical', categories: ['a'] }) as const);
    expect(() => svc().fit({ ...features, columns }, target, contextOf())).toThrow(
      expect.objectContaining({ reason: 'invalid', message: expect.stringContaining('"column 1" is categorical') }),
    );
  });
});

describe('svc: the solver', () => {
  const { features, target } = goldenProblem('wine');

  it('says when it stopped at its limit', () => {
    const notices: string[] = [];
    svc({ maxIterations: 5 }).fit(features, target, contextOf({ notices }));
    expect(notices).toEqual(['solver-not-converged']);
    svc({ maxIterations: 100_000 }).fit(features, target, contextOf({ notices }));
    expect(notices).toHaveLength(1);
  });

  it('can be cancelled', () => {
    const pulse = () => {
      throw new Error('cancelled');
    };
    expect(() => svc({ kernel: 'linear', C: 100 }).fit(features, target, contextOf({ pulse }))).toThrow('cancelled');
  });

  it('copes with equal rows of both classes and with columns that never vary', () => {
    const same = problemOf([[1, 1], [1, 1], [1, 1], [1, 1]], [0, 1, 0, 1]); // prettier-ignore
    const model = svc({ probability: true }).fit(same.features, same.target, contextOf());
    for (const value of model.probabilities?.(same.features) ?? []) expect(value).toBeCloseTo(0.5, 1);
    expect([...(model.scores?.(same.features) ?? [])].every(Number.isFinite)).toBe(true);
  });
});
