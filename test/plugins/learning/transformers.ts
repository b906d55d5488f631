// What tests of transformers share: tables, and what scikit-learn gives as written by test/golden/make-transformers.py.
import type { Column, FittedTransformer, PluginClass, Table, Target, Task, TransformerPlugin } from '@tunewright/core';
import { contract } from '@tunewright/core/testing';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classesOf, contextOf, rowsOf, tableOf, type PlainContext } from './support.js';

export type RowsWithGaps = readonly (readonly (number | null)[])[];
type Rows = readonly (readonly number[])[];

export interface TransformerGolden {
  readonly columns: {
    readonly train: RowsWithGaps;
    readonly heldOut: RowsWithGaps;
    readonly cases: readonly { readonly use: string; readonly params: object; readonly gives: RowsWithGaps }[];
  };
  readonly normalQuantiles: { readonly shares: readonly number[]; readonly gives: readonly number[] };
  readonly power: {
    readonly train: RowsWithGaps;
    readonly heldOut: RowsWithGaps;
    readonly lambdas: readonly number[];
    readonly cases: readonly { readonly standardize: boolean; readonly gives: RowsWithGaps }[];
  };
  readonly rows: {
    readonly rows: Rows;
    readonly cases: readonly { readonly norm: 'l1' | 'l2' | 'max'; readonly gives: Rows }[];
  };
  readonly encoded: {
    readonly train: RowsWithGaps;
    readonly heldOut: RowsWithGaps;
    readonly colors: readonly string[];
    readonly sizes: readonly string[];
    readonly oneHot: readonly {
      readonly drop: 'none' | 'first' | 'if-binary';
      readonly names: readonly string[];
      readonly gives: RowsWithGaps;
    }[];
    readonly ordinal: RowsWithGaps;
  };
  readonly pca: readonly {
    readonly params: { readonly components: number | 'all'; readonly whiten: boolean };
    readonly train: Rows;
    readonly heldOut: Rows;
    readonly gives: Rows;
    readonly variances: readonly number[];
  }[];
  readonly selection: readonly {
    readonly rows: Rows;
    readonly classes: readonly number[];
    readonly numbers: readonly number[];
    readonly fClasses: readonly (number | null)[];
    readonly fNumbers: readonly number[];
    /** Columns without ties. */
    readonly varied: readonly number[];
    readonly informationOfClasses: readonly number[];
    readonly informationOfNumbers: readonly number[];
    readonly kept: Readonly<Record<string, readonly number[]>>;
  }[];
  readonly variance: readonly { readonly threshold: number; readonly kept: readonly number[] }[];
}

export const golden = JSON.parse(
  readFileSync(new URL('../../golden/transformers.json', import.meta.url), 'utf8'),
) as TransformerGolden;

/** Missing values are null in JSON. */
export const gapped = (rows: RowsWithGaps): number[][] => rows.map((row) => row.map((value) => value ?? Number.NaN));

/** Fits on a table whose target plays no role, or on one given. */
export function fitOn(
  plugin: TransformerPlugin,
  train: Table,
  target: Target = classesOf(Array.from({ length: train.length }, (_, i) => i % 2)),
  context: PlainContext = contextOf(1),
): FittedTransformer {
  return plugin.fit(train, target, context);
}

/** The same after a journey through JSON. */
export function restored(plugin: TransformerPlugin, fitted: FittedTransformer): FittedTransformer {
  return plugin.restore(JSON.parse(JSON.stringify(fitted.toJSON())) as never);
}

/** Same gaps, and numbers that differ by 1e-9 at most, relative above 1. */
export function expectNear(found: Rows, wanted: RowsWithGaps, tolerance = 1e-9): void {
  const [a, b] = [found.flat(), gapped(wanted).flat()];
  expect(a).toHaveLength(b.length);
  expect(a.map(Number.isNaN)).toEqual(b.map(Number.isNaN));
  a.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    const off = Math.abs(value - (b[i] as number)) / Math.max(1, Math.abs(value));
    expect(off, `number ${i}: ${value} for ${b[i] as number}`).toBeLessThanOrEqual(tolerance);
  });
}

/** Every golden case of a transformer that changes each numeric column by itself. */
export function agreesByColumn(use: string, make: (params: never) => TransformerPlugin, tolerance?: number): void {
  const cases = golden.columns.cases.filter((each) => each.use === use);
  it.each(cases)('gives what scikit-learn gives with $params', ({ params, gives }) => {
    const plugin = make(params as never);
    const heldOut = tableOf(gapped(golden.columns.heldOut));
    const fitted = fitOn(plugin, tableOf(gapped(golden.columns.train)));
    expectNear(rowsOf(fitted.transform(heldOut)), gives, tolerance);
    expect(rowsOf(restored(plugin, fitted).transform(heldOut))).toEqual(rowsOf(fitted.transform(heldOut)));
  });
}

/** The contract of its kind, kept with each of these parameters. */
export function keepsContract(target: PluginClass, params: readonly object[], task: Task = 'classification'): void {
  describe.each(params.map((each) => ({ each, given: JSON.stringify(each) })))('with $given', ({ each }) => {
    for (const { name, check } of contract(target, { params: { ...each }, task })) it(name, check);
  });
}

/** A table of columns with names and categories of their own; numeric where there are none. */
export function mixedTable(columns: Readonly<Record<string, readonly string[] | null>>, rows: RowsWithGaps): Table {
  const named = Object.entries(columns).map(([name, categories]): Column =>
    categories === null ? { name, type: 'numeric' } : { name, type: 'categorical', categories },
  );
  return { columns: named, length: rows.length, values: Float64Array.from(gapped(rows).flat()) };
}

export const namesOf = (table: Table): string[] => table.columns.map(({ name }) => name);
