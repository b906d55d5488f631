import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Evaluate, Watch, Work } from '@tunewright/core';
import { fold$, type FoldEvent, type FoldRun } from '../../../core/src/graph/fold.js';
import { TestClock } from '../../support/black-box.js';
import { arriving, failed, scheduler, scored, trialOf } from './marbles.js';

const WORK: Work = { trial: 7, configuration: { x: 0.5 }, fold: 1, repeat: 0, seed: 3 };
const REPORT = { type: 'reported', values: { score: 1 } } as const;
const OF = { at: 9, trial: 7, fold: 1 };
const SCORED: FoldEvent = { type: 'fold-scored', ...OF, scores: { score: 5 }, fitMilliseconds: 1, milliseconds: 2 };
const FAILED: FoldEvent = {
  type: 'trial-failed',
  ...OF,
  failure: { cause: 'nan', message: 'no number', fingerprint: '00000000' },
  milliseconds: 3,
};
const reported = (step: number): FoldEvent => ({ ...REPORT, ...OF, step });

function run(evaluate: Evaluate, deadline = Infinity, clock = new TestClock()): FoldRun {
  return { evaluate, clock, time: () => 9, deadline, priced: false };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('fold$ by marbles', () => {
  it('ends at once with a synchronous outcome', () => {
    scheduler().run(({ expectObservable }) => {
      expectObservable(
        fold$(
          trialOf(2),
          WORK,
          run(() => scored(5)),
        ),
      ).toBe('(s|)', { s: SCORED });
      expectObservable(
        fold$(
          trialOf(2),
          WORK,
          run(() => failed),
        ),
      ).toBe('(f|)', { f: FAILED });
    });
  });

  it('ends when an asynchronous outcome arrives', () => {
    scheduler().run(({ cold, expectObservable }) => {
      const late = (): Promise<ReturnType<typeof scored>> => arriving(cold('---o', { o: scored(5) }));
      expectObservable(fold$(trialOf(2), WORK, run(late))).toBe('---(s|)', { s: SCORED });
    });
  });

  it('tells progress as it comes, and nothing of it after the end', () => {
    scheduler().run(({ cold, expectObservable }) => {
      const evaluate: Evaluate = (_, watch) => {
        cold('-a--b-c', { a: 1, b: 2, c: 3 }).subscribe((step) => {
          watch.progress({ ...REPORT, step });
        });
        return arriving(cold('-----o', { o: scored(5) }));
      };
      const marbles = { a: reported(1), b: reported(2), s: SCORED };
      expectObservable(fold$(trialOf(2), WORK, run(evaluate))).toBe('-a--b(s|)', marbles);
    });
  });

  it('does not tell again what the log of an interrupted trial has', () => {
    scheduler().run(({ cold, expectObservable }) => {
      const trial = trialOf(2);
      trial.told = 2;
      const evaluate: Evaluate = (_, watch) => {
        watch.progress({ type: 'preprocessed', step: 'scale', columns: 2, milliseconds: 1 });
        watch.progress({ ...REPORT, step: 1 });
        watch.progress({ ...REPORT, step: 2 });
        return arriving(cold('--o', { o: scored(5) }));
      };
      expectObservable(fold$(trial, WORK, run(evaluate))).toBe('r-(s|)', { r: reported(2), s: SCORED });
    });
  });

  it('errors with the bug of an evaluator that rejects', () => {
    scheduler().run(({ cold, expectObservable }) => {
      const broken: Evaluate = () => arriving(cold('--#'));
      expectObservable(fold$(trialOf(2), WORK, run(broken))).toBe('--#');
    });
  });

  it('aborts when it is unsubscribed from', () => {
    let watch: Watch | undefined;
    scheduler().run(({ cold, expectObservable, flush }) => {
      const evaluate: Evaluate = (_, given) => {
        watch = given;
        expect(given.signal.aborted).toBe(false);
        return arriving(cold('-----o', { o: scored(5) }));
      };
      expectObservable(fold$(trialOf(2), WORK, run(evaluate)), '--!').toBe('---');
      flush();
    });
    expect(watch?.signal.aborted).toBe(true);
  });
});

describe('the signal of a fold', () => {
  const endings = [
    { when: 'is aborted where the fold failed', outcome: failed, aborted: true },
    { when: 'is left alone where the fold was scored', outcome: scored(5), aborted: false },
  ];
  it.each(endings)('$when', ({ outcome, aborted }) => {
    const abort = vi.fn();
    let watch: Watch | undefined;
    const evaluate: Evaluate = (_, given) => {
      watch = given;
      given.signal.addEventListener('abort', abort);
      return outcome;
    };
    fold$(trialOf(2), WORK, run(evaluate)).subscribe();
    expect(abort).toHaveBeenCalledTimes(aborted ? 1 : 0);
    expect(watch?.signal.aborted).toBe(aborted);
  });
});

describe('the deadline of a fold', () => {
  it('fails an asynchronous fold, and ignores what it says afterwards', async () => {
    vi.useFakeTimers();
    const clock = new TestClock();
    const events: FoldEvent[] = [];
    let watch: Watch | undefined;
    const evaluate: Evaluate = (_, given) => {
      watch = given;
      return new Promise((resolve) => {
        setTimeout(() => {
          resolve(scored(5));
        }, 100);
      });
    };
    fold$(trialOf(2), WORK, run(evaluate, 60, clock)).subscribe((event) => events.push(event));
    clock.time = 60;
    await vi.advanceTimersByTimeAsync(60);
    watch?.progress({ ...REPORT, step: 1 });
    await vi.advanceTimersByTimeAsync(100);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ type: 'trial-failed', failure: { cause: 'timeout' }, milliseconds: 60 });
    expect(watch?.signal.aborted).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves no timer behind where the fold was in time or was cancelled', async () => {
    vi.useFakeTimers();
    fold$(
      trialOf(2),
      WORK,
      run(() => Promise.resolve(scored(5)), 60),
    ).subscribe();
    fold$(
      trialOf(2),
      WORK,
      run(() => new Promise(() => undefined), 60),
    )
      .subscribe()
      .unsubscribe();
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('counts a failed trial by all its folds', () => {
    const trial = trialOf(2);
    trial.milliseconds = 40;
    const events: FoldEvent[] = [];
    fold$(
      trial,
      WORK,
      run(() => failed),
    ).subscribe((event) => events.push(event));
    expect(events[0]).toMatchObject({ milliseconds: 43 });
  });
});
