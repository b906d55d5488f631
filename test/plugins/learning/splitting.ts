// What the tests of splitters share: golden folds, requests and checks.
import { isProblem, seeded, type Fold, type SplitRequest, type SplitterPlugin } from '@tunewright/core';
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { classesOf } from './support.js';

type Lists = readonly (readonly number[])[];

interface Golden {
  readonly groupKFold: readonly { groups: readonly number[]; splits: number; heldOutIn: readonly number[] }[];
  readonly stratifiedGroupKFold: readonly {
    groups: readonly number[];
    target: readonly number[];
    splits: number;
    heldOutIn: readonly number[];
  }[];
  readonly timeSeries: readonly {
    rows: number;
    params: { splits: number; gap: number; testSize?: number; maxTrainSize?: number };
    folds: readonly { train: readonly number[]; test: readonly number[] }[];
  }[];
  readonly leaveOneOut: readonly { rows: number; tests: Lists }[];
  readonly predefined: readonly { folds: number[]; tests: Lists }[];
}

/** What scikit-learn gives, as written by test/golden/make-splitters.py. */
export const goldenFolds = JSON.parse(
  readFileSync(new URL('../../golden/splitters.json', import.meta.url), 'utf8'),
) as Golden;

/** Splits rows of two classes in turn, unless the request says otherwise. */
export function split(splitter: SplitterPlugin, rows: number, request: Partial<SplitRequest> = {}): readonly Fold[] {
  const target = classesOf(
    Array.from({ length: rows }, (_, row) => row % 2),
    2,
  );
  return splitter.split({ rows, target, random: seeded(1), ...request });
}

export const tests = (folds: readonly Fold[]): number[][] => folds.map(({ test }) => Array.from(test));

export const lists = (folds: readonly Fold[]): { train: number[]; test: number[] }[] =>
  folds.map(({ train, test }) => ({ train: Array.from(train), test: Array.from(test) }));

/** The fold that holds out each row, −1 for none; every row is then in all others' training. */
export function heldOutIn(folds: readonly Fold[], rows: number): number[] {
  const numbers = new Array<number>(rows).fill(-1);
  folds.forEach(({ test, train }, fold) => {
    expect(train.length + test.length).toBe(rows);
    for (const row of test) {
      expect(numbers[row], `row ${String(row)} is held out once`).toBe(-1);
      numbers[row] = fold;
    }
  });
  return numbers;
}

/** The code and text of the Problem that is thrown; undefined when none is. */
export function problemOf(act: () => unknown): { readonly code: string; readonly text: string } | undefined {
  try {
    act();
  } catch (error) {
    if (isProblem(error)) return error.complaints[0];
    throw error;
  }
  return undefined;
}
