import { readFileSync } from 'node:fs';
import { Svr } from '@tunewright/learning';
import { type Json, takeRows } from '@tunewright/core';
import { describe, expect, it } from 'vitest';
import { contextOf, distance, numbersOf, tableOf } from './support.js';

type Params = ConstructorParameters<typeof Svr>[0];
interface Golden {
  readonly rows: number[][];
  readonly target: number[];
  readonly weights: number[];
  readonly cases: readonly {
    readonly title: string;
    readonly params: Partial<Params>;
    readonly weighted: boolean;
    readonly supportVectors: number;
    readonly values: number[];
  }[];
  readonly large: { readonly params: Partial<Params>; readonly values: number[] };
}
const golden = JSON.parse(readFileSync(new URL('../../golden/svr.json', import.meta.url), 'utf8')) as Golden;

const DEFAULTS: Params = {
  C: 1,
  epsilon: 0.1,
  kernel: 'rbf',
  gamma: 'scale',
  degree: 3,
  coef0: 0,
  tolerance: 1e-3,
  maxIterations: 0,
};
const svr = (params: Partial<Params> = {}): Svr => new Svr({ ...DEFAULTS, ...params });
const even = <T>(items: readonly T[]): T[] => items.filter((_, i) => i % 2 === 0);
const odd = <T>(items: readonly T[]): T[] => items.filter((_, i) => i % 2 === 1);
const train = tableOf(even(golden.rows));
const target = numbersOf(even(golden.target));
const asked = tableOf(odd(golden.rows));

describe('svr: the same machine as scikit-learn', () => {
  it.each(golden.cases)('$title', ({ params, weighted, values, supportVectors }) => {
    const context = contextOf(1, weighted ? { weights: even(golden.weights) } : {});
    const model = svr({ ...params, tolerance: 1e-6 }).fit(train, target, context);
    expect(distance(model.predict(asked), values)).toBeLessThan(1e-5);
    expect((model.toJSON() as { coefficients: number[] }).coefficients).toHaveLength(supportVectors);
    expect(context.notices).toEqual([]);
  });

  it('with more rows than a kernel matrix is made for', () => {
    const rows = Array.from({ length: 4250 }, (_, i) => [(i * 0.6180339887498949) % 1, (i * 0.7548776662466927) % 1]);
    const curve = rows.map(([a = 0, b = 0]) => Math.sin(7 * a) * b);
    const model = svr(golden.large.params).fit(
      tableOf(rows.slice(0, 4200)),
      numbersOf(curve.slice(0, 4200)),
      contextOf(1),
    );
    expect(distance(model.predict(tableOf(rows.slice(4200))), golden.large.values)).toBeLessThan(1e-4);
  });
});

describe('svr: models', () => {
  it.each([
    { kernel: 'rbf', gamma: 0.3 },
    { kernel: 'linear' },
    { kernel: 'poly', gamma: 'auto', coef0: 1, degree: 2 },
    { kernel: 'sigmoid', gamma: 0.01, coef0: 0.5 },
  ] as const)('answer the same from shared work, without it and restored: $kernel', (params) => {
    const plugin = svr(params);
    const plain = plugin.fit(train, target, contextOf(1));
    const cache = new Map<string, unknown>();
    plugin.fit(train, target, { ...contextOf(1, { cache }), heldOut: asked }).predict(asked);
    const sharing = plugin.fit(train, target, { ...contextOf(1, { cache }), heldOut: asked });
    const restored = plugin.restore(JSON.parse(JSON.stringify(plain.toJSON())) as Json);
    expect(sharing.predict(asked)).toEqual(plain.predict(asked));
    expect(restored.predict(asked)).toEqual(plain.predict(asked));
    expect(restored.toJSON()).toEqual(plain.toJSON());
  });

  it('are the same whatever was fitted before', () => {
    const cache = new Map<string, unknown>();
    for (const C of [1e6, 10, 0.01, 1e5, 3, 1e7]) {
      for (const more of [{}, { maxIterations: 20 }, { epsilon: 0.5 }]) {
        const plugin = svr({ C, gamma: 0.5, ...more });
        const after = plugin.fit(train, target, contextOf(1, { cache }));
        expect(after.toJSON()).toEqual(plugin.fit(train, target, contextOf(1)).toJSON());
      }
    }
  });

  it('predict a constant where the tube holds everything', () => {
    const model = svr({ epsilon: 5 }).fit(tableOf([[1], [2], [3]]), numbersOf([2, 4, 8]), contextOf(1));
    expect([...model.predict(tableOf([[0], [9]]))]).toEqual([5, 5]);
  });

  it('refuse rows of another width', () => {
    const model = svr().fit(train, target, contextOf(1));
    expect(() => model.predict(tableOf([[1]]))).toThrow('4 columns');
  });
});

describe('svr: what it cannot learn from', () => {
  const two = tableOf([[1, 2], [3, 4]]); // prettier-ignore

  it.each([
    { when: 'no row counts', rows: two, weights: [0, 0], says: 'no training row has a weight above 0' },
    { when: 'a value is missing', rows: tableOf([[1, NaN], [3, 4]]), says: 'column "b" has a missing value' }, // prettier-ignore
    { when: 'a column is categorical', rows: tableOf([[1, 2], [3, 0]], ['b']), says: 'column "b" is categorical' }, // prettier-ignore
  ])('fails as invalid when $when', ({ rows, weights, says }) => {
    expect(() => svr().fit(rows, numbersOf([1, 2]), contextOf(1, weights ? { weights } : {}))).toThrow(
      expect.objectContaining({ reason: 'invalid', message: expect.stringContaining(says) as string }),
    );
  });

  it('names the held-out column that is not finite', () => {
    const bad = takeRows(tableOf([[1, 1], [1, Infinity]]), Int32Array.of(1)); // prettier-ignore
    const model = svr().fit(two, numbersOf([1, 2]), { ...contextOf(1), heldOut: bad });
    expect(() => model.predict(bad)).toThrow('"svr" needs finite numbers, but the column "b" has an infinite value');
  });
});

describe('svr: the solver', () => {
  it('says when it stopped at its limit', () => {
    const context = contextOf(1);
    svr({ maxIterations: 5 }).fit(train, target, context);
    expect(context.notices.map(([code]) => code)).toEqual(['solver-not-converged']);
    svr({ maxIterations: 100_000 }).fit(train, target, context);
    expect(context.notices).toHaveLength(1);
  });

  it('can be cancelled', () => {
    const pulse = () => {
      throw new Error('cancelled');
    };
    expect(() => svr({ C: 1e4, epsilon: 0 }).fit(train, target, { ...contextOf(1), pulse })).toThrow('cancelled');
  });

  it('copes with equal rows of different targets', () => {
    const model = svr({ C: 1 }).fit(tableOf([[1], [1], [1]]), numbersOf([0, 1, 2]), contextOf(1));
    expect(model.predict(tableOf([[1]]))[0]).toBeCloseTo(1, 5);
  });
});
