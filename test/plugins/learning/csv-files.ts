// Files of rows for the tests of the data set "csv": written to a folder of their own, read back, and what was wrong.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProblem, type Data } from '@tunewright/core';
import { Csv } from '@tunewright/learning';
import { rowsOf } from './support.js';

export type CsvParams = ConstructorParameters<typeof Csv>[0];

const DEFAULTS: CsvParams = {
  path: 'rows.csv',
  target: 'y',
  columns: {},
  quote: '"',
  header: true,
  encoding: 'utf-8',
  missing: ['', 'NA', 'NaN', 'nan', 'null', '?'],
  decimal: '.',
};

/** Reads what `content` says, with the defaults of the schema for parameters that are not given. */
export async function read(content: string | Uint8Array, params: Partial<CsvParams> = {}): Promise<Data> {
  const folder = mkdtempSync(join(tmpdir(), 'tunewright-'));
  try {
    writeFileSync(join(folder, 'rows.csv'), content);
    return await new Csv({ ...DEFAULTS, ...params }, folder).load();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is wrong with it, one line a complaint: `code pointer text`. */
export async function wrong(content: string | Uint8Array, params: Partial<CsvParams> = {}): Promise<string[]> {
  try {
    await read(content, params);
  } catch (error) {
    if (isProblem(error))
      return error.complaints.map(({ code, pointer = '', text }) => `${code} ${pointer} ${text}`.replace('  ', ' '));
    throw error;
  }
  return [];
}

/** Each row by the texts of its categories, its numbers, and null where there is a gap. */
export function cells({ features }: Data): (string | number | null)[][] {
  return rowsOf(features).map((row) =>
    row.map((value, j) => (Number.isNaN(value) ? null : (features.columns[j]!.categories?.[value] ?? value))),
  );
}

export function targets({ target }: Data): (string | number)[] {
  return [...target.values].map((value) => target.classes[value] ?? value);
}
