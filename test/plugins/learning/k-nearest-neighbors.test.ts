import { seeded, takeRows, takeTarget, type Json, type Model, type TransformerPlugin } from '@tunewright/core';
import { contract } from '@tunewright/core/testing';
import { Accuracy, KNearestNeighbors, MinMaxScaler, Passthrough, StandardScaler } from '@tunewright/learning';
import { StratifiedKFold, Wine } from '@tunewright/learning';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Nearest } from '../../../plugins/learning/src/estimators/neighbors/nearest.js';
import { crossValidated } from './golden.js';
import { chunked, classesOf, contextOf, distance, numbersOf, tableOf } from './support.js';

type Params = ConstructorParameters<typeof KNearestNeighbors>[0];
const make = (params: Partial<Params> = {}): KNearestNeighbors =>
  new KNearestNeighbors({ neighbors: 5, weights: 'uniform', p: 2, ...params });

type Rows = readonly (readonly number[])[];
interface Problem {
  readonly rows: Rows;
  readonly labels: readonly number[];
  readonly numbers: readonly number[];
  readonly cases: readonly {
    readonly params: Params;
    readonly asked: Rows;
    readonly values: readonly number[];
    readonly probabilities: Rows;
    readonly means: readonly number[];
  }[];
}
const { neighbors: problems } = JSON.parse(
  readFileSync(new URL('../../golden/classifiers.json', import.meta.url), 'utf8'),
) as { readonly neighbors: readonly Problem[] };

describe('k-nearest-neighbors against scikit-learn', () => {
  const cases = problems.flatMap((problem, number) => problem.cases.map((wanted) => ({ number, problem, wanted })));

  it.each(cases)('problem $number: $wanted.params', ({ problem, wanted }) => {
    const asked = tableOf(wanted.asked);
    const fit = (target: ReturnType<typeof classesOf>): Model =>
      make(wanted.params).fit(tableOf(problem.rows), target, contextOf(1));
    const classifier = fit(classesOf(problem.labels));
    expect(Array.from(classifier.predict(asked))).toEqual(wanted.values);
    expect(distance(classifier.probabilities?.(asked) ?? [], wanted.probabilities.flat())).toBeLessThan(1e-12);
    expect(distance(fit(numbersOf(problem.numbers)).predict(asked), wanted.means)).toBeLessThan(1e-12);
  });
});

describe('k-nearest-neighbors on wine, cross-validated', () => {
  const scalers: Readonly<Record<string, TransformerPlugin>> = {
    none: new Passthrough(),
    'standard-scaler': new StandardScaler({ withMean: true, withStd: true }),
    'min-max-scaler': new MinMaxScaler({ low: 0, high: 1, clip: false }),
  };
  const { features, target } = new Wine().load();
  const folds = new StratifiedKFold({ splits: 5, shuffle: false }).split({ rows: 178, target, random: seeded(1) });
  const cases = crossValidated
    .filter(({ title }) => title === 'k nearest neighbours')
    .flatMap(({ scaler, rows }) =>
      rows.map(({ params, folds: wanted }) => {
        const { n_neighbors: neighbors, weights } = params as unknown as { n_neighbors: number; weights: 'uniform' };
        return { scaler, neighbors, weights, wanted };
      }),
    );

  it.each(cases)(
    'scaled by $scaler, $neighbors $weights: the accuracy of every fold is that of scikit-learn',
    ({ scaler, neighbors, weights, wanted }) => {
      const found = folds.map(({ train, test }) => {
        const rows = takeRows(features, train);
        const fitted = (scalers[scaler] as TransformerPlugin).fit(rows, takeTarget(target, train), contextOf(1));
        const heldOut = fitted.transform(takeRows(features, test));
        const context = { ...contextOf(1), heldOut };
        const model = make({ neighbors, weights }).fit(fitted.transform(rows), takeTarget(target, train), context);
        return new Accuracy().score(takeTarget(target, test), { values: model.predict(heldOut) });
      });
      expect(found).toEqual(wanted);
    },
  );
});

describe('partial selection', () => {
  it.each([1, 2, 7, 50, 100])('gives the %s nearest in order, the earlier of equals first', (k) => {
    const random = seeded(k);
    for (let round = 0; round < 20; round++) {
      const all = Float64Array.from({ length: 100 }, () => random.below(30));
      const [indices, distances] = [new Int32Array(k + 1), new Float64Array(k + 1)];
      new Nearest(k).select(all, indices, distances, 1);
      const sorted = Array.from(all.keys()).sort((a, b) => (all[a] as number) - (all[b] as number) || a - b);
      expect(Array.from(indices.subarray(1))).toEqual(sorted.slice(0, k));
      expect(Array.from(distances.subarray(1))).toEqual(sorted.slice(0, k).map((i) => all[i]));
    }
  });
});

