// What a tree or a forest is grown on: ranked columns, a criterion on the target, and the weights of the rows.
import { TrialFailure, type Table, type Target, type Training } from '@tunewright/core';
import type { Criterion } from './criterion.js';
import { Entropy } from './entropy.js';
import { Gini } from './gini.js';
import { criterionName, type CriterionName, type TreeParams } from './params.js';
import { rankColumns, type RankedColumns } from './ranked-columns.js';
import { SquaredError } from './squared-error.js';

export interface Ground {
  readonly columns: RankedColumns;
  readonly criterion: Criterion;
  /** Rows of weight above 0. */
  readonly rows: Int32Array;
  /** One a training row. */
  readonly weights: Float64Array;
}

/** @throws {TrialFailure} `invalid`: parameters that do not fit the task, no row that counts, or unusable columns. */
export function prepare(
  params: TreeParams,
  train: Table,
  target: Target,
  context: Training,
  estimator: string,
): Ground {
  const name = criterionName(params, target.task, estimator);
  const columns = context.shared('trees', () => rankColumns(train, estimator, () => context.pulse()));
  const weights = context.weights?.slice() ?? new Float64Array(train.length).fill(1);
  const rows = Int32Array.from([...weights.keys()].filter((row) => (weights[row] as number) > 0));
  if (rows.length === 0) {
    throw new TrialFailure('invalid', `"${estimator}" cannot be fitted: no training row has a weight above 0.`);
  }
  if (params.classWeight === 'balanced') balance(weights, rows, target);
  return { columns, criterion: criterionFor(name, target), rows, weights };
}

function criterionFor(name: CriterionName, { values, classes }: Target): Criterion {
  if (name === 'squared-error') return new SquaredError(values);
  const ClassCriterion = name === 'gini' ? Gini : Entropy;
  return new ClassCriterion(Int32Array.from(values), classes.length);
}

/** Multiplies each weight by rows / (classes × rows of its class). */
function balance(weights: Float64Array, rows: Int32Array, { values, classes }: Target): void {
  const counts = new Int32Array(classes.length);
  for (const row of rows) counts[values[row] as number] = (counts[values[row] as number] as number) + 1;
  const present = counts.filter((count) => count > 0).length;
  for (const row of rows) {
    const own = counts[values[row] as number] as number;
    weights[row] = ((weights[row] as number) * rows.length) / (present * own);
  }
}
