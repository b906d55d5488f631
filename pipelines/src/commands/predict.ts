import {
  CLOCK,
  DIRECTORY,
  filledIn,
  isProblem,
  Problem,
  provide,
  restorePipeline,
  systemClock,
  withPlugins,
  type Column,
  type FittedPipeline,
  type Json,
  type Plugins,
  type Registry,
  type Table,
} from '@tunewright/core';
import Papa from 'papaparse';
import { batteries } from '../batteries.js';
import { EXIT, readText, reporting } from './definition-file.js';

export interface PredictFlags {
  readonly probabilities: boolean;
  /** Files and packages with plugins that the model was fitted by. */
  readonly plugins: readonly string[];
}

/** Texts that mean that a value is missing, as in the `csv` data set. */
const MISSING: ReadonlySet<string> = new Set(['', 'NA', 'NaN', 'nan', 'null', '?']);

/** Prints one prediction a row of a CSV file. */
export function predict(model: string, file: string, { probabilities, plugins }: PredictFlags): Promise<number> {
  const body = async (): Promise<number> => {
    const fitted = readModel(model, await withPlugins(plugins, process.cwd(), batteries()));
    const rows = readRows(file, fitted.columns);
    const names = ['prediction', ...(probabilities ? fitted.classes.map((label) => `p(${label})`) : [])];
    const table = [names, ...predictions(fitted, rows, probabilities)];
    process.stdout.write(
      `${Papa.unparse(
        table.map((fields) => [...fields]),
        { newline: '\n' },
      )}\n`,
    );
    return EXIT.fine;
  };
  return reporting(file, body);
}

function readModel(file: string, registry: Registry): FittedPipeline {
  try {
    return restorePipeline(JSON.parse(readText(file)) as Json, workshop(registry));
  } catch (error) {
    if (isProblem(error)) throw new Problem(error.complaints.map((complaint) => ({ file, ...complaint })));
    const reason = error instanceof Error ? error.message : String(error);
    const advice = reason.startsWith('No plugin') ? ' Name the file or package that has it: --plugins ./mine.ts' : '';
    throw new Problem([{ code: 'bad-model', text: `This is no sound model: ${reason}${advice}`, file }]);
  }
}

/** Values of variables are not in models; they are read from the environment again. */
function workshop(registry: Registry): Plugins {
  const services = [provide(CLOCK, systemClock), provide(DIRECTORY, process.cwd())];
  return registry.workshop(services, (component, params) => filledIn(component, params, process.env));
}

function predictions(fitted: FittedPipeline, rows: Table, probabilities: boolean): readonly (readonly string[])[] {
  const { task, classes } = fitted;
  const shares = probabilities ? fitted.probabilities(rows) : undefined;
  if (probabilities && shares === undefined)
    throw Problem.of('no-probabilities', 'This model gives no probabilities. Tune it with an estimator that does.');
  return Array.from(fitted.predict(rows), (value, row) => [
    task === 'classification' ? (classes[value] ?? '') : String(value),
    ...Array.from(shares?.subarray(row * classes.length, (row + 1) * classes.length) ?? [], String),
  ]);
}

function readRows(file: string, columns: readonly Column[]): Table {
  const records = parseCsv(file);
  const [header, ...rows] = records;
  const places = columns.map(({ name }) => header?.indexOf(name) ?? -1);
  const absent = columns.filter((_, i) => (places[i] ?? -1) < 0).map(({ name }) => `"${name}"`);
  if (absent.length > 0)
    throw Problem.of('columns-missing', `${file} lacks columns that the model needs: ${absent.join(', ')}.`);
  const values = new Float64Array(rows.length * columns.length);
  rows.forEach((fields, row) => {
    columns.forEach((column, j) => {
      values[row * columns.length + j] = valueOf(fields[places[j] ?? -1] ?? '', column, `${file}, row ${row + 1}`);
    });
  });
  return { columns, values, length: rows.length };
}

function parseCsv(file: string): readonly (readonly string[])[] {
  const text = readText(file).replace(/^\uFEFF/, '');
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy' });
  // A file of one column has no delimiter to be found, which is no fault.
  const [fault] = errors.filter(({ code }) => code !== 'UndetectableDelimiter');
  if (fault) throw Problem.of('bad-csv', `${file}, row ${(fault.row ?? 0) + 1}: ${fault.message}.`);
  return data;
}

function valueOf(text: string, { name, type, categories = [] }: Column, place: string): number {
  if (MISSING.has(text)) return Number.NaN;
  const value = type === 'numeric' ? Number(text) : categories.indexOf(text);
  if (type === 'numeric' ? Number.isFinite(value) : value >= 0) return value;
  const allowed = type === 'numeric' ? 'a number' : `one of ${categories.map((each) => `"${each}"`).join(', ')}`;
  throw Problem.of('bad-value', `${place}: the column "${name}" must hold ${allowed}, found "${text.slice(0, 40)}".`);
}
