// Training rows as the solver wants them: in order of class, without rows of weight 0.
import { TrialFailure, type Table, type Target } from '@tunewright/core';
import { numericRows } from '../rows/numeric-rows.js';
import type { Block } from './kernel.js';

/** What all support vector machines know of their training rows. */
export interface SvmRows extends Block {
  readonly length: number;
  /** Weight of each row, > 0; absent means 1. */
  readonly weights?: Float64Array;
  /** 1 / (columns × variance of all entries), or 1 where nothing varies: scikit-learn's gamma "scale". */
  readonly scaleGamma: number;
  /** For messages. */
  readonly estimator: string;
}

export interface TrainingRows extends SvmRows {
  /** Class of each part, rising: the classes that have rows. */
  readonly classes: readonly number[];
  /** Part p is the rows `starts[p]` … `starts[p + 1]` − 1. */
  readonly starts: Int32Array;
}

const NAME = 'svc';

/** @throws {TrialFailure} `invalid`: a column is categorical or not finite, or fewer than two classes have rows. */
export function arrange(train: Table, target: Target, weights: Float64Array | undefined): TrainingRows {
  const source = numericRows(train, NAME);
  const counts = new Int32Array(target.classes.length);
  forEachUsed(target, weights, (_, label) => increase(counts, label));
  const classes = [...counts.keys()].filter((label) => (counts[label] as number) > 0);
  if (classes.length < 2) throw new TrialFailure('invalid', oneClass(target, classes));
  const starts = new Int32Array(classes.length + 1);
  const next = new Int32Array(counts.length);
  classes.forEach((label, part) => {
    next[label] = starts[part] as number;
    starts[part + 1] = (starts[part] as number) + (counts[label] as number);
  });
  const width = train.columns.length;
  const length = starts[classes.length] as number;
  const values = new Float64Array(length * width);
  const kept = weights && new Float64Array(length);
  forEachUsed(target, weights, (row, label) => {
    const slot = increase(next, label);
    values.set(source.subarray(row * width, (row + 1) * width), slot * width);
    if (kept) kept[slot] = weights[row] as number;
  });
  const arranged = { estimator: NAME, values, width, length, classes, starts, scaleGamma: scaleGamma(source, width) };
  return kept ? { ...arranged, weights: kept } : arranged;
}

function forEachUsed(
  target: Target,
  weights: Float64Array | undefined,
  use: (row: number, label: number) => void,
): void {
  for (let i = 0; i < target.values.length; i++) {
    if (weights === undefined || (weights[i] as number) > 0) use(i, target.values[i] as number);
  }
}

/** Adds 1; the count before. */
function increase(counts: Int32Array, at: number): number {
  const before = counts[at] as number;
  counts[at] = before + 1;
  return before;
}

export function scaleGamma(values: Float64Array, width: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += ((values[i] as number) - mean) ** 2;
  const variance = squares / values.length;
  return variance > 0 ? 1 / (width * variance) : 1;
}

function oneClass(target: Target, classes: readonly number[]): string {
  const found =
    classes.length === 0
      ? 'no row with a weight above 0'
      : `rows of class "${target.classes[classes[0] as number]}" only`;
  return `The training rows of this fold are ${found}; "svc" needs two classes. Use stratified folds, or fewer of them.`;
}
