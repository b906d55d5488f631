// What tests of networks share: data, contexts that remember what they were told, and fits outside any study.
import {
  seeded,
  systemClock,
  takeRows,
  takeTarget,
  type Data,
  type DataSetPlugin,
  type Json,
  type Model,
  type Reported,
  type Table,
  type Target,
  type Training,
} from '@tunewright/core';
import { contextOf as plain } from '../learning/support.js';
import { Digits, Iris, Wine } from '@tunewright/learning';
import { NeuralNetwork } from '@tunewright/tensorflow';

export type Params = ConstructorParameters<typeof NeuralNetwork>[0];
type Item = Params['layers'][number];
export type Dense = Extract<Item, { type: 'dense' }>;

const DEFAULTS: Params = {
  layers: [{ type: 'dense', units: 8, activation: 'relu' }],
  optimizer: { learningRate: 0.01 },
  schedule: {},
  batchSize: 16,
  epochs: 5,
  classWeights: 'none',
  backEnd: 'auto',
};

/** A network estimator outside any study. */
export function networkOf(params: Partial<Params> = {}): NeuralNetwork {
  return new NeuralNetwork({ ...DEFAULTS, ...params }, systemClock, { make: () => expectNothing() });
}

function expectNothing(): never {
  throw new Error('A network is made of no other plugins.');
}

export interface Recorder extends Training {
  readonly reports: Reported[];
  readonly notices: string[];
  /** The checkpoint of each epoch. */
  readonly kept: Json[];
}

/** A context that remembers. */
export function recorder(extra: Partial<Training> = {}, seed = 1): Recorder {
  const reports: Reported[] = [];
  const notices: string[] = [];
  const kept: Json[] = [];
  return {
    ...plain(seed),
    report: (_, values) => void reports.push(values),
    notice: (code) => void notices.push(code),
    keep: (checkpoint) => void kept.push(JSON.parse(JSON.stringify(checkpoint)) as Json),
    ...extra,
    reports,
    notices,
    kept,
  };
}

/** The reports without what depends on the time. */
export function curve({ reports }: Recorder): Reported[] {
  return reports.map(({ seconds: _, ...values }) => values);
}

export interface Lesson {
  readonly train: Data;
  readonly test: Data;
}

/** Every k-th row is held out; features have mean 0 and spread 1 unless they are to stay as they are. */
export async function lesson(name: 'iris' | 'wine' | 'digits', every = 4, scaled = true): Promise<Lesson> {
  const sets: Readonly<Record<typeof name, DataSetPlugin>> = {
    iris: new Iris(),
    wine: new Wine(),
    digits: new Digits(),
  };
  const { features, target } = await sets[name].load();
  const table = scaled ? standardized(features) : features;
  const order = seeded('rows').shuffle(Int32Array.from({ length: table.length }, (_, row) => row));
  const part = (held: boolean): Data => {
    const rows = order.filter((_, i) => (i % every === 0) === held);
    return { features: takeRows(table, rows), target: takeTarget(target, rows) };
  };
  return { train: part(false), test: part(true) };
}

function standardized({ columns, length, values }: Table): Table {
  const width = columns.length;
  const scaled = new Float64Array(values.length);
  for (let j = 0; j < width; j++) {
    const column = Array.from({ length }, (_, i) => values[i * width + j] as number);
    const mean = column.reduce((a, b) => a + b, 0) / length;
    const spread = Math.sqrt(column.reduce((a, b) => a + (b - mean) ** 2, 0) / length) || 1;
    for (let i = 0; i < length; i++) scaled[i * width + j] = ((column[i] as number) - mean) / spread;
  }
  return { columns, length, values: scaled };
}

export function accuracy(model: Model, { features, target }: Data): number {
  const hits = model.predict(features).filter((value, row) => value === target.values[row]);
  return hits.length / features.length;
}

/** Rows of small random numbers, and a target by which the first column is above 0. */
export function made(rows: number, columns: number, classes = 2): { features: Table; target: Target } {
  const random = seeded(`made ${columns}`);
  const values = new Float64Array(rows * columns).map(() => random.normal());
  const features: Table = {
    columns: Array.from({ length: columns }, (_, j) => ({ name: `x${j}`, type: 'numeric' })),
    length: rows,
    values,
  };
  const labels = Float64Array.from({ length: rows }, (_, i) =>
    Math.min(classes - 1, Math.max(0, Math.floor(((values[i * columns] as number) + 2) / (4 / classes)))),
  );
  return {
    features,
    target: { task: 'classification', classes: 'abcdefgh'.slice(0, classes).split(''), values: labels },
  };
}
