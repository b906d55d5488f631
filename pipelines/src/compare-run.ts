// One study of a comparison, and what is kept of it.
import { isProblem, type CreateOptions, type History, type StudyResult } from '@tunewright/core';
import type { Variant } from './compare-variants.js';
import { createStudy } from './create-study.js';

/** One study of one variant. */
export interface ComparedRun {
  readonly seed: number;
  /** Of the trial that is the study's result; absent when the run failed. */
  readonly score?: number;
  /** On the test set, where the definition sets one aside. */
  readonly testScore?: number;
  /** Trials that ended, whatever their state. */
  readonly trials: number;
  readonly milliseconds: number;
  /** Why there is no score. */
  readonly failure?: string;
}

interface RunOptions extends Pick<Partial<CreateOptions>, 'functions' | 'registry'> {
  readonly signal?: AbortSignal;
}

/** Runs a variant with one seed; never rejects. undefined when it was interrupted. */
export async function runOne(
  { source, directory }: Variant,
  seed: number,
  metric: string,
  { functions, registry, signal }: RunOptions,
): Promise<ComparedRun | undefined> {
  try {
    const study = await createStudy(source(seed), {
      directory,
      ...(functions && { functions }),
      ...(registry && { registry }),
    });
    const result = await study.run(signal ? { signal } : {});
    return result.status === 'interrupted' ? undefined : { seed, ...outcomeOf(result, metric) };
  } catch (error) {
    return { seed, trials: 0, milliseconds: 0, failure: wordsOf(error) };
  }
}

function outcomeOf({ history, counts }: StudyResult, metric: string): Omit<ComparedRun, 'seed'> {
  const trial = history.selected ?? history.best?.trial;
  const score = trial === undefined ? undefined : history.trial(trial).scores[metric];
  const testScore = history.tested?.scores[metric];
  return {
    ...(score === undefined ? { failure: failureOf(history) } : { score }),
    ...(testScore !== undefined && { testScore }),
    trials: counts.finished + counts.stopped + counts.paused + counts.failed,
    milliseconds: history.elapsed,
  };
}

function failureOf(history: History): string {
  const failed = [...history.trials()].find(({ failure }) => failure);
  return `No trial finished.${failed?.failure ? ` The first failed with: ${failed.failure.message}` : ''}`;
}

function wordsOf(error: unknown): string {
  if (isProblem(error)) return error.complaints.map(({ text }) => text).join(' ');
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
