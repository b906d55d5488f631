// What is to be predicted, from the column it stands in.
import type { Target, Task } from '@tunewright/core';
import { rankCategories, type ColumnReader } from './column-reader.js';
import { problem } from './sentences.js';
import { trimmed } from './strided.js';

/** Different whole numbers at most, and rows of each at least (on average), that are taken for classes unasked. */
const [MOST_CLASSES, LEAST_ROWS] = [20, 5];
/** More classes than this are refused when they are also more than half as many as rows. */
const PLAUSIBLE_CLASSES = 50;

/** @throws {Problem} a target of one class, or of nearly as many classes as rows. */
export function targetOf(reader: ColumnReader, task: Task | undefined, rows: number, file: string): Target {
  const { name } = reader;
  const values = trimmed(reader.into.block, rows, file);
  const text = reader.type === 'categorical';
  const numbers = text ? undefined : [...new Set(values)].sort((a, b) => a - b);
  if (numbers !== undefined && (task ?? inferred(numbers, rows)) === 'regression')
    return { task: 'regression', values, classes: [] };
  const classes = numbers === undefined ? rankCategories(reader, rows) : numberedClasses(values, numbers);
  if (classes.length === 1) throw problem('csvOneClass', { file, name, found: classes[0] as string }, '/target');
  if (classes.length > PLAUSIBLE_CLASSES && classes.length > rows / 2)
    throw problem('csvManyClasses', { file, name, classes: classes.length, rows, text }, '/target');
  return { task: 'classification', values, classes };
}

function inferred(numbers: readonly number[], rows: number): Task {
  const few = numbers.length === 2 || (numbers.length <= MOST_CLASSES && rows >= LEAST_ROWS * numbers.length);
  return few && numbers.every(Number.isInteger) ? 'classification' : 'regression';
}

/** Puts the index of its class in place of each number. */
function numberedClasses(values: Float64Array, numbers: readonly number[]): readonly string[] {
  const classes = numbers.map(String).sort();
  const indices = new Map(classes.map((label, k) => [Number(label), k]));
  for (let row = 0; row < values.length; row++) values[row] = indices.get(values[row] as number) as number;
  return classes;
}