describe('k-nearest-neighbors', () => {
  const [{ rows, labels }] = problems as [Problem];
  const [table, target] = [tableOf(rows), classesOf(labels)];
  const heldOut = tableOf(rows.slice(0, 9).map((row) => row.map((value) => value + 0.1)));
  const answers = (model: Model) => [model.predict(heldOut), model.scores?.(heldOut), model.probabilities?.(heldOut)];

  it('answers the same from shared work, without it and restored', () => {
    const cache = new Map<string, unknown>();
    for (const weights of ['uniform', 'distance'] as const) {
      for (const neighbors of [3, 1, 40, 33, 8]) {
        const plain = make({ neighbors, weights }).fit(table, target, contextOf(1));
        const context = { ...contextOf(1, { cache }), heldOut };
        const sharing = make({ neighbors, weights }).fit(table, target, context);
        const restored = make().restore(JSON.parse(JSON.stringify(plain.toJSON())) as Json);
        expect(answers(sharing)).toEqual(answers(plain));
        expect(answers(restored)).toEqual(answers(plain));
        expect(restored.toJSON()).toEqual(plain.toJSON());
      }
    }
    expect([...cache.keys()]).toEqual(['k-nearest-neighbors/2']);
  });

  it('searches once for all trials of a fold, and again for other rows or many more neighbors', () => {
    const cache = new Map<string, unknown>();
    const searched = (neighbors: number, asked = heldOut): number => {
      const context = contextOf(1, { cache });
      make({ neighbors }).fit(table, target, { ...context, heldOut: asked });
      return context.pulses();
    };
    expect([searched(1), searched(5), searched(32), searched(33), searched(40)]).toEqual([9, 0, 0, 9, 0]);
    expect(searched(5, tableOf(rows.slice(0, 4)))).toBe(4);
  });

  it('takes the first of classes with equal votes, and the earlier of rows at equal distance', () => {
    const [left, right] = [tableOf([[-1], [1], [3]]), classesOf([1, 0, 0])];
    const predict = (neighbors: number) =>
      Array.from(
        make({ neighbors })
          .fit(left, right, contextOf(1))
          .predict(tableOf([[0]])),
      );
    expect([predict(1), predict(2)]).toEqual([[1], [0]]);
  });

  it('gives one score a row for two classes: the share of the second', () => {
    const model = make().fit(table, target, contextOf(1));
    const shares = chunked(model.probabilities?.(heldOut) ?? [], 2).map(([, second]) => second);
    expect(Array.from(model.scores?.(heldOut) ?? [])).toEqual(shares);
  });

  it('stays finite however far rows are', () => {
    for (const weights of ['uniform', 'distance'] as const) {
      const model = make({ weights }).fit(table, target, contextOf(1));
      expect(model.probabilities?.(tableOf([[1e200, 0, 0]])).every(Number.isFinite)).toBe(true);
      const close = make({ weights, neighbors: 1 }).fit(tableOf([[1e-320], [1]]), classesOf([1, 0]), contextOf(1));
      expect(Array.from(close.predict(tableOf([[0]])))).toEqual([1]);
    }
  });

  it('says that it ignores weights', () => {
    const context = contextOf(1, { weights: labels.map((_, i) => 1 + (i % 2)) });
    make().fit(table, target, context);
    expect(context.notices.map(([code]) => code)).toEqual(['weights-ignored']);
    const alike = contextOf(1, { weights: labels.map(() => 2) });
    make().fit(table, target, alike);
    expect(alike.notices).toEqual([]);
  });

  it.each([
    {
      when: 'there are fewer rows than neighbors',
      features: tableOf([[1], [2]]),
      says: '5 neighbors, but the fold has only 2',
    },
    { when: 'a value is missing', features: tableOf([[1], [2], [3], [4], [NaN]]), says: 'column "a" has a missing' },
    {
      when: 'a column is categorical',
      features: tableOf([[1], [2], [0], [1], [1]], ['a']),
      says: '"a" is categorical',
    },
  ])('fails as invalid when $when', ({ features, says }) => {
    // prettier-ignore
    const act = () => make().fit(features, classesOf([0, 1, 0, 1, 0].slice(0, features.length)), contextOf(1));
    expect(act).toThrow(expect.objectContaining({ reason: 'invalid', message: expect.stringContaining(says) }));
  });
});

describe.each([{}, { neighbors: 1, weights: 'distance' }, { p: 1 }, { p: 3 }])(
  'k-nearest-neighbors as an estimator, %o',
  (params) => {
    for (const law of contract(KNearestNeighbors, { params })) it(law.name, law.check);
  },
);
