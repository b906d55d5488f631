import { TrialFailure, seeded, takeRows, takeTarget, type Json, type TransformerPlugin } from '@tunewright/core';
import { contract } from '@tunewright/core/testing';
import { Diabetes, KFold, MinMaxScaler, Passthrough, Ridge, StandardScaler } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { crossValidated } from './golden.js';
import { agreesWithSklearn, lineOf, regressionProblems } from './regressors.js';
import { contextOf, distance, numbersOf, tableOf } from './support.js';

type Params = ConstructorParameters<typeof Ridge>[0];
const make = (params: Partial<Params> = {}): Ridge => new Ridge({ alpha: 1, fitIntercept: true, ...params });

agreesWithSklearn('ridge', make, 1e-9);

describe('ridge on diabetes, cross-validated', () => {
  const scalers: Readonly<Record<string, TransformerPlugin>> = {
    none: new Passthrough(),
    'standard-scaler': new StandardScaler({ withMean: true, withStd: true }),
    'min-max-scaler': new MinMaxScaler({ low: 0, high: 1, clip: false }),
  };
  const { features, target } = new Diabetes().load();
  const folds = new KFold({ splits: 5, shuffle: false }).split({ rows: features.length, target, random: seeded(1) });
  const cases = crossValidated
    .filter(({ title }) => title === 'ridge')
    .flatMap(({ scaler, rows }) =>
      rows.map(({ params, folds: wanted }) => ({ scaler, alpha: params['alpha'] as number, wanted })),
    );

  it.each(cases)('scaled by $scaler, alpha $alpha: R² of every fold', ({ scaler, alpha, wanted }) => {
    const found = folds.map(({ train, test }) => {
      const rows = takeRows(features, train);
      const context = contextOf(1);
      const fitted = (scalers[scaler] as TransformerPlugin).fit(rows, takeTarget(target, train), context);
      const model = make({ alpha }).fit(fitted.transform(rows), takeTarget(target, train), context);
      const predicted = model.predict(fitted.transform(takeRows(features, test)));
      return determination(takeTarget(target, test).values, predicted);
    });
    expect(distance(found, wanted)).toBeLessThan(1e-9);
  });
});

/** R² = 1 − Σ (y − ŷ)² / Σ (y − ȳ)². */
function determination(truth: Float64Array, predicted: Float64Array): number {
  const mean = truth.reduce((sum, y) => sum + y, 0) / truth.length;
  const squares = (value: (row: number) => number) => truth.reduce((sum, y, row) => sum + (y - value(row)) ** 2, 0);
  return 1 - squares((row) => predicted[row] as number) / squares(() => mean);
}

