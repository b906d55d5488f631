// How a study ends when it does not come to its end: stopped, broken off by what surrounds it, left by its user.
import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { createStudy, Store, type MonitorPlugin, type StudyEvent, type StudyLog } from '@tunewright/core';
import Type from 'typebox';
import { Study } from '../../../core/src/graph/study.js';
import { systemClock } from '../../../core/src/study/system-clock.js';
import { blackBox, registry, TestClock, type BlackBox, type Objective } from '../../support/black-box.js';

const NONE = Type.Object({}, { additionalProperties: false });

interface Setup extends BlackBox {
  readonly log?: Partial<StudyLog>;
  readonly monitors?: readonly MonitorPlugin[];
  readonly clock?: TestClock;
  readonly shared?: boolean;
}

function studyOf(objective: Objective, { log, monitors, clock, shared = false, ...options }: Setup = {}): Study {
  @Store({ name: 'given', summary: 'Opens the log of the test.', params: NONE })
  class Given {
    open(): StudyLog {
      return { location: 'given', past: [], append: () => undefined, close: () => undefined, ...log };
    }
    list() {
      return [];
    }
  }
  return new Study(blackBox(options), {
    registry: registry(Given),
    clock: clock ?? systemClock,
    directory: '.',
    functions: { objective },
    versions: {},
    shared,
    ...(log && { store: { use: 'given' } }),
    ...(monitors && { monitors }),
  });
}

const score: Objective = ({ x }) => x;
const never: Objective = () => new Promise(() => undefined);
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 5);
  });

function typesOf(study: Study): string[] {
  const types: string[] = [];
  study.events$.subscribe(({ type }) => types.push(type));
  return types;
}

