import {
  denseRows,
  type EstimatorPlugin,
  type Json,
  type Model,
  type Table,
  type Target,
  type Training,
} from '@tunewright/core';
import { describe } from 'vitest';
import { fickle, made, never, proves, refuse } from './proof.js';

/** Answers as the nearest training row. */
type State = {
  readonly rows: readonly (readonly number[])[];
  readonly targets: readonly number[];
  readonly classes: number;
};
interface Parts {
  learn(train: Table, target: Target, context: Training): State | Promise<State>;
  answer(state: State): Model;
  restore(state: State): Model;
}

function rowsOf(table: Table): number[][] {
  const [dense, width] = [denseRows(table), table.columns.length];
  return Array.from({ length: table.length }, (_, i) => Array.from(dense.subarray(i * width, (i + 1) * width)));
}

const learn = (train: Table, { values, classes }: Target): State => ({
  rows: rowsOf(train),
  targets: [...values],
  classes: classes.length,
});

function nearest({ rows, targets }: State, row: readonly number[]): number {
  const distances = rows.map((other) => other.reduce((sum, x, j) => sum + (x - (row[j] as number)) ** 2, 0));
  return targets[distances.indexOf(Math.min(...distances))] as number;
}

function answer(state: State): Model {
  const predict = (rows: Table) => Float64Array.from(rowsOf(rows), (row) => nearest(state, row));
  const oneHot = (label: number) => Array.from({ length: state.classes }, (_, k) => Number(k === label));
  return {
    predict,
    ...(state.classes > 0 && { probabilities: (rows) => Float64Array.from([...predict(rows)].flatMap(oneHot)) }),
    toJSON: () => state,
  };
}

const good: Parts = { learn, answer, restore: answer };

function build(changes: Partial<Parts>): EstimatorPlugin {
  const parts = { ...good, ...changes };
  return {
    fit: (train, target, context) => {
      const state = parts.learn(train, target, context);
      return state instanceof Promise ? state.then(parts.answer) : parts.answer(state);
    },
    restore: (state: Json) => parts.restore(state as State),
  };
}

const facts = { tasks: ['classification', 'regression'], gives: () => ['values', 'probabilities'], stochastic: false };
const estimator = (changes: Partial<Parts> = {}) => made('estimator', () => build(changes), facts);
const predicting = (change: (values: Float64Array) => Float64Array) =>
  estimator({ answer: (state) => ({ ...answer(state), predict: (rows) => change(answer(state).predict(rows)) }) });

function forgetful(): EstimatorPlugin {
  let kept: State;
  const model: Model = { predict: (rows) => answer(kept).predict(rows), toJSON: () => kept };
  return build({
    learn: (train, target) => (kept = learn(train, target)),
    answer: () => model,
  });
}

describe('estimators', () => {
  proves(estimator(), {
    'predicts one value a row, a class where there are classes': predicting((values) =>
      values.map((value) => value + 0.5),
    ),
    'gives what it declares': estimator({ answer: ({ classes: _, ...state }) => answer({ ...state, classes: 0 }) }),
    'is restored from its JSON': estimator({
      restore: (state) => answer({ ...state, targets: [...state.targets].reverse() }),
    }),
    'gives probabilities in [0, 1] that sum to 1 in each row': estimator({
      answer: (state) => ({
        ...answer(state),
        probabilities: (rows) => new Float64Array(rows.length * state.classes).fill(0.5),
      }),
    }),
    'predicts better than a constant where there is a signal': predicting((values) => values.fill(0)),
    'predicts the same with the same seed': predicting((values) => values.map((value) => value + fickle())),
    'leaves its input as it was': estimator({
      learn: (train, target) => {
        target.values.sort();
        return learn(train, target);
      },
    }),
    'reads the rows that a table shows, not its block': estimator({
      learn: ({ columns, length, values }, target) =>
        learn({ columns, length, values: values.slice(0, length * columns.length) }, target),
    }),
    'keeps a fitted model when it fits again': made('estimator', forgetful, facts),
    'reports steps from 1, rising': estimator({
      learn: (train, target, { report }) => {
        for (const step of [1, 3, 2]) report(step, { loss: 1 });
        return learn(train, target);
      },
    }),
    'predicts the same with any seed, as it says': estimator({
      learn: (train, target, { random }) => {
        const { targets, ...state } = learn(train, target);
        return { ...state, targets: random.shuffle([...targets]) };
      },
    }),
    'takes weights': estimator({
      learn: (train, target, { weights }) => (weights === undefined ? learn(train, target) : refuse()),
    }),
    'ends when its trial is cancelled': estimator({
      learn: (train, target, { signal }) => (signal.aborted ? never<State>() : learn(train, target)),
    }),
    'learns although the training rows lack a class': estimator({
      learn: (train, target) => (new Set(target.values).size < target.classes.length ? refuse() : learn(train, target)),
    }),
  });
});
