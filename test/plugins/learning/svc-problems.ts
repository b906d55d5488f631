// Problems of the golden file as tables, and a context to fit in.
import { readFileSync } from 'node:fs';
import { seeded, takeRows, takeTarget, type Table, type Target, type Training } from '@tunewright/core';
import { Svc } from '@tunewright/learning';

export type SvcParams = ConstructorParameters<typeof Svc>[0];

interface Golden {
  readonly data: Readonly<Record<string, { readonly rows: number[][]; readonly target: number[] }>>;
  readonly heldOut: Readonly<Record<string, number[][]>>;
  readonly grids: readonly {
    readonly title: string;
    readonly data: string;
    readonly scaled: boolean;
    readonly rows: readonly { readonly params: Partial<SvcParams>; readonly right: number[] }[];
  }[];
  readonly fits: readonly {
    readonly title: string;
    readonly data: string;
    readonly params: Partial<SvcParams>;
    readonly weights?: number[];
    readonly supportVectors: number;
    readonly values: number[];
    readonly scores: number[];
    readonly probabilities: number[];
  }[];
  readonly large: { readonly params: Partial<SvcParams>; readonly supportVectors: number; readonly scores: number[] };
}

export const golden = JSON.parse(readFileSync(new URL('../../golden/svc.json', import.meta.url), 'utf8')) as Golden;

const DEFAULTS: SvcParams = {
  C: 1,
  kernel: 'rbf',
  gamma: 'scale',
  degree: 3,
  coef0: 0,
  classWeight: 'none',
  probability: false,
  tolerance: 1e-3,
  maxIterations: 0,
};

export const svc = (params: Partial<SvcParams> = {}): Svc => new Svc({ ...DEFAULTS, ...params });

export interface Problem {
  readonly features: Table;
  readonly target: Target;
}

export function problemOf(rows: readonly (readonly number[])[], labels: readonly number[], classes?: number): Problem {
  const columns = (rows[0] ?? []).map((_, j) => ({ name: `column ${j + 1}`, type: 'numeric' as const }));
  const count = classes ?? Math.max(...labels) + 1;
  return {
    features: { columns, length: rows.length, values: Float64Array.from(rows.flat()) },
    target: {
      task: 'classification',
      classes: Array.from({ length: count }, (_, k) => `class ${k}`),
      values: Float64Array.from(labels),
    },
  };
}

/** A data set of the golden file; `binary` is iris without its first class. */
export function goldenProblem(name: string): Problem {
  const { rows, target } = golden.data[name === 'binary' ? 'iris' : name] ?? { rows: [], target: [] };
  if (name !== 'binary') return problemOf(rows, target);
  const kept = target.flatMap((label, i) => (label > 0 ? [i] : []));
  return problemOf(
    kept.map((i) => rows[i] ?? []),
    kept.map((i) => (target[i] ?? 0) - 1),
  );
}

export function choose({ features, target }: Problem, rows: readonly number[]): Problem {
  const positions = Int32Array.from(rows);
  return { features: takeRows(features, positions), target: takeTarget(target, positions) };
}

/** Rows that meet a condition on their number. */
export const rowsWhere = (problem: Problem, test: (row: number) => boolean): number[] =>
  [...Array(problem.features.length).keys()].filter(test);

export interface Fold {
  readonly train: Problem;
  readonly heldOut: Problem;
}

/** The golden file's folds of a data set; `scaled` columns have mean 0 and variance 1 in the training rows. */
export function foldsOf(name: string, scaled: boolean): Fold[] {
  const whole = goldenProblem(name);
  return (golden.heldOut[name] ?? []).map((held) => {
    const outside = new Set(held);
    const train = choose(
      whole,
      rowsWhere(whole, (row) => !outside.has(row)),
    );
    const heldOut = choose(whole, held);
    return scaled ? standardized(train, heldOut) : { train, heldOut };
  });
}

function standardized(train: Problem, heldOut: Problem): Fold {
  const width = train.features.columns.length;
  const entry = ({ rows, values }: Table, i: number, j: number): number => values[(rows?.[i] ?? i) * width + j] ?? 0;
  const moments = Array.from({ length: width }, (_, j) => {
    const column = Array.from({ length: train.features.length }, (_, i) => entry(train.features, i, j));
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length;
    return { mean, spread: Math.sqrt(variance) };
  });
  const scale = ({ features, target }: Problem): Problem => {
    const rows = Array.from({ length: features.length }, (_, i) =>
      moments.map(({ mean, spread }, j) => (entry(features, i, j) - mean) / spread),
    );
    return { ...problemOf(rows, [...target.values], target.classes.length), target };
  };
  return { train: scale(train), heldOut: scale(heldOut) };
}

export interface Surroundings {
  readonly heldOut?: Table;
  readonly weights?: Float64Array;
  readonly shared?: Map<string, unknown>;
  readonly notices?: string[];
  readonly pulse?: () => void;
}

/** What surrounds a fit. Pass one `shared` map to share work between fits of a fold. */
export function contextOf(given: Surroundings = {}): Training {
  const shared = given.shared ?? new Map<string, unknown>();
  return {
    random: seeded(1),
    signal: new AbortController().signal,
    report: () => {},
    pulse: given.pulse ?? (() => {}),
    shared: <T>(key: string, make: () => T): T => {
      if (!shared.has(key)) shared.set(key, make());
      return shared.get(key) as T;
    },
    notice: (code) => void given.notices?.push(code),
    checkpoint: null,
    keep: () => {},
    fidelity: {},
    ...(given.heldOut && { heldOut: given.heldOut }),
    ...(given.weights && { weights: given.weights }),
  };
}
