import { type Json } from '@tunewright/core';
import { contract } from '@tunewright/core/testing';
import { ElasticNet, Lasso, Ridge } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { coordinateDescent } from '../../../plugins/learning/src/estimators/regression/coordinate-descent.js';
import { ByProducts, ByResiduals } from '../../../plugins/learning/src/estimators/regression/correlations.js';
import { normalEquations } from '../../../plugins/learning/src/estimators/regression/normal-equations.js';
import { agreesWithSklearn, lineOf, regressionProblems } from './regressors.js';
import { contextOf, distance, numbersOf, tableOf } from './support.js';

type Params = ConstructorParameters<typeof ElasticNet>[0];
const defaults: Params = { alpha: 1, l1Ratio: 0.5, fitIntercept: true, tolerance: 1e-6, maxIterations: 10_000 };
const make = (params: Partial<Params> = {}): ElasticNet => new ElasticNet({ ...defaults, ...params });

agreesWithSklearn('elastic-net', (params) => make({ tolerance: 1e-14, maxIterations: 1_000_000, ...params }), 1e-6);

describe('elastic-net', () => {
  const [{ rows, target }] = regressionProblems as [(typeof regressionProblems)[0]];
  const [table, numbers] = [tableOf(rows), numbersOf(target)];
  const fit = (params: Partial<Params>, context = contextOf(1)) => make(params).fit(table, numbers, context);

  it('with a share of 1 is lasso', () => {
    const { l1Ratio: _, ...same } = defaults;
    const lasso = new Lasso({ ...same, alpha: 0.1 }).fit(table, numbers, contextOf(1));
    expect(fit({ l1Ratio: 1, alpha: 0.1 }).toJSON()).toEqual(lasso.toJSON());
  });

  it('with a share of 0 is ridge, whose alpha is not by row', () => {
    const ridge = new Ridge({ alpha: 0.1 * rows.length, fitIntercept: true }).fit(table, numbers, contextOf(1));
    expect(fit({ l1Ratio: 0, alpha: 0.1 }).toJSON()).toEqual(ridge.toJSON());
    const near = lineOf(fit({ l1Ratio: 1e-9, alpha: 0.1, tolerance: 1e-14 }));
    expect(distance(near.coefficients, lineOf(ridge).coefficients)).toBeLessThan(1e-6);
  });

  it.each(regressionProblems.map((problem, number) => ({ number, problem })))(
    'comes to the same by products and by residuals: problem $number',
    ({ problem }) => {
      const weights = problem.weights === null ? undefined : Float64Array.from(problem.weights);
      const equations = normalEquations(tableOf(problem.rows), numbersOf(problem.target), weights, true, 'elastic-net');
      const effort = { tolerance: 1e-13, maxIterations: 100_000, pulse: () => undefined };
      const strength = { absolute: 0.1 * equations.total, squared: 0.05 * equations.total };
      const [a, b] = [ByProducts, ByResiduals].map((Way) =>
        coordinateDescent(equations, strength, effort, new Way(equations)),
      );
      expect([a?.converged, b?.converged]).toEqual([true, true]);
      expect(distance(a?.coefficients ?? [], b?.coefficients ?? [0])).toBeLessThan(1e-5);
    },
  );

  it('answers the same when restored', () => {
    const model = fit({ alpha: 0.3 });
    const restored = make().restore(JSON.parse(JSON.stringify(model.toJSON())) as Json);
    expect(restored.predict(table)).toEqual(model.predict(table));
  });

  it('says when it has not converged', () => {
    const context = contextOf(1);
    fit({ alpha: 1e-4, tolerance: 1e-12, maxIterations: 1 }, context);
    expect(context.notices.map(([code]) => code)).toEqual(['solver-not-converged']);
  });
});

describe.each([{ alpha: 0.1 }, { alpha: 0.1, l1Ratio: 0 }, { alpha: 0.01, fitIntercept: false }])(
  'elastic-net as an estimator, %o',
  (params) => {
    for (const law of contract(ElasticNet, { params })) it(law.name, law.check);
  },
);
