import { concat, merge, of, type Observable } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Clock } from '@tunewright/core';
import { rateOf } from '../../../core/src/definition/rate.js';
import type { Rate } from '../../../core/src/definition/pipeline.js';
import { Pace } from '../../../core/src/graph/pace.js';
import { Study } from '../../../core/src/graph/study.js';
import { blackBox, registry, TestClock, type BlackBox, type Objective } from '../../support/black-box.js';
import { scheduler } from './marbles.js';

describe('a rate', () => {
  it.each([
    { text: '10/s', count: 10, milliseconds: 1000 },
    { text: '60/5m', count: 60, milliseconds: 300_000 },
    { text: '1/0.5h', count: 1, milliseconds: 1_800_000 },
    { text: '3/ms', count: 3, milliseconds: 1 },
    { text: '999999/2d', count: 999_999, milliseconds: 172_800_000 },
  ])('written $text is $count in $milliseconds ms', ({ text, ...rate }) => {
    expect(rateOf(text)).toEqual(rate);
  });
});

describe('a pace', () => {
  /** So many turns, each told as a letter; the time is that of the scheduler. */
  function turns(clock: Clock, rate: Rate | undefined, names: string): Observable<string> {
    const pace = new Pace(clock, rate);
    return merge(
      ...names.split('').map((name) =>
        concat(
          pace.turn(() => undefined),
          of(name),
        ),
      ),
    );
  }

  it.each([
    { rate: undefined, gives: '(abcd|)' },
    { rate: { count: 9, milliseconds: 4 }, gives: '(abcd|)' },
    { rate: { count: 1, milliseconds: 2 }, gives: 'a-b-c-(d|)' },
    { rate: { count: 1, milliseconds: 1.5 }, gives: 'a-bc-(d|)' },
  ])('of $rate lets them begin as in $gives', ({ rate, gives }) => {
    const marbles = scheduler();
    marbles.run(({ expectObservable }) => {
      const clock = { now: () => marbles.now(), date: () => '' };
      expectObservable(turns(clock, rate, 'abcd')).toBe(gives);
    });
  });

  it.each([
    { count: 2, milliseconds: 10 },
    { count: 3, milliseconds: 7 },
    { count: 5, milliseconds: 3 },
  ])('lets no more than $count begin in any $milliseconds ms, and no fewer than it may', ({ count, milliseconds }) => {
    const marbles = scheduler();
    const begun: number[] = [];
    marbles.run(({ cold }) => {
      const pace = new Pace({ now: () => marbles.now(), date: () => '' }, { count, milliseconds });
      // Some arrive together, some alone, some after a pause.
      for (const arrivals of ['aaaa-------a--a', '--bb----------------b'])
        cold(arrivals).subscribe(() => {
          concat(
            pace.turn(() => undefined),
            of(0),
          ).subscribe(() => begun.push(marbles.now()));
        });
    });
    for (const [i, time] of begun.entries()) {
      const before = begun[i - count];
      if (before !== undefined) expect(time - before).toBeGreaterThanOrEqual(milliseconds);
    }
    expect(begun).toHaveLength(9);
  });

  it('tells how long a turn took, and waits no more once nobody does', () => {
    const marbles = scheduler();
    const waited: number[] = [];
    marbles.run(({ expectObservable }) => {
      const pace = new Pace({ now: () => marbles.now(), date: () => '' }, { count: 1, milliseconds: 5 });
      const turn$ = pace.turn((milliseconds) => waited.push(milliseconds));
      expectObservable(turn$).toBe('|');
      expectObservable(turn$).toBe('-----|');
      expectObservable(turn$, '^--!').toBe('-');
    });
    expect(waited).toEqual([0, 5]);
  });

  it('waits on by its own clock when a timer is early', () => {
    vi.useFakeTimers();
    const clock = new TestClock();
    const pace = new Pace(clock, { count: 1, milliseconds: 10 });
    let turns = 0;
    const count = { complete: () => turns++ };
    pace.turn(() => undefined).subscribe(count);
    pace.turn(() => undefined).subscribe(count);
    clock.time = 9.6;
    vi.advanceTimersByTime(10);
    expect(turns).toBe(1);
    clock.time = 10;
    vi.advanceTimersByTime(1);
    expect(turns).toBe(2);
    vi.useRealTimers();
  });
});

describe('a study with a rate', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const clock: Clock = { now: () => performance.now(), date: () => '' };

  function studyOf(objective: Objective, options: BlackBox): Study {
    return new Study(blackBox(options), {
      registry: registry(),
      clock,
      directory: '.',
      functions: { objective },
      versions: {},
    });
  }

  it('begins its measurements no faster, whatever they belong to', async () => {
    const begun: number[] = [];
    const origin = performance.now();
    const objective: Objective = ({ x }) => (begun.push(performance.now() - origin), x);
    const study = studyOf(objective, {
      trials: 3,
      instances: 2,
      concurrency: 2,
      repeats: { times: 2, aggregate: 'mean' },
      rate: { count: 4, milliseconds: 1000 },
    });
    const running = study.run();
    await vi.runAllTimersAsync();
    expect((await running).counts.finished).toBe(3);
    expect(begun.map((time) => Math.floor(time / 1000))).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
  });

  it('has the same trials as one without', async () => {
    const noisy: Objective = ({ x }, { random }) => x + random.next();
    const scoresOf = async (rate?: Rate): Promise<unknown> => {
      const study = studyOf(noisy, { trials: 6, concurrency: 2, lag: 2, ...(rate && { rate }) });
      const running = study.run();
      await vi.runAllTimersAsync();
      await running;
      return [...study.history.trials()].map(({ scores, configuration }) => ({ scores, configuration }));
    };
    expect(await scoresOf({ count: 1, milliseconds: 100 })).toEqual(await scoresOf());
  });

  it('does not count waiting as time of the trial', async () => {
    const objective: Objective = (_, { pulse }) =>
      new Promise((resolve) => {
        setTimeout(() => {
          pulse();
          resolve(1);
        }, 20);
      });
    const study = studyOf(objective, {
      trials: 1,
      instances: 3,
      timeout: 70,
      rate: { count: 1, milliseconds: 500 },
    });
    const running = study.run();
    await vi.runAllTimersAsync();
    await running;
    expect(study.history.counts).toMatchObject({ finished: 1, failed: 0 });
    expect(study.history.trial(0).milliseconds).toBe(60);
    expect(study.history.elapsed).toBeGreaterThanOrEqual(1000);
  });

  it('ends at once when it is stopped while it waits', async () => {
    let calls = 0;
    const study = studyOf(() => ++calls, { trials: 5, rate: { count: 1, milliseconds: 60_000 } });
    const running = study.run();
    await vi.advanceTimersByTimeAsync(100);
    expect(calls).toBe(1);
    study.stop();
    expect((await running).status).toBe('interrupted');
    await vi.runAllTimersAsync();
    expect(calls).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
