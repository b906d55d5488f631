// Variants of a definition side by side: each runs with the same seeds, and differences are taken seed by seed.
//
//   definitions × over ─ readVariants ─> variants        all that is wrong is told before anything runs
//     seeds × variants ─ createStudy ─> runs              seed by seed, so that an interruption leaves pairs
//     runs ─ groupsOf ─> groups                           only what is about the same problem is compared
import { Problem, type CreateOptions } from '@tunewright/core';
import { batteries } from './batteries.js';
import { groupsOf, type ComparedGroup } from './compare-groups.js';
import { runOne, type ComparedRun } from './compare-run.js';
import { metricOf, readVariants, labelOf, type Base, type Factor, type Variant } from './compare-variants.js';

/** What came out of a comparison. */
export interface Comparison {
  /** `interrupted`: stopped from outside; only the runs that ended are there. */
  readonly status: 'finished' | 'interrupted';
  readonly seeds: readonly number[];
  readonly groups: readonly ComparedGroup[];
}

/** How far a comparison is. */
export interface CompareProgress {
  readonly done: number;
  readonly total: number;
  /** What runs next; absent at the end. */
  readonly variant?: string;
  readonly seed?: number;
}

/** What `compare` varies, and how often. */
export interface CompareOptions extends Pick<
  Partial<CreateOptions>,
  'registry' | 'plugins' | 'functions' | 'directory'
> {
  /** What to vary, by path, with values as in assignments: `{ search: ['random', 'grid'] }`. Every combination runs. */
  readonly over?: Readonly<Record<string, readonly string[]>>;
  /** How many seeds, counted from that of the first definition, or the seeds themselves; default 10. */
  readonly seeds?: number | readonly number[];
  /** Assignments that hold for all variants. */
  readonly set?: readonly string[];
  /** A metric of all variants; default: the one that each ranks its trials by. */
  readonly metric?: string;
  readonly signal?: AbortSignal;
  /** Called before each run and at the end. */
  readonly onProgress?: (progress: CompareProgress) => void;
}

const USUAL_SEEDS = 10;

/**
 * Runs every variant with every seed, one after the other. A definition may be a JSON value, a text, or what
 * `parseDefinition` gave; nothing is stored unless it names a store. A run that fails is part of the result.
 *
 * ```ts
 * const { groups } = await compare(definition, { over: { search: ['random', 'grid'] }, seeds: 10 });
 * ```
 *
 * Rejects with a `Problem` when a variant is not sound, before anything has run.
 */
export function compare(definitions: unknown, options: CompareOptions = {}): Promise<Comparison> {
  const list: readonly unknown[] = Array.isArray(definitions) ? definitions : [definitions];
  const directory = options.directory ?? process.cwd();
  return compareBases(
    list.map((definition, i) => ({ definition, directory, label: `definition ${i + 1}` })),
    options,
  );
}

/** As {@link compare}, for definitions of different folders. */
export async function compareBases(bases: readonly Base[], options: CompareOptions): Promise<Comparison> {
  const own = options.registry ?? batteries();
  const registry = options.plugins ? own.copy().register(options.plugins, 'the options') : own;
  const over = Object.entries(options.over ?? {}).map(([name, values]): Factor => ({ name, values }));
  const variants = await readVariants({ bases, over, set: options.set ?? [], registry });
  const measured = variants.map((variant) => ({
    variant,
    metric: metricOf(variant, options.metric),
    runs: [] as ComparedRun[],
  }));
  const seeds = seedsOf(options.seeds ?? USUAL_SEEDS, variants[0]?.pipeline.seed ?? 0);
  const status = await runAll(measured, seeds, { ...options, registry });
  return { status, seeds, groups: groupsOf(measured, seeds) };
}

function seedsOf(seeds: number | readonly number[], first: number): readonly number[] {
  if (!(typeof seeds === 'number' ? seeds >= 1 : seeds.length >= 1))
    throw Problem.of('no-seeds', 'Each variant runs with one seed at least. Say how many by "seeds".');
  return typeof seeds === 'number' ? Array.from({ length: seeds }, (_, i) => first + i) : seeds;
}

interface Measured {
  readonly variant: Variant;
  readonly metric: { readonly name: string };
  readonly runs: ComparedRun[];
}

async function runAll(
  measured: readonly Measured[],
  seeds: readonly number[],
  options: CompareOptions,
): Promise<Comparison['status']> {
  const { signal, onProgress } = options;
  const total = seeds.length * measured.length;
  let done = 0;
  for (const seed of seeds) {
    for (const { variant, metric, runs } of measured) {
      const label = labelOf(variant.settings, Object.keys(variant.settings));
      onProgress?.({ done, total, variant: label, seed });
      const run = signal?.aborted ? undefined : await runOne(variant, seed, metric.name, options);
      if (run === undefined) return 'interrupted';
      runs.push(run);
      done++;
    }
  }
  onProgress?.({ done, total });
  return 'finished';
}
