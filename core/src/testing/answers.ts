// Whether a model's answers are what they must be.
import assert from 'node:assert/strict';
import type { Model } from '../contracts/estimator.js';
import type { Data, Target } from '../contracts/table.js';

export function demandPrediction(model: Model, { features, target }: Data): void {
  const values = model.predict(features);
  assert.equal(values.length, features.length, `There should be one value for each of ${features.length} rows.`);
  for (const value of values) {
    if (target.task === 'classification') demandClass(value, target);
    else assert.ok(Number.isFinite(value), `A predicted value is ${value}.`);
  }
}

export function demandClass(value: number, { classes }: Target): void {
  const known = Number.isInteger(value) && value >= 0 && value < classes.length;
  assert.ok(known, `${value} is not the index of one of ${classes.length} classes.`);
}

export function demandProbabilities(model: Model, { features, target }: Data): void {
  const probabilities = model.probabilities?.(features);
  assert.ok(probabilities !== undefined, 'The model has no probabilities.');
  const width = target.classes.length;
  assert.equal(probabilities.length, width * features.length, `There should be ${width} probabilities a row.`);
  for (let start = 0; start < probabilities.length; start += width) {
    const row = Array.from(probabilities.subarray(start, start + width));
    const sum = row.reduce((a, b) => a + b, 0);
    const right = row.every((p) => p >= 0 && p <= 1 + 1e-12) && Math.abs(sum - 1) < 1e-9;
    assert.ok(right, `The probabilities of row ${start / width} are ${row.join(', ')}, and sum to ${sum}.`);
  }
}

/** Share of wrong classes or mean squared error, of the model and of the best constant prediction. */
export function errorOf(
  model: Model,
  { features, target }: Data,
): { readonly model: number; readonly constant: number } {
  const predicted = model.predict(features);
  const truth = target.values;
  const mean = (at: (row: number) => number) => truth.reduce((sum, _, row) => sum + at(row), 0) / truth.length;
  if (target.task === 'classification') {
    const wrong = (guess: (row: number) => number) => mean((row) => Number(guess(row) !== truth[row]));
    const constants = target.classes.map((_, label) => wrong(() => label));
    return { model: wrong((row) => predicted[row] as number), constant: Math.min(...constants) };
  }
  const center = mean((row) => truth[row] as number);
  const squared = (guess: (row: number) => number) => mean((row) => (guess(row) - (truth[row] as number)) ** 2);
  return { model: squared((row) => predicted[row] as number), constant: squared(() => center) };
}
