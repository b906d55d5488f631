// The golden file of trees, and trees and forests with only the parameters that matter.
import { readFileSync } from 'node:fs';
import type { Table, Target, Task } from '@tunewright/core';
import { DecisionTree, RandomForest } from '@tunewright/learning';
import { classesOf, numbersOf, tableOf } from './support.js';

export type TreeParams = ConstructorParameters<typeof DecisionTree>[0];
export type ForestParams = ConstructorParameters<typeof RandomForest>[0];

interface Golden {
  readonly rows: number[][];
  readonly labels: number[];
  readonly numbers: number[];
  readonly weights: number[];
  readonly singles: readonly {
    readonly task: Task;
    readonly params: Partial<TreeParams>;
    readonly weighted: boolean;
    readonly nodes: number;
    readonly answers: number[];
  }[];
  readonly forests: readonly {
    readonly title: string;
    readonly task: Task;
    readonly params: Partial<ForestParams>;
    readonly score: number;
  }[];
}

export const golden = JSON.parse(readFileSync(new URL('../../golden/trees.json', import.meta.url), 'utf8')) as Golden;

const DEFAULTS = {
  criterion: 'auto',
  maxDepth: 0,
  minSamplesSplit: 2,
  minSamplesLeaf: 1,
  minImpurityDecrease: 0,
  classWeight: 'none',
} as const;

export const decisionTree = (params: Partial<TreeParams> = {}): DecisionTree =>
  new DecisionTree({ ...DEFAULTS, maxFeatures: 'all', ...params });

export const randomForest = (params: Partial<ForestParams> = {}): RandomForest =>
  new RandomForest({ ...DEFAULTS, trees: 100, bootstrap: true, maxFeatures: 'auto', ...params });

const even = <T>(items: readonly T[]): T[] => items.filter((_, i) => i % 2 === 0);
const odd = <T>(items: readonly T[]): T[] => items.filter((_, i) => i % 2 === 1);

/** The golden problem: its even rows to learn from, the odd ones to be asked about. */
export const train: Table = tableOf(even(golden.rows));
export const asked: Table = tableOf(odd(golden.rows));
export const weights: readonly number[] = even(golden.weights);
export const targetOf = (task: Task): Target =>
  task === 'classification' ? classesOf(even(golden.labels)) : numbersOf(even(golden.numbers));
