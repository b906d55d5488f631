// Trials and outcomes for tests in virtual time.
import type { Observable } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { expect } from 'vitest';
import type { MetricInfo, Outcome, TrialProposed } from '@tunewright/core';
import { ONCE } from '../../../core/src/study/repeats.js';
import { RunningTrial } from '../../../core/src/study/running-trial.js';

export const SCORE: MetricInfo = { name: 'score', goal: 'maximize', objective: true };

export const scheduler = (): TestScheduler => new TestScheduler((actual, expected) => expect(actual).toEqual(expected));

export function trialOf(folds: number, number = 7): RunningTrial {
  const proposed: TrialProposed = {
    type: 'trial-proposed',
    at: 0,
    trial: number,
    configuration: { x: 0.5 },
    origin: 'random',
    repeat: 0,
  };
  const all = Array.from({ length: folds }, (_, fold) => fold);
  return new RunningTrial(proposed, {
    point: Float64Array.of(0.5),
    text: '{"x":0.5}',
    folds: all,
    allFolds: folds,
    repeats: ONCE,
    metrics: [SCORE],
  });
}

export const scored = (score: number): Outcome => ({
  kind: 'scored',
  scores: { score },
  fitMilliseconds: 1,
  milliseconds: 2,
});

export const failed: Outcome = {
  kind: 'failed',
  failure: { cause: 'nan', message: 'no number', fingerprint: '00000000' },
  milliseconds: 3,
};

/** Promises wait for the event loop, which does not turn in virtual time; this one settles when its source emits. */
export function arriving(outcome$: Observable<Outcome>): Promise<Outcome> {
  const thenable: Pick<PromiseLike<Outcome>, 'then'> = {
    then: ((fulfilled: (outcome: Outcome) => void, rejected: (error: unknown) => void) => {
      outcome$.subscribe({ next: fulfilled, error: rejected });
    }) as PromiseLike<Outcome>['then'],
  };
  return thenable as Promise<Outcome>;
}
