// The five-line form: a space, a function, the best parameters.
import type { CreateOptions, Json, JsonObject, ObjectiveContext, Score, StudyResult } from '@tunewright/core';
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
  { signal, ...options }: TuneOptions = {},
): Promise<TuneResult<Parameters<S>>> {
  const study = await createStudy(definitionOf(space, options), {
    ...options,
    functions: { objective },
  });
  const result = await study.run(signal ? { signal } : {});
  const { best, history } = result;
  if (best === undefined) throw new Error(noneFinished(result));
  return { ...result, parameters: best.params as Parameters<S>, score: best.score, trial: best.trial, history };
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
