// Shipped data sets against what scikit-learn loads, as written by test/golden/make-data-sets.py.
import { readFileSync } from 'node:fs';
import type { Data, DataSetPlugin, Table } from '@tunewright/core';
import { describe, expect, it } from 'vitest';
import { rowsOf } from './support.js';

type Numbers = readonly number[];

interface Known {
  readonly rows: number;
  readonly columns: number;
  readonly means: Numbers;
  readonly spreads: Numbers;
  /** Means of each column weighted by the row's number from 1, so that the order counts. */
  readonly moments: Numbers;
  readonly first: Numbers;
  readonly last: Numbers;
  readonly targets?: Numbers;
  readonly counts?: Readonly<Record<string, number>>;
  readonly meansByClass?: Readonly<Record<string, Numbers>>;
}

const file = new URL('../../golden/data-sets.json', import.meta.url);
const all = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Known>>;

function columnMeans(rows: readonly Numbers[], of = (value: number, _row: number) => value): number[] {
  const width = rows[0]?.length ?? 0;
  return Array.from({ length: width }, (_, j) => rows.reduce((sum, row, i) => sum + of(row[j]!, i), 0) / rows.length);
}

function expectClose(found: Numbers, known: Numbers): void {
  expect(found).toHaveLength(known.length);
  found.forEach((value, j) =>
    expect(Math.abs(value - known[j]!), `column ${j}`).toBeLessThan(1e-9 * (1 + Math.abs(value))),
  );
}

export function describeKnownData(name: string, make: () => DataSetPlugin, classes: readonly string[]): void {
  const known = all[name]!;
  const load = () => make().load() as Data;

  describe(`data set ${name}`, () => {
    const { features, target } = load();
    const rows = rowsOf(features);

    it('has the known shape, with different names', () => {
      expect([features.length, features.columns.length]).toEqual([known.rows, known.columns]);
      expect(new Set(features.columns.map((column) => column.name)).size).toBe(known.columns);
      expect(features.columns.every(({ type }) => type === 'numeric')).toBe(true);
    });

    it('holds the numbers of scikit-learn, in the same order', () => {
      expect([rows[0], rows.at(-1)]).toEqual([known.first, known.last]);
      const means = columnMeans(rows);
      expectClose(means, known.means);
      expectClose(
        means.map((mean, j) => Math.sqrt(columnMeans(rows, (value) => (value - mean) ** 2)[j]!)),
        known.spreads,
      );
      expectClose(
        columnMeans(rows, (value, row) => value * (row + 1)),
        known.moments,
      );
    });

    it('has the known target', () => {
      expect(target.classes).toEqual(classes);
      if (known.targets) {
        expect(target.task).toBe('regression');
        expect([...target.values]).toEqual(known.targets);
      } else {
        expect(target.task).toBe('classification');
        expect(countsOf(load())).toEqual(known.counts);
        for (const [k, label] of classes.entries())
          expectClose(columnMeans(rowsOfClass(features, target.values, k)), known.meansByClass![label]!);
      }
    });

    it('is read once, into memory that threads can share', () => {
      expect(load().features.values).toBe(features.values);
      expect(features.values.buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(target.values.buffer).toBeInstanceOf(SharedArrayBuffer);
    });
  });
}

function countsOf({ target }: Data): Record<string, number> {
  return Object.fromEntries(target.classes.map((label, k) => [label, target.values.filter((v) => v === k).length]));
}

function rowsOfClass(table: Table, labels: Float64Array, label: number): number[][] {
  return rowsOf(table).filter((_, row) => labels[row] === label);
}
