// How a study ends when it does not come to its end: stopped, broken off by what surrounds it, left by its user.
import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { Store, type MonitorPlugin, type StudyEvent, type StudyLog } from '@tunewright/core';
import Type from 'typebox';
import { Study } from '../../../core/src/graph/study.js';
import { systemClock } from '../../../core/src/study/system-clock.js';
import { blackBox, registry, TestClock, type BlackBox, type Objective } from '../../support/black-box.js';

const NONE = Type.Object({}, { additionalProperties: false });

interface Setup extends BlackBox {
  readonly log?: Partial<StudyLog>;
  readonly monitors?: readonly MonitorPlugin[];
  readonly clock?: TestClock;
}

function studyOf(objective: Objective, { log, monitors, clock, ...options }: Setup = {}): Study {
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
