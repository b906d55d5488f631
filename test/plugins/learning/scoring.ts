// What the tests of metrics share: golden scores, predictions and checks.
import { TrialFailure, type MetricPlugin, type Prediction } from '@tunewright/core';
import type { F1 } from '@tunewright/learning';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classesOf, numbersOf } from './support.js';

interface Golden {
  readonly classification: readonly {
    classes: number;
    truth: readonly number[];
    values: readonly number[];
    probabilities: readonly (readonly number[])[];
    weights: readonly number[] | null;
    scores: readonly { use: string; params: object; score: number }[];
  }[];
  readonly regression: readonly {
    truth: readonly number[];
    values: readonly number[];
    weights: readonly number[] | null;
    scores: Readonly<Record<string, number>>;
  }[];
}

/** What scikit-learn gives, as written by test/golden/make-metrics.py. */
const golden = JSON.parse(readFileSync(new URL('../../golden/metrics.json', import.meta.url), 'utf8')) as Golden;

const TOLERANCE = 1e-9;

const weightsOf = (weights: readonly number[] | null | undefined): Float64Array | undefined =>
  weights === null || weights === undefined ? undefined : Float64Array.from(weights);

/** Values, probabilities, and the probabilities as scores: those of the second of two classes. */
export function predictionOf(values: readonly number[], rows: readonly (readonly number[])[] = []): Prediction {
  const scores = rows.flatMap((row) => (row.length === 2 ? [row[1] as number] : row));
  return {
    values: Float64Array.from(values),
    probabilities: Float64Array.from(rows.flat()),
    scores: Float64Array.from(scores),
  };
}

/** Tests a metric for classes by every golden score of it. `make` is given the parameters of the case. */
export function agreesOnClasses<P extends object>(use: string, make: (params: P) => MetricPlugin): void {
  describe('agrees with scikit-learn', () => {
    const cases = golden.classification.flatMap(({ scores, ...given }, number) =>
      scores.filter((score) => score.use === use).map((score) => ({ ...given, ...score, number })),
    );
    it.each(cases)('on case $number with $params: $score', (wanted) => {
      const metric = make(wanted.params as P);
      const prediction = predictionOf(wanted.values, wanted.probabilities);
      const score = metric.score(classesOf(wanted.truth, wanted.classes), prediction, weightsOf(wanted.weights));
      expect(Math.abs(score - wanted.score)).toBeLessThan(TOLERANCE);
    });
    it('on more than a few cases', () => {
      expect(cases.length).toBeGreaterThan(5);
    });
  });
}

/** The same for numbers, where large scores agree to as many digits. */
export function agreesOnNumbers(use: string, metric: MetricPlugin): void {
  describe('agrees with scikit-learn', () => {
    it.each(
      golden.regression.map(({ scores, ...given }, number) => ({ ...given, number, wanted: scores[use] as number })),
    )('on case $number: $wanted', ({ truth, values, weights, wanted }) => {
      const score = metric.score(numbersOf(truth), predictionOf(values), weightsOf(weights));
      expect(Math.abs(score - wanted)).toBeLessThan(TOLERANCE * Math.max(1, Math.abs(wanted)));
    });
  });
}

/** The reason and text of the TrialFailure that is thrown; undefined when none is. */
export function failureOf(act: () => unknown): { readonly reason: string; readonly message: string } | undefined {
  try {
    act();
  } catch (error) {
    if (error instanceof TrialFailure) return error;
    throw error;
  }
  return undefined;
}

/** Tests what every metric must refuse: NaN, no rows, no weight. */
export function refusesWhatIsNoScore(metric: MetricPlugin, task: 'classification' | 'regression'): void {
  const target = (values: readonly number[]) => (task === 'regression' ? numbersOf(values) : classesOf(values, 2));
  const uniform = [0, 1].map(() => [0.5, 0.5]);
  const nan = [0, 1].map(() => [Number.NaN, Number.NaN]);
  it.each([
    { what: 'NaN', reason: 'nan', labels: [0, 1], prediction: predictionOf([Number.NaN, 1], nan), weights: undefined },
    { what: 'no rows', reason: 'invalid', labels: [], prediction: predictionOf([]), weights: undefined },
    {
      what: 'no weight',
      reason: 'invalid',
      labels: [0, 1],
      prediction: predictionOf([0, 1], uniform),
      weights: [0, 0],
    },
  ])('refuses $what: $reason', ({ reason, labels, prediction, weights }) => {
    expect(failureOf(() => metric.score(target(labels), prediction, weightsOf(weights)))?.reason).toBe(reason);
  });
}

/** Parameters of the metrics that average over classes. */
type ClassParams = ConstructorParameters<typeof F1>[0];

/** Scores of predictions of the three classes A, B and C. */
export function classScorer(make: (params: Partial<ClassParams>) => MetricPlugin) {
  return (
    params: Partial<ClassParams>,
    truth: readonly number[],
    values: readonly number[],
    weights?: readonly number[],
  ): number => make(params).score(classesOf(truth, 3), predictionOf(values), weightsOf(weights));
}

/** What holds for all metrics that can look at one positive class. */
export function takesOnePositiveClass(make: (params: Partial<ClassParams>) => MetricPlugin): void {
  const score = classScorer(make);

  it('takes one class of three as positive', () => {
    const labels = [0, 1, 2, 2, 1, 0].map((label) => Number(label === 2));
    const guesses = [0, 2, 2, 1, 2, 0].map((label) => Number(label === 2));
    const ofTwo = make({ average: 'binary' }).score(classesOf(labels, 2), predictionOf(guesses));
    expect(score({ average: 'binary', positive: 'C' }, [0, 1, 2, 2, 1, 0], [0, 2, 2, 1, 2, 0])).toBe(ofTwo);
  });

  it.each([
    { what: 'no word on which of three is positive', params: {}, text: 'Set "positive" to one of "A", "B", "C"' },
    { what: 'a class that does not exist', params: { positive: 'D' }, text: 'finds no class "D"' },
  ])('refuses $what', ({ params, text }) => {
    const found = failureOf(() => score({ average: 'binary', ...params }, [0, 1, 2], [0, 1, 2]));
    expect(found?.reason).toBe('invalid');
    expect(found?.message).toContain(text);
  });
}
