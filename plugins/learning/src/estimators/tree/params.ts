// Parameters that single trees and forests share.
import { TrialFailure, type Task } from '@tunewright/core';
import Type, { type Static, type TObject } from 'typebox';
import type { Limits } from './grower.js';

const CRITERIA = { gini: 'classification', entropy: 'classification', 'squared-error': 'regression' } as const;
export type CriterionName = keyof typeof CRITERIA;

export const treeParams = {
  criterion: Type.Enum(['auto', 'gini', 'entropy', 'squared-error'], {
    default: 'auto',
    description:
      'The impurity that splits lower: "gini" or "entropy" of classes, "squared-error" of numbers. "auto" is "gini" or ' +
      '"squared-error".',
  }),
  maxDepth: Type.Integer({
    minimum: 0,
    default: 0,
    description: 'Most splits between the root of a tree and a leaf; 0 means no limit.',
  }),
  minSamplesSplit: Type.Integer({
    minimum: 2,
    default: 2,
    description: 'Fewest rows that a node must have to be split.',
  }),
  minSamplesLeaf: Type.Integer({
    minimum: 1,
    default: 1,
    description: 'Fewest rows on either side of a split.',
  }),
  minImpurityDecrease: Type.Number({
    minimum: 0,
    default: 0,
    description: 'Least impurity that a split must take away, times the share of the weight that its node has.',
  }),
  classWeight: Type.Enum(['none', 'balanced'], {
    default: 'none',
    description:
      '"balanced" weighs each row of a class by rows / (classes × rows of the class), so that rare classes count as ' +
      'much. For classes only.',
  }),
};

/** How many columns are tried at each node. */
export const SHARE = Type.Number({ exclusiveMinimum: 0, maximum: 1 });

export type TreeParams = Static<TObject<typeof treeParams>>;

/** @throws {TrialFailure} `invalid`: the criterion or the weights are for another task. */
export function criterionName({ criterion, classWeight }: TreeParams, task: Task, estimator: string): CriterionName {
  if (task === 'regression' && classWeight !== 'none') {
    throw new TrialFailure('invalid', `The target of "${estimator}" has no classes: set "classWeight" to "none".`);
  }
  if (criterion === 'auto') return task === 'classification' ? 'gini' : 'squared-error';
  if (CRITERIA[criterion] === task) return criterion;
  const allowed = (Object.keys(CRITERIA) as CriterionName[]).filter((name) => CRITERIA[name] === task);
  const names = ['auto', ...allowed].map((name) => `"${name}"`).join(', ');
  throw new TrialFailure(
    'invalid',
    `The criterion "${criterion}" of "${estimator}" is not for ${task}. Use one of ${names}.`,
  );
}

export function limitsOf(params: TreeParams, columns: number): Limits {
  return {
    depth: params.maxDepth === 0 ? Infinity : params.maxDepth,
    split: params.minSamplesSplit,
    leaf: params.minSamplesLeaf,
    decrease: params.minImpurityDecrease,
    columns,
  };
}

/** The number of columns tried, of `width`: at least one, rounded down. A number is the share of all columns. */
export function columnsTried(maxFeatures: 'all' | 'sqrt' | 'log2' | number, width: number): number {
  const wanted = {
    all: () => width,
    sqrt: () => Math.sqrt(width),
    log2: () => Math.log2(width),
  };
  const count = typeof maxFeatures === 'number' ? maxFeatures * width : wanted[maxFeatures]();
  return Math.max(1, Math.floor(count));
}
