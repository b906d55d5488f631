// What every transformer promises.
import assert from 'node:assert/strict';
import type { Table, Target, Task } from '../contracts/table.js';
import type { FittedTransformer, TransformerPlugin } from '../contracts/transformer.js';
import { seeded } from '../numeric/random.js';
import { takeTarget } from '../numeric/table.js';
import { inCase, lawsOf, throughJson, unlessRefused, type Checks } from './check.js';
import type { Law } from './law.js';
import {
  contextOf,
  demandWellFormed,
  guard,
  ownBlock,
  positions,
  rowsFrom,
  sameTable,
  tableOf,
  targetOf,
} from './samples.js';
import type { Subject } from './subject.js';

/** Training rows and rows to come, both views of one block. */
export interface Sample {
  readonly label: string;
  readonly train: Table;
  readonly target: Target;
  readonly later: Table;
}

// Rounding may differ when rows are worked on in another order.
const ROUNDING = 1e-9;

export function transformerLaws(subject: Subject<'transformer' | 'scaler'>): readonly Law[] {
  return lawsOf({ ...shapeLaws(subject), ...fitLaws(subject) });
}

const SHAPES = [
  { label: 'numbers', rows: 40, columns: 4 },
  { label: 'one column', rows: 40, columns: 1 },
  { label: 'numbers and categories', rows: 40, columns: 3, categories: true },
  { label: 'missing values', rows: 40, columns: 3, missing: 0.2 },
];

function sampleOf(seed: number, task: Task): Sample {
  const { label, ...shape } = SHAPES[seed] as (typeof SHAPES)[number];
  const random = seeded(seed);
  const table = tableOf(random, shape);
  const target = takeTarget(targetOf(random, shape.rows, task), positions(5, 30));
  return { label: `${label}, seed ${seed}`, train: rowsFrom(table, 5, 30), target, later: rowsFrom(table, 25, 40) };
}

/** Made-up tables; those that the plugin refuses (categories or missing values, perhaps) are left out. */
function samplesFor({ make, options }: Subject<'transformer' | 'scaler'>): readonly Sample[] {
  const task = options.task ?? 'classification';
  const samples = SHAPES.flatMap((_, seed) => {
    // Tried on a sample of its own: a plugin that edits its input is to be found out by the law.
    const tried = sampleOf(seed, task);
    const accepted = unlessRefused(() => fitted(make(), tried).transform(tried.later));
    return accepted === undefined ? [] : [sampleOf(seed, task)];
  });
  assert.notEqual(samples.length, 0, 'The plugin refused every table: numbers, categories, missing values.');
  return samples;
}

export function fitted(plugin: TransformerPlugin, { train, target }: Sample, seed = 1): FittedTransformer {
  return plugin.fit(train, target, contextOf(seed));
}

/** Runs a check on each sample that the plugin accepts. */
export function onSamples(subject: Subject<'transformer' | 'scaler'>, check: (sample: Sample) => void): () => void {
  return () => {
    for (const sample of samplesFor(subject)) inCase(sample.label, () => check(sample));
  };
}

function shapeLaws(subject: Subject<'transformer' | 'scaler'>): Checks {
  const { make } = subject;
  return {
    'keeps the number of rows': onSamples(subject, (sample) => {
      const { transform } = bound(fitted(make(), sample));
      for (const rows of [sample.train, sample.later]) assert.equal(transform(rows).length, rows.length);
    }),
    'gives well-formed tables, with the same columns whatever the rows': onSamples(subject, (sample) => {
      const { transform } = bound(fitted(make(), sample));
      const [train, later] = [transform(sample.train), transform(sample.later)];
      demandWellFormed(train);
      demandWellFormed(later);
      assert.deepEqual(later.columns, train.columns);
    }),
    'leaves its input as it was': onSamples(subject, (sample) => {
      const { train, target, later } = sample;
      const unchanged = guard({ train, target, later });
      const { transform } = bound(fitted(make(), sample));
      transform(train);
      transform(later);
      unchanged();
    }),
    'gives a table of its own, or the very one it was given': onSamples(subject, (sample) => {
      const { transform } = bound(fitted(make(), sample));
      const result = transform(sample.later);
      const shared = result !== sample.later && result.values.buffer === sample.later.values.buffer;
      assert.ok(!shared, 'A new table should not share the block of the old one.');
    }),
    'reads the rows that a table shows, not its block': onSamples(subject, (sample) => {
      const own = { ...sample, train: ownBlock(sample.train), later: ownBlock(sample.later) };
      const expected = fitted(make(), own).transform(own.later);
      sameTable(fitted(make(), sample).transform(sample.later), expected, 'Rows of a shared block', ROUNDING);
    }),
    'changes a row in the same way whatever rows stand beside it': onSamples(subject, (sample) => {
      const { transform } = bound(fitted(make(), sample));
      const all = ownBlock(transform(sample.later));
      const few = transform(subset(sample.later, 3, 9));
      sameTable(few, ownBlock(rowsFrom(all, 3, 9)), 'Rows 3 to 8 alone', ROUNDING);
    }),
  };
}