describe('ridge', () => {
  const [{ rows, target }] = regressionProblems as [(typeof regressionProblems)[0]];
  const fit = (params: Partial<Params>, context = contextOf(1)) =>
    make(params).fit(tableOf(rows), numbersOf(target), context);

  it('weights count as copies of rows do', () => {
    const weights = target.map((_, row) => row % 3);
    const copies = Int32Array.from(weights.flatMap((weight, row) => Array.from({ length: weight }, () => row)));
    const copied = make().fit(takeRows(tableOf(rows), copies), takeTarget(numbersOf(target), copies), contextOf(1));
    const weighted = fit({}, contextOf(1, { weights }));
    expect(distance(lineOf(weighted).coefficients, lineOf(copied).coefficients)).toBeLessThan(1e-12);
  });

  it('without alpha leaves residuals that no column explains', () => {
    const context = contextOf(1);
    const predicted = fit({ alpha: 0 }, context).predict(tableOf(rows));
    expect(context.notices).toEqual([]);
    const left = rows[0]?.map((_, j) =>
      rows.reduce((sum, row, i) => sum + (row[j] as number) * ((target[i] as number) - (predicted[i] as number)), 0),
    );
    expect(distance(left ?? [], [0, 0, 0, 0])).toBeLessThan(1e-9);
  });

  it.each([
    {
      when: 'a column is there twice',
      rows: [
        [1, 1],
        [2, 2],
        [4, 4],
      ],
      target: [3, 5, 9],
      gives: [1, 1],
    },
    {
      when: 'a column is constant',
      rows: [
        [1, 7],
        [2, 7],
        [4, 7],
      ],
      target: [3, 5, 9],
      gives: [2, 0],
    },
    {
      when: 'columns are more than rows',
      rows: [
        [1, 0, 0],
        [-1, 0, 0],
      ],
      target: [3, -3],
      gives: [3, 0, 0],
    },
  ])('without alpha takes the shortest coefficients when $when', ({ rows: few, target: values, gives }) => {
    // prettier-ignore
    const found = lineOf(make({ alpha: 0 }).fit(tableOf(few), numbersOf(values), contextOf(1)));
    expect(distance(found.coefficients, gives)).toBeLessThan(1e-6);
  });

  it('says when the columns decide nothing', () => {
    const context = contextOf(1);
    make({ alpha: 0 }).fit(tableOf([[1, 1], [2, 2], [4, 4]]), numbersOf([3, 5, 9]), context); // prettier-ignore
    expect(context.notices.map(([code]) => code)).toEqual(['singular-system']);
  });

  it('is untouched by the units of the columns', () => {
    const units = [1e-7, 1, 1e8, 1e3];
    const other = rows.map((row) => row.map((value, j) => value * (units[j] as number)));
    const line = lineOf(make({ alpha: 0 }).fit(tableOf(other), numbersOf(target), contextOf(1)));
    const back = line.coefficients.map((w, j) => w * (units[j] as number));
    expect(distance(back, lineOf(fit({ alpha: 0 })).coefficients)).toBeLessThan(1e-10);
  });

  it('answers the same when restored', () => {
    const model = fit({});
    const restored = make().restore(JSON.parse(JSON.stringify(model.toJSON())) as Json);
    expect(restored.predict(tableOf(rows))).toEqual(model.predict(tableOf(rows)));
    expect(restored.toJSON()).toEqual(model.toJSON());
  });

  it('shares its products between trials, and its answers do not depend on them', () => {
    const cache = new Map<string, unknown>();
    fit({ alpha: 100 }, contextOf(1, { cache }));
    expect(lineOf(fit({ alpha: 0.1 }, contextOf(1, { cache })))).toEqual(lineOf(fit({ alpha: 0.1 })));
    expect(cache.size).toBe(1);
  });

  it.each([
    {
      when: 'a value is missing',
      features: tableOf([
        [1, 2],
        [2, NaN],
      ]),
      says: 'column "b" has a missing value',
    },
    {
      when: 'a value is infinite',
      features: tableOf([
        [1, 2],
        [-Infinity, 1],
      ]),
      says: '"a" has an infinite value',
    },
    {
      when: 'a column is categorical',
      features: tableOf(
        [
          [1, 2],
          [2, 1],
        ],
        ['b'],
      ),
      says: '"b" is categorical: encode',
    },
    { when: 'no row counts', features: tableOf([[1], [2]]), weights: [0, 0], says: 'no training row has a weight' },
  ])('fails as invalid when $when', ({ features, weights, says }) => {
    // prettier-ignore
    const act = () => make().fit(features, numbersOf([1, 2]), contextOf(1, weights === undefined ? {} : { weights }));
    expect(act).toThrow(TrialFailure);
    expect(act).toThrow(expect.objectContaining({ reason: 'invalid', message: expect.stringContaining(says) }));
  });

  it('fails as diverged when products overflow', () => {
    const act = () => make().fit(tableOf([[1e200], [-1e200]]), numbersOf([1, 2]), contextOf(1));
    expect(act).toThrow(expect.objectContaining({ reason: 'diverged' }));
  });
});

describe.each([{}, { alpha: 0 }, { alpha: 10, fitIntercept: false }])('ridge as an estimator, %o', (params) => {
  for (const law of contract(Ridge, { params })) it(law.name, law.check);
});
