import { TrialFailure, seeded, takeRows, takeTarget, type Json, type TransformerPlugin } from '@tunewright/core';
import { Accuracy, LogisticRegression, MinMaxScaler, Passthrough, StandardScaler } from '@tunewright/learning';
import { StratifiedKFold, Wine } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { crossValidated, golden } from './golden.js';
import { chunked, classesOf, contextOf, distance, tableOf, type PlainContext } from './support.js';

type Params = ConstructorParameters<typeof LogisticRegression>[0];
const defaults: Params = {
  penalty: 'l2',
  C: 1,
  l1Ratio: 0.5,
  classWeight: 'none',
  fitIntercept: true,
  tolerance: 1e-6,
  maxIterations: 200,
};
const make = (params: Partial<Params> = {}): LogisticRegression => new LogisticRegression({ ...defaults, ...params });

interface State {
  readonly present: number[];
  readonly coefficients: number[][];
  readonly intercepts: number[];
}
const stateOf = (model: { toJSON(): Json }): State => JSON.parse(JSON.stringify(model.toJSON())) as State;
const failureOf = (act: () => unknown): TrialFailure | undefined => {
  try {
    act();
  } catch (error) {
    if (error instanceof TrialFailure) return error;
    throw error;
  }
  return undefined;
};

/**
 * Coefficients and intercept by class, less their means over the classes: a shift of all classes alike changes nothing
 * in the model, and neither the intercepts nor, for l1 and an even number of classes, the penalty decides it.
 */
function withIntercepts(coefficients: readonly (readonly number[])[], intercepts: readonly number[]): number[][] {
  const rows = coefficients.map((row, k) => [...row, intercepts[k] as number]);
  if (rows.length === 1) return rows;
  return rows.map((row) =>
    row.map((w, j) => w - rows.reduce((sum, other) => sum + (other[j] as number), 0) / rows.length),
  );
}
const norm = (coefficients: readonly (readonly number[])[]): number =>
  coefficients.flat().reduce((sum, w) => sum + Math.abs(w), 0);

describe('logistic-regression against scikit-learn', () => {
  const cases = golden.logistic.flatMap(({ cases: own, ...problem }, number) =>
    own.map((wanted) => ({ number, problem, wanted, classWeight: 'none', ...wanted.params })),
  );

  it.each(cases)(
    'problem $number: $penalty, C $C, intercept $fitIntercept, weight $classWeight',
    ({ problem, wanted }) => {
      const extra = problem.weights === null ? {} : { weights: problem.weights };
      const context = contextOf(1, extra);
      const table = tableOf(problem.rows);
      const model = make(wanted.params).fit(table, classesOf(problem.target), context);
      const { coefficients, intercepts } = stateOf(model);
      const binary = coefficients.length === 2;
      const found = withIntercepts(
        binary ? coefficients.slice(1) : coefficients,
        binary ? intercepts.slice(1) : intercepts,
      );
      const expected = withIntercepts(wanted.coefficients, wanted.intercepts);
      // scikit-learn's saga is run to a looser end than its second-order solver.
      const close = wanted.params.penalty === 'l2' || wanted.params.penalty === 'none' ? 1e-6 : 1e-4;
      const size = Math.max(1, ...expected.flat().map(Math.abs));
      expect(context.notices).toEqual([]);
      expect(distance(found.flat(), expected.flat())).toBeLessThan(close * size);
      expect(norm(coefficients)).toBeLessThanOrEqual(norm(wanted.coefficients) * (1 + close) + close);
      const probabilities = model.probabilities?.(takeRows(table, Int32Array.of(0, 1, 2, 3, 4, 5))) ?? [];
      expect(distance(probabilities, wanted.probabilities.flat())).toBeLessThan(close);
    },
  );
});

describe('logistic-regression on wine, cross-validated', () => {
  const scalers: Readonly<Record<string, TransformerPlugin>> = {
    none: new Passthrough(),
    'standard-scaler': new StandardScaler({ withMean: true, withStd: true }),
    'min-max-scaler': new MinMaxScaler({ low: 0, high: 1, clip: false }),
  };
  const { features, target } = new Wine().load();
  const folds = new StratifiedKFold({ splits: 5, shuffle: false }).split({ rows: 178, target, random: seeded(1) });
  const cases = crossValidated
    .filter(({ title }) => title === 'logistic regression, l2, converged')
    .flatMap(({ scaler, rows }) =>
      rows.map(({ params, folds: wanted }) => ({ scaler, C: params['C'] as number, wanted })),
    );

  it.each(cases)(
    'scaled by $scaler, C $C: the accuracy of every fold is that of scikit-learn',
    ({ scaler, C, wanted }) => {
      const found = folds.map(({ train, test }) => {
        const rows = takeRows(features, train);
        const context = contextOf(1);
        const fitted = (scalers[scaler] as TransformerPlugin).fit(rows, takeTarget(target, train), context);
        const model = make({ C }).fit(fitted.transform(rows), takeTarget(target, train), context);
        expect(context.notices).toEqual([]);
        const values = model.predict(fitted.transform(takeRows(features, test)));
        return new Accuracy().score(takeTarget(target, test), { values });
      });
      expect(found).toEqual(wanted);
    },
  );
});

