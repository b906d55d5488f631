// The five-line form: a space, a function, the best parameters.
import {
  Problem,
  type Complaint,
  type CreateOptions,
  type Json,
  type JsonObject,
  type ObjectiveContext,
  type Score,
  type StudyResult,
} from '@tunewright/core';
import { createStudy } from './create-study.js';
import type { Domain } from './domains.js';

/** The parameters that a space of domains gives. */
export type Parameters<S extends Readonly<Record<string, Domain<unknown>>>> = {
  readonly [N in keyof S]: S[N] extends Domain<infer T> ? T : never;
};

/** How `tune` searches. */
export interface TuneOptions extends Omit<Partial<CreateOptions>, 'functions'> {
  /** Trials at most; default 50. */
  readonly trials?: number;
  /** Time for all trials, such as "10m". */
  readonly time?: string;
  /** Default: `maximize`, as a score wants to be large. */
  readonly goal?: 'maximize' | 'minimize';
  /** A searcher; default: as of the definition language. */
  readonly search?: { readonly use: string } & JsonObject;
  readonly earlyStopping?: readonly ({ readonly use: string } & JsonObject)[];
  readonly seed?: number;
  /** Trials at once; default 1. */
  readonly concurrency?: number;
  /** For one trial, such as "30s". */
  readonly timeout?: string;
  readonly signal?: AbortSignal;
}

/** What `tune` found. */
export interface TuneResult<P> extends StudyResult {
  readonly parameters: P;
  readonly score: number;
  readonly trial: number;
}

/**
 * Finds the parameters with the best score.
 *
 * ```ts
 * const best = await tune({ lr: float(1e-5, 0.1, { log: true }) }, async ({ lr }, { report, signal }) => score);
 * ```
 *
 * Throws a `Problem` when the space is not sound, and an error with the first failure when no trial finished.
 */
export async function tune<const S extends Readonly<Record<string, Domain<unknown>>>>(
  space: S,
  objective: (parameters: Parameters<S>, context: ObjectiveContext) => Score | Promise<Score>,
  given: TuneOptions = {},
): Promise<TuneResult<Parameters<S>>> {
  demandArguments(space, objective, given);
  const { signal, ...options } = given;
  const study = await createStudy(definitionOf(space, options), {
    ...options,
    functions: { objective },
  });
  const result = await study.run(signal ? { signal } : {});
  const { best, history } = result;
  if (best === undefined) throw new Error(noneFinished(result));
  return { ...result, parameters: best.params as Parameters<S>, score: best.score, trial: best.trial, history };
}

/** Every option there is; the compiler demands those that are added. */
const OPTIONS: Readonly<Record<keyof TuneOptions, true>> = {
  trials: true,
  time: true,
  goal: true,
  search: true,
  earlyStopping: true,
  seed: true,
  concurrency: true,
  timeout: true,
  signal: true,
  registry: true,
  plugins: true,
  directory: true,
  set: true,
  environment: true,
  store: true,
  past: true,
  resume: true,
  shared: true,
  monitors: true,
  services: true,
  clock: true,
  version: true,
};

/** What the compiler says in TypeScript, for those who write JavaScript. */
function demandArguments(space: object, objective: unknown, options: object): void {
  const complaints: Complaint[] = [];
  const complain = (code: string, text: string): void => void complaints.push({ code, text });
  if (typeof objective !== 'function')
    complain(
      'no-function',
      `tune needs a function that gives a score, as its second argument; found ${typeof objective}.`,
    );
  for (const [name, domain] of Object.entries(space))
    if (!(domain instanceof Object && 'json' in domain))
      complain('no-domain', `"${name}" is no domain. Write float(0, 1), int(1, 10) or choice(['a', 'b']).`);
  for (const key of Object.keys(options))
    if (!Object.hasOwn(OPTIONS, key))
      complain('unknown-option', `tune has no option "${key}". There are: ${Object.keys(OPTIONS).join(', ')}.`);
  if (complaints.length > 0) throw new Problem(complaints);
}

function definitionOf(space: Readonly<Record<string, Domain<unknown>>>, options: TuneOptions): JsonObject {
  const { trials = 50, time, goal = 'maximize', search, earlyStopping, seed, concurrency, timeout } = options;
  return {
    name: 'tune',
    objective: { use: 'function', name: 'objective' },
    space: Object.fromEntries(Object.entries(space).map(([name, { json }]) => [name, json])),
    metrics: [{ name: 'score', goal }],
    budget: { trials, ...(time !== undefined && { time }) },
    ...(search && { search }),
    ...(earlyStopping && { earlyStopping }),
    ...(seed !== undefined && { seed }),
    run: { ...(concurrency !== undefined && { concurrency }), ...(timeout !== undefined && { timeout }) },
  } satisfies Readonly<Record<string, Json>>;
}

function noneFinished({ status, counts, history }: StudyResult): string {
  const failed = [...history.trials()].find((trial) => trial.failure);
  const example = failed?.failure ? ` The first failed with: ${failed.failure.message}` : '';
  return `No trial finished (${status}; ${counts.failed} failed, ${counts.stopped} stopped).${example}`;
}