describe('stopping', () => {
  it('lets everybody hear the event at hand first', async () => {
    const heard: string[] = [];
    const study: Study = studyOf(score, {
      trials: 3,
      monitors: [
        {
          next: () => {
            study.stop();
          },
          close: () => undefined,
        },
        { next: ({ type }) => void heard.push(type), close: () => void heard.push('closed') },
      ],
    });
    const types = typesOf(study);
    expect(await study.run()).toMatchObject({ status: 'interrupted' });
    expect(types).toEqual(['study-started', 'study-interrupted']);
    expect(heard).toEqual(['study-started', 'study-interrupted', 'closed']);
  });

  it('shows the same events to all who subscribe', async () => {
    const study = studyOf(score, { trials: 3 });
    study.trials$.subscribe(() => {
      study.stop();
    });
    const types = typesOf(study);
    await study.run();
    expect(types.slice(-2)).toEqual(['trial-finished', 'study-interrupted']);
  });

  it('comes too late at the last event', async () => {
    const study = studyOf(score, { trials: 1 });
    study.events$.subscribe(({ type }) => {
      if (type === 'study-finished') study.stop();
    });
    const types = typesOf(study);
    expect(await study.run()).toMatchObject({ status: 'finished' });
    expect(types.at(-1)).toBe('study-finished');
  });

  it('cancels a synchronous evaluation at its next report', async () => {
    const reached: number[] = [];
    const objective: Objective = (_, { report }) => {
      for (let step = 1; step <= 10; step++) {
        reached.push(step);
        report(step, 1);
      }
      return 1;
    };
    const study = studyOf(objective);
    study.reports$.subscribe(({ step }) => {
      if (step === 3) study.stop();
    });
    await study.run();
    expect(reached).toEqual([1, 2, 3]);
  });

  it('during the preparation leaves a log without events, so that a resumed study begins anew', async () => {
    const append = vi.fn();
    const close = vi.fn();
    const study = studyOf(score, { log: { append, close } });
    expect(await study.run({ signal: AbortSignal.abort() })).toMatchObject({ status: 'interrupted' });
    expect(append).not.toHaveBeenCalled();
    expect(close).toHaveBeenCalledOnce();
  });

  it('lets go of the signal when the study is over', async () => {
    const { signal } = new AbortController();
    const study = studyOf(score, { trials: 1 });
    const run = study.run({ signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    await run;
    await turn();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('aborts no signal of an evaluation that came to its end', async () => {
    const abort = vi.fn();
    const objective: Objective = ({ x }, { signal }) => {
      signal.addEventListener('abort', abort);
      return x;
    };
    await studyOf(objective, { trials: 3 }).run();
    expect(abort).not.toHaveBeenCalled();
  });
});

describe('what surrounds a study', () => {
  const full = (type: string) => (event: StudyEvent) => {
    if (event.type === type) throw new Error('the disk is full');
  };

  it('rejects when the interruption cannot be stored, and closes the log', async () => {
    const close = vi.fn();
    const study = studyOf(never, { log: { append: full('study-interrupted'), close } });
    study.proposals$.subscribe(() => {
      study.stop();
    });
    await expect(study.run()).rejects.toThrow('the disk is full');
    expect(close).toHaveBeenCalledOnce();
  });

  it('rejects with the first failure, not with one of closing', async () => {
    const close = (): never => {
      throw new Error('cannot close');
    };
    await expect(studyOf(score, { log: { append: full('fold-scored'), close } }).run()).rejects.toThrow('disk is full');
    await expect(studyOf(score, { log: { close } }).run()).rejects.toThrow('cannot close');
  });

  it('closes every monitor, also when the log or another monitor fails', async () => {
    const closed = vi.fn();
    const monitors: MonitorPlugin[] = [
      { next: () => undefined, close: () => Promise.reject(new Error('first')) },
      { next: () => undefined, close: closed },
    ];
    const types: string[] = [];
    const study = studyOf(score, { trials: 1, monitors });
    study.events$.subscribe({ complete: () => types.push('complete') });
    await expect(study.run()).rejects.toThrow('first');
    expect(closed).toHaveBeenCalledOnce();
    expect(types).toEqual(['complete']);
  });

  it('does not make a failed trial of the bug of a monitor', () => {
    const next = ({ type }: StudyEvent): void => {
      if (type === 'fold-scored') throw new Error('a bug of the monitor');
    };
    const study = studyOf(score, { monitors: [{ next, close: () => undefined }] });
    const trial = study.ask();
    expect(() => study.tell(trial?.number ?? 0, 1)).toThrow('a bug of the monitor');
    expect(study.history.counts.failed).toBe(0);
  });
});

describe('a loop of one’s own', () => {
  it('finishes with the last result, in whatever order they are told', () => {
    const study = studyOf(score, { trials: 3, lag: 4 });
    const types = typesOf(study);
    const asked = [study.ask(), study.ask(), study.ask()];
    expect(study.ask()).toBeUndefined();
    for (const trial of asked.reverse()) study.tell(trial?.number ?? 0, 1);
    expect(types.at(-1)).toBe('study-finished');
    expect(study.history.counts.finished).toBe(3);
  });

  it('is over when the time of the budget is spent', () => {
    const clock = new TestClock();
    const study = studyOf(score, { clock, time: 100, lag: 2 });
    const types = typesOf(study);
    const trial = study.ask();
    clock.time = 100;
    expect(study.ask()).toBeUndefined();
    expect(types.at(-1)).toBe('decided');
    study.tell(trial?.number ?? 0, 1);
    expect(study.ask()).toBeUndefined();
    expect(types.slice(-1)).toEqual(['study-finished']);
    expect(study.history.reason).toBe('the time of the budget is spent');
  });

  it('goes on after a configuration that a formula cannot take', async () => {
    const study = await createStudy(
      {
        // Too rare for the tries that are made while the definition is read.
        space: { x: { tune: 'int', low: 0, high: 100_000 }, y: { expr: '1 / (x - 5000)' } },
        start: [{ x: 5000 }, { x: 4999 }],
        budget: { trials: 2 },
      },
      { registry: registry() },
    );
    const types = typesOf(study);
    const trial = study.ask();
    expect(trial).toMatchObject({ number: 1, parameters: { x: 4999, y: -1 } });
    expect(study.history.trial(0).failure).toMatchObject({
      cause: 'invalid',
      message: '"1 / (x - 5000)" cannot be computed where x is 5000: it gives Infinity.',
    });
    study.tell(1, 1);
    expect(study.ask()).toBeUndefined();
    expect(types.slice(-2)).toEqual(['trial-finished', 'study-finished']);
  });

  it('can be left: the study is interrupted and its log closed', () => {
    const close = vi.fn();
    const study = studyOf(score, { log: { close } });
    const types = typesOf(study);
    const trial = study.ask();
    study.stop();
    study.stop();
    expect(types.slice(-2)).toEqual(['trial-proposed', 'study-interrupted']);
    expect(close).toHaveBeenCalledOnce();
    expect(study.ask()).toBeUndefined();
    expect(() => study.tell(trial?.number ?? 0, 1)).toThrow(/not under way/);
  });

  it('is over once all trials of the budget are asked, even while results are missing', () => {
    const study = studyOf(score, { trials: 2, lag: 1 });
    const types = typesOf(study);
    study.tell(study.ask()?.number ?? 0, 1);
    const last = study.ask();
    expect(study.ask()).toBeUndefined();
    study.tell(last?.number ?? 0, 1);
    expect(types.at(-1)).toBe('study-finished');
    expect(study.ask()).toBeUndefined();
  });

  it('finishes with the last result of the budget, without being asked again', () => {
    const study = studyOf(score, { trials: 1 });
    const types = typesOf(study);
    study.tell(study.ask()?.number ?? 0, 1);
    expect(types.at(-1)).toBe('study-finished');
  });

  it('tells who closes it what failed to close', async () => {
    const close = (): never => {
      throw new Error('the disk is full');
    };
    const study = studyOf(score, { trials: 1, log: { close } });
    study.tell(study.ask()?.number ?? 0, 1);
    await expect(study.close()).rejects.toThrow('the disk is full');
    await expect(study.close()).rejects.toThrow('the disk is full');
  });

  it('can be closed with trials open, which its log then has', async () => {
    const [past, close]: [StudyEvent[], () => void] = [[], vi.fn()];
    const first = studyOf(score, { lag: 3, log: { append: (event) => void past.push(event), close } });
    const [asked] = [first.ask(), first.ask()];
    await first.close();
    expect(close).toHaveBeenCalledOnce();
    expect(past.map(({ type }) => type)).toEqual(['study-started', 'trial-proposed', 'trial-proposed']);
    expect(first.ask()).toBeUndefined();
    expect(() => first.tell(0, 1)).toThrow(/not under way/);

    const second = studyOf(score, { lag: 3, log: { past } });
    const [again] = second.pending();
    expect(second.pending().map(({ number }) => number)).toEqual([0, 1]);
    expect([again?.seed, again?.parameters]).toEqual([asked?.seed, asked?.parameters]);
    second.tell(1, 1);
    expect(second.pending().map(({ number }) => number)).toEqual([0]);
  });

  it('closes what was never asked, and a run', async () => {
    const close = vi.fn();
    await studyOf(score, { log: { close } }).close();
    expect(close).toHaveBeenCalledOnce();
    const study = studyOf(score);
    const running = study.run();
    await study.close();
    expect(await running).toMatchObject({ status: 'interrupted' });
    expect(studyOf(score).pending()).toEqual([]);
  });

  it('has the seeds that the study would hand to its objective', async () => {
    const seeds: number[] = [];
    await studyOf((_, { seed }) => seeds.push(seed), { trials: 3 }).run();
    const study = studyOf(score, { trials: 3 });
    for (const seed of seeds) {
      const trial = study.ask();
      expect(trial?.seed).toBe(seed);
      study.tell(trial?.number ?? 0, 1);
    }
  });

  it('says what became of a trial that nothing can be told of', () => {
    const study = studyOf(score, { trials: 5 });
    for (const result of [1, new Error('lost')]) study.tell(study.ask()?.number ?? 0, result);
    const said = (trial: number): string => {
      try {
        study.tell(trial, 1);
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect([0, 1, 2, -1, 0.5].map(said)).toEqual(
      [
        'trial 0, which is not under way: it has finished already.',
        'trial 1, which is not under way: it has failed already.',
        'trial 2, which is not under way: it was never asked.',
        'trial -1, which is not under way: it was never asked.',
        'trial 0.5, which is not under way: it was never asked.',
      ].map((end) => `Nothing can be told of ${end}`),
    );
    expect(() => study.report(2, 1, 1)).toThrow(/never asked/);
  });

  it('among several processes, leaves open trials to those who asked, and lets time pass', () => {
    const past: StudyEvent[] = [];
    const log = { past, append: (event: StudyEvent): void => void past.push(event) };
    const dated = (seconds: number): TestClock =>
      Object.assign(new TestClock(), { date: () => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString() });
    const process = (seconds: number) =>
      studyOf(score, { lag: 2, time: 20_000, shared: true, clock: dated(seconds), log: { ...log, past: [...past] } });
    expect(process(0).ask()?.number).toBe(0);
    expect(process(3).ask()?.number).toBe(1);
    process(5).tell(1, 1);
    expect(process(20).ask()).toBeUndefined();
    expect(process(21).ask()).toBeUndefined();
    process(22).tell(0, 1);
    expect(past.map(({ type, at }) => [type, at])).toEqual([
      ['study-started', 0],
      ['trial-proposed', 0],
      ['trial-proposed', 3000],
      ['fold-scored', 5000],
      ['trial-finished', 5000],
      ['decided', 20_000],
      ['fold-scored', 22_000],
      ['trial-finished', 22_000],
      ['study-finished', 22_000],
    ]);
    expect(past.flatMap((event) => (event.type === 'trial-finished' ? [event.milliseconds] : []))).toEqual([
      2000, 22_000,
    ]);
  });

  it('told by the trial instead of its number before anything is asked, names the trial', () => {
    const trial = studyOf(score).ask();
    if (trial === undefined) throw new Error('There is no trial.');
    expect(() => studyOf(score).tell(trial, 1)).toThrow(/trial 0/);
  });

  it('reports steps of a resumed trial once', () => {
    const past: StudyEvent[] = [];
    const first = studyOf(score, { log: { append: (event) => void past.push(event) } });
    const begun = first.ask();
    for (const step of [1, 2]) begun?.report(step, step);

    const events: StudyEvent[] = [];
    const second = studyOf(score, { log: { past: [...past], append: (event) => void events.push(event) } });
    const again = second.ask();
    expect(again?.number).toBe(begun?.number);
    for (const step of [1, 2, 3]) expect(again?.report(step, step)).toBe(true);
    expect(events.map((event) => event.type === 'reported' && event.step)).toEqual([3]);
  });

  it('refuses reports of steps that do not count from 1', () => {
    const trial = studyOf(score).ask();
    expect(() => trial?.report(0, 1)).toThrow(/steps from 1/);
  });
});

describe('an objective', () => {
  it('may answer with the promise of another library', async () => {
    const objective = (({ x }: { readonly x: number }) => ({
      then: (fulfilled: (score: number) => void) => {
        fulfilled(x);
      },
    })) as unknown as Objective;
    const { counts } = await studyOf(objective, { trials: 2 }).run();
    expect(counts).toMatchObject({ finished: 2, failed: 0 });
  });

  it('shares values between the trials of one instance, not between instances', async () => {
    const made: unknown[] = [];
    const objective: Objective = (_, { shared, instance }) =>
      shared('loaded', () => (made.push(instance), Number(instance)));
    const study = studyOf(objective, { trials: 3, instances: 2 });
    await study.run();
    expect(made).toEqual([0, 1]);
    expect([...study.history.trial(2).foldScores]).toEqual([0, 1]);
  });

  it.each([
    ['an object without prototype', Object.create(null) as unknown],
    ['an error with an odd message', Object.assign(new Error(), { message: 5 })],
    ['an error with an odd stack', Object.assign(new Error('odd'), { stack: 5 })],
  ])('may throw %s without ending the study', async (_, thrown) => {
    const study = studyOf(
      () => {
        throw thrown;
      },
      { trials: 2 },
    );
    await study.run();
    expect(study.history.counts.failed).toBe(2);
  });
});
