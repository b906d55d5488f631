import { denseRows, type Column, type Table, type TransformerPlugin } from '@tunewright/core';
import { describe } from 'vitest';
import { fickle, made, proves, refuse } from './proof.js';

/** Subtracts the mean of each numeric column. */
interface Parts {
  learn(train: Table): readonly number[];
  apply(rows: Table, centers: readonly number[]): Table;
  save(centers: readonly number[]): readonly number[];
}

const isNumeric = ({ type }: Column): boolean => type === 'numeric';

function mapped(rows: Table, change: (value: number, column: number) => number): Table {
  const { columns, length } = rows;
  const values = denseRows(rows).map((value, i) => {
    const j = i % columns.length;
    return isNumeric(columns[j] as Column) ? change(value, j) : value;
  });
  return { columns, length, values };
}

function columnOf(table: Table, j: number): Float64Array {
  return denseRows(table).filter((value, i) => i % table.columns.length === j && !Number.isNaN(value));
}

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
const learn = (train: Table): number[] =>
  train.columns.map((_, j) => sum(columnOf(train, j)) / columnOf(train, j).length);
const good: Parts = {
  learn,
  apply: (rows, centers) => mapped(rows, (value, j) => value - (centers[j] as number)),
  save: (centers) => centers,
};

function build(changes: Partial<Parts> = {}): TransformerPlugin {
  const parts = { ...good, ...changes };
  const fitted = (centers: readonly number[]) => ({
    transform: (rows: Table) => parts.apply(rows, centers),
    toJSON: () => parts.save(centers),
  });
  return { fit: (train) => fitted(parts.learn(train)), restore: (state) => fitted(state as number[]) };
}

const scaler = (changes: Partial<Parts> = {}) => made('scaler', () => build(changes));
const transformer = (changes: Partial<Parts> = {}) => made('transformer', () => build(changes));

/** Keeps what it has learnt in the plugin. */
function forgetful(): TransformerPlugin {
  let centers: readonly number[] = [];
  const fitted = { transform: (rows: Table) => good.apply(rows, centers), toJSON: () => centers };
  const keep = (learnt: readonly number[]) => {
    centers = learnt;
    return fitted;
  };
  return { fit: (train) => keep(learn(train)), restore: (state) => keep(state as number[]) };
}

function edited(rows: Table): Table {
  rows.values.fill(0);
  return rows;
}

function constantRefused(train: Table): readonly number[] {
  return train.length > 1 && train.columns.some((_, j) => new Set(columnOf(train, j)).size === 1)
    ? refuse()
    : learn(train);
}

const broken: Readonly<Record<string, Partial<Parts>>> = {
  'keeps the number of rows': {
    apply: ({ columns, length, ...rows }) => ({
      columns,
      length: length - 1,
      values: denseRows({ columns, length, ...rows }).slice(columns.length),
    }),
  },
  'gives well-formed tables, with the same columns whatever the rows': {
    apply: ({ columns, ...rows }) => ({ ...rows, columns: [...columns, { name: 'more', type: 'numeric' }] }),
  },
  'leaves its input as it was': { apply: edited },
  'gives a table of its own, or the very one it was given': { apply: (rows) => ({ ...rows }) },
  'reads the rows that a table shows, not its block': {
    learn: ({ columns, length, values }) =>
      learn({ columns, length, values: values.slice(0, length * columns.length) }),
  },
  'changes a row in the same way whatever rows stand beside it': { apply: (rows) => good.apply(rows, learn(rows)) },
  'learns from the training rows only': {
    learn: ({ columns, values }) => learn({ columns, values, length: values.length / columns.length }),
  },
  'does the same with the same seed': { learn: (train) => learn(train).map((center) => center + fickle()) },
  'is restored from its JSON': { save: (centers) => centers.map(Math.round) },
  'handles a single row': {
    learn: (train) => train.columns.map((_, j) => sum(columnOf(train, j)) / (train.length - 1)),
  },
  'handles constant columns': { learn: constantRefused },
};

const scaling: Readonly<Record<string, Partial<Parts>>> = {
  'keeps names and types of the columns': {
    apply: ({ columns, ...rows }) => ({
      ...rows,
      columns: columns.map((column) => ({ ...column, name: `${column.name}-scaled` })),
    }),
  },
  'keeps missing values missing, and only those': { apply: (rows) => mapped(rows, (value) => value || 0) },
  'keeps finite numbers finite': { apply: (rows) => mapped(rows, (value) => value * 1e300) },
  'keeps the order within each column': { apply: (rows) => mapped(rows, (value) => -value) },
};

const all = (kind: typeof scaler | typeof transformer, list: Readonly<Record<string, Partial<Parts>>>) =>
  Object.fromEntries(Object.entries(list).map(([law, changes]) => [law, kind(changes)]));
const again = 'is not changed when its plugin is fitted again';

describe('transformers', () => {
  proves(transformer(), { ...all(transformer, broken), [again]: made('transformer', forgetful) });
});

describe('scalers', () => {
  proves(scaler(), { ...all(scaler, { ...broken, ...scaling }), [again]: made('scaler', forgetful) });
});