function fitLaws(subject: Subject<'transformer' | 'scaler'>): Checks {
  const { make } = subject;
  return {
    'learns from the training rows only': onSamples(subject, (sample) => {
      const { train, target } = sample;
      const before = fitted(make(), sample).transform(train);
      const poisoned = { ...train, values: poison(train) };
      const after = make().fit(poisoned, target, contextOf(1)).transform(poisoned);
      sameTable(after, before, 'Training rows after other rows of the block were changed');
    }),
    'does the same with the same seed': onSamples(subject, (sample) => {
      const [first, second] = [fitted(make(), sample), fitted(make(), sample)];
      sameTable(second.transform(sample.later), first.transform(sample.later), 'A second fit');
    }),
    'is not changed when its plugin is fitted again': onSamples(subject, (sample) => {
      const plugin = make();
      const first = fitted(plugin, sample);
      const before = ownBlock(first.transform(sample.later));
      const numbers = Float64Array.from(sample.later.values, (value, i) =>
        Number.isInteger(value) ? value : value * i,
      );
      unlessRefused(() => plugin.fit({ ...sample.train, values: numbers }, sample.target, contextOf(2)));
      sameTable(first.transform(sample.later), before, 'The first fit after a second one');
    }),
    'is restored from its JSON': onSamples(subject, (sample) => {
      const first = fitted(make(), sample);
      const restored = make().restore(throughJson(first.toJSON()));
      sameTable(restored.transform(sample.later), first.transform(sample.later), 'The restored transformer');
      throughJson(restored.toJSON());
    }),
    'handles a single row': () => demandHandled(subject, 1),
    'handles constant columns': () => demandHandled(subject, 12),
  };
}

/** Rows that are all alike: they are transformed, or refused in so many words, unless a scaler only shifts and scales. */
function demandHandled(subject: Subject<'transformer' | 'scaler'>, rows: number): void {
  const columns = [
    { name: 'x', type: 'numeric' },
    { name: 'y', type: 'numeric' },
  ] as const;
  const train: Table = { columns, length: rows, values: Float64Array.from({ length: 2 * rows }, (_, i) => i % 2) };
  const target = targetOf(seeded(1), rows, subject.options.task ?? 'classification');
  const work = () => subject.make().fit(train, target, contextOf(1)).transform(train);
  const result = subject.manifest.kind === 'scaler' ? work() : unlessRefused(work);
  if (result === undefined) return;
  assert.equal(result.length, rows);
  demandWellFormed(result);
  for (const value of ownBlock(result).values) assert.ok(Number.isFinite(value), `A value became ${value}.`);
}

/** The block, with every row changed that the table does not show. */
function poison({ values, rows, columns }: Table): Float64Array {
  const width = columns.length;
  const shown = new Set(rows);
  return values.map((value, i) =>
    shown.has(Math.floor(i / width)) ? value : columns[i % width]?.type === 'numeric' ? 1e6 + i : 0,
  );
}

function subset(table: Table, from: number, to: number): Table {
  return ownBlock(rowsFrom(table, from, to));
}

function bound(transformer: FittedTransformer): Pick<FittedTransformer, 'transform'> {
  return { transform: (rows) => transformer.transform(rows) };
}
