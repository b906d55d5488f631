// Reads the CSV files shipped in `data/`: a header, numeric features, the target in the last column, no quotes.
// Not for files of users.
import { readFileSync } from 'node:fs';
import type { Data, Target, Task } from '@tunewright/core';

/** A loader that reads the file once a process: later calls share the block. */
export function shippedData(file: URL, task: Task = 'classification'): () => Data {
  let data: Data | undefined;
  return () => (data ??= parse(readFileSync(file, 'utf8'), task));
}

function parse(text: string, task: Task): Data {
  const [header, ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const names = (header as string[]).slice(0, -1);
  const values = sharedNumbers(rows.length * names.length);
  rows.forEach((row, i) => names.forEach((_, j) => (values[i * names.length + j] = Number(row[j]))));
  return {
    features: { columns: names.map((name) => ({ name, type: 'numeric' })), length: rows.length, values },
    target: targetOf(
      rows.map((row) => row.at(-1) as string),
      task,
    ),
  };
}

function targetOf(texts: readonly string[], task: Task): Target {
  const values = sharedNumbers(texts.length);
  const classes = task === 'regression' ? [] : [...new Set(texts)].sort();
  texts.forEach((text, i) => (values[i] = task === 'regression' ? Number(text) : classes.indexOf(text)));
  return { task, values, classes };
}

// Shared memory, so that worker threads see the block without a copy.
function sharedNumbers(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT));
}
