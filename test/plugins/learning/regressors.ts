// Linear regressions of scikit-learn, as written by test/golden/make-regressors.py, and what their tests share.
import { readFileSync } from 'node:fs';
import type { EstimatorPlugin, Model } from '@tunewright/core';
import { describe, expect, it } from 'vitest';
import { contextOf, distance, numbersOf, tableOf } from './support.js';

interface Problem {
  readonly rows: readonly (readonly number[])[];
  readonly target: readonly number[];
  readonly weights: readonly number[] | null;
  readonly cases: readonly {
    readonly use: string;
    readonly params: { readonly alpha: number; readonly fitIntercept: boolean; readonly l1Ratio?: number };
    readonly coefficients: readonly number[];
    readonly intercept: number;
  }[];
}

const { problems } = JSON.parse(readFileSync(new URL('../../golden/regressors.json', import.meta.url), 'utf8')) as {
  readonly problems: readonly Problem[];
};
export const regressionProblems = problems;

export interface Line {
  readonly coefficients: number[];
  readonly intercept: number;
}
export const lineOf = (model: Model): Line => JSON.parse(JSON.stringify(model.toJSON())) as Line;

/** Each column's part in the prediction has the size of its spread: differences are told in units of the target. */
function apart(found: Line, wanted: { coefficients: readonly number[]; intercept: number }, rows: Problem['rows']) {
  const spread = wanted.coefficients.map((_, j) => Math.max(...rows.map((row) => Math.abs(row[j] as number))));
  const parts = (coefficients: readonly number[]) => coefficients.map((w, j) => w * (spread[j] as number));
  const coefficients = distance(parts(found.coefficients), parts(wanted.coefficients));
  return Math.max(coefficients, Math.abs(found.intercept - wanted.intercept));
}

/** The cases of one estimator: the coefficients are those of scikit-learn within `close`. */
export function agreesWithSklearn(use: string, make: (params: object) => EstimatorPlugin, close: number): void {
  describe(`${use} against scikit-learn`, () => {
    const cases = problems.flatMap((problem, number) =>
      problem.cases.filter((wanted) => wanted.use === use).map((wanted) => ({ number, problem, wanted })),
    );
    it.each(cases)('problem $number: $wanted.params', async ({ problem, wanted }) => {
      const context = contextOf(1, problem.weights === null ? {} : { weights: problem.weights });
      const model = await make(wanted.params).fit(tableOf(problem.rows), numbersOf(problem.target), context);
      expect(context.notices).toEqual([]);
      expect(apart(lineOf(model), wanted, problem.rows)).toBeLessThan(close);
    });
  });
}