/** Rows with a class that depends on the first columns, and some noise. */
function planted(rows: number, columns: number, classes: number) {
  const random = seeded(11);
  const features = Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal()));
  const labels = features.map((row) => {
    const scores = Array.from({ length: classes }, (_, k) => 2 * (row[k] as number) + 2 * random.normal());
    return scores.indexOf(Math.max(...scores));
  });
  return { table: tableOf(features), target: classesOf(labels, classes) };
}

describe('logistic-regression', () => {
  const { table, target } = planted(120, 5, 3);
  const fit = (params: Partial<Params>, context: PlainContext = contextOf(1)) =>
    make(params).fit(table, target, context);

  it.each(['l2', 'l1', 'elastic-net', 'none'] as const)('with %s, weights count as copies of rows do', (penalty) => {
    const weights = Array.from(target.values, (_, row) => row % 3);
    const copies = Int32Array.from(weights.flatMap((weight, row) => Array.from({ length: weight }, () => row)));
    const weighted = stateOf(fit({ penalty, C: 0.5 }, contextOf(1, { weights })));
    const copied = make({ penalty, C: 0.5 }).fit(takeRows(table, copies), takeTarget(target, copies), contextOf(1));
    expect(distance(weighted.coefficients.flat(), stateOf(copied).coefficients.flat())).toBeLessThan(1e-6);
  });

  it('balances the classes that are there, as weights by hand do, and rows of no weight are none', () => {
    // 70 rows of class 0, 20 of class 2 and 30 of no weight, some of them of class 1.
    const labels = Array.from({ length: 120 }, (_, row) => (row < 70 ? 0 : row < 90 ? 2 : row % 3));
    const lopsided = classesOf(labels, 3);
    const weights = labels.map((_, row) => (row < 90 ? 1 + (row % 2) : 0));
    const byHand = weights.map((weight, row) => (weight * 90) / (2 * (row < 70 ? 70 : 20)));
    const fitWith = (classWeight: 'none' | 'balanced', given: readonly number[]) =>
      stateOf(make({ classWeight }).fit(table, lopsided, contextOf(1, { weights: given })));
    const balanced = fitWith('balanced', weights);
    expect(balanced.present).toEqual([0, 2]);
    expect(distance(balanced.coefficients.flat(), fitWith('none', byHand).coefficients.flat())).toBeLessThan(1e-9);
    expect(distance(balanced.intercepts, fitWith('none', weights).intercepts)).toBeGreaterThan(0.1);
  });

  it('goes from the direct to the conjugate solver without a seam', () => {
    // 3 classes: 2 × (columns + 1) coefficients, 160 of them being the most for the direct one.
    const wide = planted(150, 90, 3);
    const blank = { ...wide.table, columns: wide.table.columns.slice() };
    const found = make({ C: 0.1, tolerance: 1e-8 }).fit(blank, wide.target, contextOf(1));
    const { coefficients, intercepts } = stateOf(found);
    // At the minimum the gradient C Σ (p − y) xᵀ + W is zero.
    const probabilities = chunked(found.probabilities?.(blank) ?? [], 3);
    const rest = coefficients.map((row, k) =>
      row.map((w, j) => {
        let sum = w;
        probabilities.forEach((p, i) => {
          const residual = (p[k] as number) - (wide.target.values[i] === k ? 1 : 0);
          sum += 0.1 * residual * (blank.values[i * 90 + j] as number);
        });
        return Math.abs(sum);
      }),
    );
    expect(Math.max(...rest.flat())).toBeLessThan(1e-6);
    expect(Math.abs(intercepts.reduce((sum, b) => sum + b, 0))).toBeLessThan(1e-9);
  });

  it('sets more coefficients to zero the stronger l1 is', () => {
    const zeros = [1, 0.1, 0.01].map(
      (C) =>
        stateOf(fit({ penalty: 'l1', C }))
          .coefficients.flat()
          .filter((w) => w === 0).length,
    );
    expect(zeros).toEqual(zeros.slice().sort((a, b) => a - b));
    expect(zeros.at(-1)).toBeGreaterThan(zeros[0] as number);
  });

  it('elastic-net with a share of 0 is l2, with 1 it is l1', () => {
    for (const [l1Ratio, penalty] of [
      [0, 'l2'],
      [1, 'l1'],
    ] as const) {
      const mixed = stateOf(fit({ penalty: 'elastic-net', l1Ratio }));
      expect(mixed).toEqual(stateOf(fit({ penalty })));
    }
  });

  it('gives a class that is missing in training no probability', () => {
    const some = Int32Array.from(target.values.keys()).filter((row) => target.values[row] !== 1);
    const model = make().fit(takeRows(table, some), takeTarget(target, some), contextOf(1));
    expect(stateOf(model).present).toEqual([0, 2]);
    expect(Array.from(model.predict(table)).includes(1)).toBe(false);
    for (const [a, b, c] of chunked(model.probabilities?.(table) ?? [], 3) as [number, number, number][]) {
      expect(b).toBe(0);
      expect(a + c).toBeCloseTo(1, 12);
    }
  });

  it('gives one score a row for two classes, else one a class, that agree with the prediction', () => {
    const model = fit({});
    const best = chunked(model.scores?.(table) ?? [], 3).map((row) => row.indexOf(Math.max(...row)));
    expect(best).toEqual(Array.from(model.predict(table)));
    const two = planted(60, 3, 2);
    const binary = make().fit(two.table, two.target, contextOf(1));
    expect(Array.from(binary.scores?.(two.table) ?? [], (score) => (score > 0 ? 1 : 0))).toEqual(
      Array.from(binary.predict(two.table)),
    );
  });

  it('answers the same when restored', () => {
    const model = fit({});
    const restored = make().restore(JSON.parse(JSON.stringify(model.toJSON())) as Json);
    expect(restored.probabilities?.(table)).toEqual(model.probabilities?.(table));
  });

  it('shares its dense block between trials, and its answers do not depend on them', () => {
    const cache = new Map<string, unknown>();
    fit({ C: 100 }, contextOf(1, { cache }));
    const [kept] = cache.values();
    const second = fit({ C: 0.1 }, contextOf(1, { cache }));
    expect(cache.size).toBe(1);
    expect([...cache.values()][0]).toBe(kept);
    expect(stateOf(second)).toEqual(stateOf(fit({ C: 0.1 })));
  });

  it('says when it has not converged', () => {
    const context = contextOf(1);
    fit({ maxIterations: 1 }, context);
    expect(context.notices.map(([code]) => code)).toEqual(['solver-not-converged']);
    expect(context.pulses()).toBeGreaterThan(0);
  });

  it('says when the rows are separable and nothing holds the coefficients', () => {
    const context = contextOf(1);
    const model = make({ penalty: 'none' }).fit(tableOf([[0], [1], [2], [3]]), classesOf([0, 0, 1, 1]), context);
    expect(context.notices[0]?.[1]).toMatch(/separates/);
    expect(Array.from(model.predict(tableOf([[1.4], [1.6]])))).toEqual([0, 1]);
  });

  it.each(['l2', 'l1', 'none'] as const)('with %s, lives with constant and repeated columns', (penalty) => {
    const rows = Array.from(target.values.keys(), (i) => [
      table.values[5 * i] as number,
      table.values[5 * i] as number,
      7,
    ]);
    const context = contextOf(1);
    const { coefficients } = stateOf(make({ penalty }).fit(tableOf(rows), target, context));
    expect(context.notices).toEqual([]);
    expect(coefficients.flat().every(Number.isFinite)).toBe(true);
  });

  it('fails with a cause', () => {
    const single = failureOf(() => make().fit(tableOf([[1], [2]]), classesOf([0, 0], 2), contextOf(1)));
    expect([single?.reason, single?.message]).toEqual(['invalid', expect.stringMatching(/only the class "A"/)]);
    const missing = failureOf(() =>
      make().fit(
        tableOf([
          [1, 2],
          [2, Number.NaN],
        ]),
        classesOf([0, 1]),
        contextOf(1),
      ),
    );
    expect([missing?.reason, missing?.message]).toEqual(['invalid', expect.stringMatching(/column "b" has a missing/)]);
    const infinite = failureOf(() => fit({}).predict(tableOf([[1, 2, Infinity, 4, 5]])));
    expect([infinite?.reason, infinite?.message]).toEqual([
      'invalid',
      expect.stringMatching(/column "c" has an infinite/),
    ]);
    const colors = failureOf(() => make().fit(tableOf([[1], [2]], ['a']), classesOf([0, 1]), contextOf(1)));
    expect([colors?.reason, colors?.message]).toEqual(['invalid', expect.stringMatching(/column "a" is categorical/)]);
  });
});
