// Small tables, targets and a plain context for tests of plugins.
import { seeded, type Column, type Table, type Target, type Training } from '@tunewright/core';

/** A table of numeric columns a, b, c, …; `categorical` names those that hold categories. */
export function tableOf(rows: readonly (readonly number[])[], categorical: readonly string[] = []): Table {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, j): Column => {
    const name = j < 26 ? String.fromCharCode(97 + j) : `c${String(j)}`;
    return categorical.includes(name)
      ? { name, type: 'categorical', categories: ['x', 'y', 'z'] }
      : { name, type: 'numeric' };
  });
  return { columns, length: rows.length, values: Float64Array.from(rows.flat()) };
}

/** Classes by index; they are called A, B, C, … */
export function classesOf(labels: readonly number[], count = Math.max(...labels) + 1): Target {
  const classes = Array.from({ length: count }, (_, k) => String.fromCharCode(65 + k));
  return { task: 'classification', values: Float64Array.from(labels), classes };
}

export function numbersOf(values: readonly number[]): Target {
  return { task: 'regression', values: Float64Array.from(values), classes: [] };
}

/** The table's rows, one list each. */
export function rowsOf({ columns, length, rows, values }: Table): number[][] {
  const width = columns.length;
  return Array.from({ length }, (_, i) => {
    const start = (rows === undefined ? i : (rows[i] as number)) * width;
    return Array.from(values.subarray(start, start + width));
  });
}

/** A flat row-major block as rows. */
export function chunked(block: ArrayLike<number>, width: number): number[][] {
  return Array.from({ length: block.length / width }, (_, i) =>
    Array.from({ length: width }, (__, j) => block[i * width + j] as number),
  );
}

export interface PlainContext extends Training {
  /** What `notice` was told: code and text. */
  readonly notices: [code: string, text: string][];
  /** Calls of `pulse` so far. */
  readonly pulses: () => number;
}

/** A context without study: never aborted, shared values in a map of its own or one given. */
export function contextOf(
  seed: number,
  extra: { weights?: readonly number[]; cache?: Map<string, unknown> } = {},
): PlainContext {
  const cache = extra.cache ?? new Map<string, unknown>();
  const notices: [string, string][] = [];
  let pulses = 0;
  return {
    random: seeded(seed),
    signal: new AbortController().signal,
    report: () => undefined,
    pulse: () => void pulses++,
    shared: <T>(key: string, make: () => T): T => {
      if (!cache.has(key)) cache.set(key, make());
      return cache.get(key) as T;
    },
    notice: (code, text) => void notices.push([code, text]),
    keep: () => undefined,
    fidelity: {},
    checkpoint: null,
    notices,
    pulses: () => pulses,
    ...(extra.weights === undefined ? {} : { weights: Float64Array.from(extra.weights) }),
  };
}

/** The largest difference between numbers in the same places. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs((a[i] as number) - (b[i] as number)));
  return most;
}
