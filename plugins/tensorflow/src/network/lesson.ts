// What a network learns from: rows in single precision, targets as its head wants them, and what each row counts.
import { denseRows, TrialFailure, type Table, type Target } from '@tunewright/core';
import { classFactors, type ClassWeights } from './class-weights.js';
import type { Head } from './head.js';

/** Rows of a fit or of its inner split; blocks are row-major. */
export interface Rows {
  readonly count: number;
  /** rows × features. */
  readonly features: Float32Array;
  /** rows × units, or one a row. */
  readonly targets: Float32Array;
  /** Of mean 1 over the training rows; absent when all rows count alike. */
  readonly weights?: Float32Array;
}

/** What was subtracted from a target of numbers, and what it was divided by then. */
export interface Standard {
  readonly mean: number;
  readonly spread: number;
}

/**
 * The table in single precision, row-major.
 *
 * @throws {TrialFailure} `invalid`: names the first column that is categorical, or has a missing or infinite value.
 */
export function featuresOf(table: Table, name: string): Float32Array {
  const categorical = table.columns.find(({ type }) => type === 'categorical');
  if (categorical !== undefined)
    throw new TrialFailure(
      'invalid',
      `${name} needs numbers, but the column "${categorical.name}" holds categories. Put "one-hot-encoder" before it.`,
    );
  const features = Float32Array.from(denseRows(table));
  const bad = features.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return features;
  const { name: column } = table.columns[bad % table.columns.length] as { readonly name: string };
  const what = Number.isNaN(features[bad]) ? 'has missing values' : 'has values that are too large';
  throw new TrialFailure('invalid', `${name} cannot use the column "${column}": it ${what}. Put "imputer" before it.`);
}

/** Mean and standard deviation of the rows; networks learn targets near 0 of about that size best. */
export function standardOf({ task, values }: Target, rows: Int32Array): Standard {
  if (task === 'classification') return { mean: 0, spread: 1 };
  let sum = 0;
  for (const row of rows) sum += values[row] as number;
  const mean = sum / rows.length;
  let squares = 0;
  for (const row of rows) squares += ((values[row] as number) - mean) ** 2;
  // A constant target stays at 0.
  return { mean, spread: Math.sqrt(squares / rows.length) || 1 };
}

/** One column a class where the head has as many units, else one number: the class's index, or the standardized value. */
export function encoded(target: Target, { units }: Head, { mean, spread }: Standard): Float32Array {
  const { task, values } = target;
  if (task === 'regression') return Float32Array.from(values, (value) => (value - mean) / spread);
  if (units === 1) return Float32Array.from(values);
  const oneHot = new Float32Array(values.length * units);
  values.forEach((label, row) => {
    oneHot[row * units + label] = 1;
  });
  return oneHot;
}

/**
 * What each row counts: its own weight times that of its class, of mean 1.
 *
 * @throws {TrialFailure} `invalid` when nothing counts, or a class is named that there is not.
 */
export function rowWeights(
  target: Target,
  own: Float64Array | undefined,
  classWeights: ClassWeights,
): Float32Array | undefined {
  const factors = classFactors(target, own, classWeights);
  if (own === undefined && factors === undefined) return undefined;
  const weights = target.values.map((label, row) => (own?.[row] ?? 1) * (factors?.[label] ?? 1));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  if (!(mean > 0)) throw new TrialFailure('invalid', 'All training rows have weight 0, so there is nothing to learn.');
  return Float32Array.from(weights, (weight) => weight / mean);
}

/** Some rows, by position. */
export function pick(rows: Rows, positions: Int32Array): Rows {
  const { features, targets, weights, count } = rows;
  return {
    count: positions.length,
    features: pickRows(features, features.length / count, positions),
    targets: pickRows(targets, targets.length / count, positions),
    ...(weights && { weights: pickRows(weights, 1, positions) }),
  };
}

function pickRows(block: Float32Array, width: number, positions: Int32Array): Float32Array {
  const picked = new Float32Array(positions.length * width);
  for (let i = 0; i < positions.length; i++) {
    const start = (positions[i] as number) * width;
    for (let j = 0; j < width; j++) picked[i * width + j] = block[start + j] as number;
  }
  return picked;
}
