import { seeded, takeRows, takeTarget, type Json } from '@tunewright/core';
import { contract } from '@tunewright/core/testing';
import { Lasso } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { agreesWithSklearn, lineOf, regressionProblems } from './regressors.js';
import { contextOf, distance, numbersOf, tableOf } from './support.js';

type Params = ConstructorParameters<typeof Lasso>[0];
const make = (params: Partial<Params> = {}): Lasso =>
  new Lasso({ alpha: 1, fitIntercept: true, tolerance: 1e-6, maxIterations: 10_000, ...params });

agreesWithSklearn('lasso', (params) => make({ tolerance: 1e-14, maxIterations: 1_000_000, ...params }), 1e-6);

/** Half the mean squared error plus the penalty. */
function objective(rows: readonly (readonly number[])[], target: readonly number[], alpha: number, at: number[]) {
  const [intercept = 0, ...w] = at;
  const error = rows.reduce((sum, row, i) => {
    const predicted = row.reduce((part, x, j) => part + x * (w[j] as number), intercept);
    return sum + ((target[i] as number) - predicted) ** 2;
  }, 0);
  return error / (2 * rows.length) + alpha * w.reduce((sum, value) => sum + Math.abs(value), 0);
}

/** Many columns of which three matter, and few rows. */
function wide(rows: number, columns: number) {
  const random = seeded(5);
  const features = Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal()));
  const target = features.map(([a = 0, b = 0, c = 0]) => 3 * a - 2 * b + c + 0.1 * random.normal());
  return { features, target };
}

describe('lasso', () => {
  const [{ rows, target }] = regressionProblems as [(typeof regressionProblems)[0]];
  const fit = (params: Partial<Params>, context = contextOf(1)) =>
    make(params).fit(tableOf(rows), numbersOf(target), context);

  it('finds the few columns that matter among many', () => {
    const { features, target: values } = wide(60, 300);
    const context = contextOf(1);
    const { coefficients } = lineOf(make({ alpha: 0.1 }).fit(tableOf(features), numbersOf(values), context));
    expect(context.notices).toEqual([]);
    const kept = coefficients.flatMap((w, j) => (Math.abs(w) > 0.1 ? [j] : []));
    expect(kept).toEqual([0, 1, 2]);
    expect(coefficients.filter((w) => w === 0).length).toBeGreaterThan(250);
  });

  it.each([0.01, 0.3])('is at the minimum for alpha %s: small steps in any coefficient lead up', (alpha) => {
    const { coefficients, intercept } = lineOf(fit({ alpha, tolerance: 1e-13 }));
    const found = [intercept, ...coefficients];
    const least = objective(rows, target, alpha, found);
    for (const j of found.keys()) {
      for (const step of [1e-3, -1e-3]) {
        const beside = found.map((value, k) => (k === j ? value + step : value));
        expect(objective(rows, target, alpha, beside)).toBeGreaterThan(least);
      }
    }
  });

  it.each([1e-2, 1e-4, 1e-8])('ends within tolerance %s of the minimum', (tolerance) => {
    const value = (params: Partial<Params>) => {
      const { coefficients, intercept } = lineOf(fit({ alpha: 0.01, ...params }));
      return objective(rows, target, 0.01, [intercept, ...coefficients]);
    };
    const mean = target.reduce((sum, y) => sum + y, 0) / target.length;
    const variance = target.reduce((sum, y) => sum + (y - mean) ** 2, 0) / target.length;
    expect(value({ tolerance }) - value({ tolerance: 1e-14 })).toBeLessThan(tolerance * variance + 1e-13);
  });

  it('sets all coefficients to 0 when alpha is large', () => {
    const { coefficients, intercept } = lineOf(fit({ alpha: 1e6 }));
    expect(coefficients).toEqual([0, 0, 0, 0]);
    expect(intercept).toBeCloseTo(target.reduce((sum, y) => sum + y, 0) / target.length, 12);
  });

  it('weights count as copies of rows do', () => {
    const weights = target.map((_, row) => row % 3);
    const copies = Int32Array.from(weights.flatMap((weight, row) => Array.from({ length: weight }, () => row)));
    const exact = make({ alpha: 0.1, tolerance: 1e-14 });
    const copied = exact.fit(takeRows(tableOf(rows), copies), takeTarget(numbersOf(target), copies), contextOf(1));
    const weighted = exact.fit(tableOf(rows), numbersOf(target), contextOf(1, { weights }));
    expect(distance(lineOf(weighted).coefficients, lineOf(copied).coefficients)).toBeLessThan(1e-9);
  });

  it('lives with constant and repeated columns', () => {
    const repeated = rows.map(([a = 0]) => [a, a, 0.1]);
    const context = contextOf(1);
    const { coefficients } = lineOf(make({ alpha: 0.1 }).fit(tableOf(repeated), numbersOf(target), context));
    expect(context.notices).toEqual([]);
    expect(coefficients.every(Number.isFinite)).toBe(true);
    expect(coefficients[2]).toBe(0);
  });

  it('says when it has not converged', () => {
    const context = contextOf(1);
    fit({ alpha: 1e-4, tolerance: 1e-12, maxIterations: 2 }, context);
    expect(context.notices).toEqual([['solver-not-converged', expect.stringContaining('after 2 sweeps')]]);
    expect(context.pulses()).toBe(2);
  });

  it('answers the same when restored', () => {
    const model = fit({ alpha: 0.3 });
    const restored = make().restore(JSON.parse(JSON.stringify(model.toJSON())) as Json);
    expect(restored.predict(tableOf(rows))).toEqual(model.predict(tableOf(rows)));
  });

  it.each([
    {
      reason: 'invalid',
      features: tableOf([
        [1, 2],
        [2, NaN],
      ]),
      says: '"lasso" needs finite numbers, but the column "b"',
    },
    {
      reason: 'invalid',
      features: tableOf(
        [
          [1, 2],
          [2, 1],
        ],
        ['a'],
      ),
      says: 'the column "a" is categorical',
    },
    { reason: 'diverged', features: tableOf([[1e200], [-1e200]]), says: 'overflows' },
  ])('fails as $reason when it must: $says', ({ reason, features, says }) => {
    // prettier-ignore
    const act = () => make().fit(features, numbersOf([1, 2]), contextOf(1));
    expect(act).toThrow(expect.objectContaining({ reason, message: expect.stringContaining(says) }));
  });
});

describe.each([{ alpha: 0.1 }, { alpha: 0.01, fitIntercept: false }])('lasso as an estimator, %o', (params) => {
  for (const law of contract(Lasso, { params })) it(law.name, law.check);
});
