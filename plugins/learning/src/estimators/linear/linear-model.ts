// A fitted softmax regression: scores linear in the features.
import { type Json, type Model, type Table } from '@tunewright/core';
import { numericRows } from '../rows/numeric-rows.js';
import { NAME } from './design.js';

export type LinearState = {
  /** Number of classes of the target. */
  readonly classes: number;
  /** The classes that were in the training rows, rising; the others are never predicted. */
  readonly present: readonly number[];
  /** One row a present class, one number a feature. With two present classes those of the first are 0. */
  readonly coefficients: readonly (readonly number[])[];
  /** One a present class. */
  readonly intercepts: readonly number[];
};

/** Scores are s_k = w_k·x + b_k: rows × classes, but for two classes one a row, that of the second. */
export function linearModel(state: LinearState): Model {
  return {
    predict: (rows) => mostLikely(allScores(state, rows), state.classes),
    scores: (rows) => (state.classes === 2 ? second(allScores(state, rows)) : allScores(state, rows)),
    probabilities: (rows) => softmaxRows(allScores(state, rows), state.classes),
    toJSON: () => state,
  };
}

export function restoreLinearModel(state: Json): Model {
  return linearModel(state as LinearState);
}

/** rows × classes; −∞ for classes that were missing in training. */
function allScores({ classes, present, coefficients, intercepts }: LinearState, table: Table): Float64Array {
  const values = numericRows(table, NAME);
  const { length, columns } = table;
  const scores = new Float64Array(length * classes).fill(-Infinity);
  present.forEach((label, k) => {
    const weights = Float64Array.from(coefficients[k] as readonly number[]);
    const intercept = intercepts[k] as number;
    for (let i = 0; i < length; i++) {
      const start = i * columns.length;
      let sum = intercept;
      for (let j = 0; j < weights.length; j++) sum += (weights[j] as number) * (values[start + j] as number);
      scores[i * classes + label] = sum;
    }
  });
  return scores;
}

function second(scores: Float64Array): Float64Array {
  return Float64Array.from(
    { length: scores.length / 2 },
    (_, i) => (scores[2 * i + 1] as number) - (scores[2 * i] as number),
  );
}

function mostLikely(scores: Float64Array, classes: number): Float64Array {
  const labels = new Float64Array(scores.length / classes);
  for (let i = 0; i < labels.length; i++) {
    let best = 0;
    for (let k = 1; k < classes; k++) {
      if ((scores[i * classes + k] as number) > (scores[i * classes + best] as number)) best = k;
    }
    labels[i] = best;
  }
  return labels;
}

/** Scores to probabilities, in place. */
function softmaxRows(scores: Float64Array, classes: number): Float64Array {
  for (let start = 0; start < scores.length; start += classes) {
    const row = scores.subarray(start, start + classes);
    const most = row.reduce((a, b) => Math.max(a, b), -Infinity);
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += row[k] = Math.exp((row[k] as number) - most);
    for (let k = 0; k < classes; k++) row[k] = (row[k] as number) / sum;
  }
  return scores;
}
