// Tables, targets and contexts for the suites, made from seeds.
import assert from 'node:assert/strict';
import type { Training } from '../contracts/estimator.js';
import type { Json } from '../contracts/json.js';
import type { Random } from '../contracts/random.js';
import type { Column, Data, Table, Target, Task } from '../contracts/table.js';
import { seeded } from '../numeric/random.js';
import { denseRows, takeRows } from '../numeric/table.js';
import { sameNumbers } from './check.js';

export interface TableShape {
  readonly rows: number;
  readonly columns: number;
  /** Also a categorical column, the last. */
  readonly categories?: boolean;
  /** Share of the values that are missing. */
  readonly missing?: number;
}

/** Normal numbers, each column with a center and a scale of its own. */
export function tableOf(random: Random, { rows, columns, categories = false, missing = 0 }: TableShape): Table {
  const named: Column[] = Array.from({ length: columns }, (_, j) => ({ name: `x${j}`, type: 'numeric' }));
  if (categories) named.push({ name: 'color', type: 'categorical', categories: ['blue', 'green', 'red'] });
  const width = named.length;
  const values = new Float64Array(rows * width);
  for (let i = 0; i < values.length; i++) {
    const j = i % width;
    const value = j < columns ? 3 * j - 2 + (j + 1) * random.normal() : random.below(3);
    values[i] = random.next() < missing ? Number.NaN : value;
  }
  return { columns: named, length: rows, values };
}

export function targetOf(random: Random, rows: number, task: Task, classes = 3): Target {
  if (task === 'regression') return { task, classes: [], values: new Float64Array(rows).map(() => random.normal()) };
  // Every class has members, in mixed order.
  const values = random.shuffle(Float64Array.from({ length: rows }, (_, row) => row % classes));
  return { task, classes: ['a', 'b', 'c', 'd'].slice(0, classes), values };
}

/** Data in which the first two columns decide the target, and a third says nothing. */
export function plantedData(random: Random, rows: number, task: Task, classes = 3): Data {
  const columns: Column[] = ['x', 'y', 'noise'].map((name) => ({ name, type: 'numeric' }));
  const target = targetOf(random, rows, task, classes);
  const values = new Float64Array(rows * 3).map(() => random.normal());
  for (let row = 0; row < rows; row++) {
    const [x, y] = [values[row * 3] as number, values[row * 3 + 1] as number];
    const label = target.values[row] as number;
    if (task === 'regression') {
      target.values[row] = 3 * x - 2 * y + 0.1 * random.normal();
    } else {
      // Clusters 4 standard deviations apart, on a triangle.
      values[row * 3] = x + 4 * (label % 2);
      values[row * 3 + 1] = y + 4 * (label >> 1);
    }
  }
  return { features: { columns, length: rows, values }, target };
}

/** A context outside any study. Nothing is shared with other contexts. */
export function contextOf(seed: number | string, extra: Partial<Training> = {}): Training {
  const cache = new Map<string, unknown>();
  return {
    random: seeded(seed),
    signal: new AbortController().signal,
    report: () => undefined,
    pulse: () => undefined,
    shared: <T>(key: string, make: () => T): T => {
      if (!cache.has(key)) cache.set(key, make());
      return cache.get(key) as T;
    },
    notice: () => undefined,
    checkpoint: null,
    keep: (_checkpoint: Json) => undefined,
    fidelity: {},
    ...extra,
  };
}

/** A context of a trial that was cancelled before it began. */
export function cancelledContext(seed: number | string): Training {
  const refuse = () => {
    throw new Error('The trial was cancelled.');
  };
  return contextOf(seed, { signal: AbortSignal.abort(), pulse: refuse, report: refuse });
}

/** The whole numbers in [from, to). */
export function positions(from: number, to: number): Int32Array {
  return Int32Array.from({ length: to - from }, (_, i) => from + i);
}

/** The same rows in a block of their own. */
export function ownBlock(table: Table): Table {
  return { columns: table.columns, length: table.length, values: denseRows(table).slice() };
}

/** Says later whether what the plugin was given is still what it was. */
export function guard(inputs: Readonly<Record<string, unknown>>): () => void {
  const before = structuredClone(inputs);
  return () => assert.deepEqual(inputs, before, 'What a plugin is given should stay as it was.');
}

/** Same columns and same rows, whatever the blocks behind them. */
export function sameTable(actual: Table, expected: Table, what: string, tolerance = 0): void {
  assert.deepEqual(actual.columns, expected.columns, `${what}: the columns should be the same.`);
  assert.equal(actual.length, expected.length, `${what}: there should be ${expected.length} rows.`);
  sameNumbers(denseRows(actual), denseRows(expected), what, tolerance);
}

/** A table that keeps its own promises: names, size of the block, rows inside it, categories inside their lists. */
export function demandWellFormed(table: Table): void {
  const { columns, length, values, rows } = table;
  const width = columns.length;
  assert.equal(new Set(columns.map(({ name }) => name)).size, width, 'Columns should have different names.');
  if (rows === undefined) {
    assert.equal(values.length, length * width, `A block of ${length} rows should hold ${length * width} values.`);
  } else {
    assert.equal(rows.length, length, `There should be ${length} row indices.`);
    for (const row of rows)
      assert.ok(row >= 0 && (row + 1) * width <= values.length, `Row ${row} is not in the block.`);
  }
  const dense = denseRows(table);
  columns.forEach(({ name, type, categories }, j) => {
    if (type === 'numeric') return;
    const count = categories?.length ?? 0;
    for (let i = 0; i < length; i++) {
      const value = dense[i * width + j] as number;
      const known = Number.isNaN(value) || (Number.isInteger(value) && value >= 0 && value < count);
      assert.ok(known, `Row ${i} of "${name}" should be the index of one of ${count} categories, but is ${value}.`);
    }
  });
}

/** Some rows of some data. */
export function rowsFrom(table: Table, from: number, to: number): Table {
  return takeRows(table, positions(from, to));
}
