import { describe, expect, it } from 'vitest';
import type { Score, StudyEvent, StudyLog } from '@tunewright/core';
import { RANDOM, Searcher, Store, Stopper, type SearcherPlugin, type Turn } from '@tunewright/core';
import type { Observable } from 'rxjs';
import Type from 'typebox';
import { Study } from '../../../core/src/graph/study.js';
import { systemClock } from '../../../core/src/study/system-clock.js';
import { blackBox, registry, timeless, TestClock, type BlackBox, type Objective } from '../../support/black-box.js';

const NONE = Type.Object({}, { additionalProperties: false });

interface Setup extends BlackBox {
  readonly plugins?: readonly unknown[];
  readonly clock?: TestClock;
  readonly resume?: boolean;
  readonly store?: { readonly use: string };
}

function studyOf(objective: Objective, { plugins = [], clock, resume, store, ...options }: Setup = {}): Study {
  return new Study(blackBox(options), {
    registry: registry(...plugins),
    clock: clock ?? systemClock,
    directory: '.',
    functions: { objective },
    versions: {},
    resume: resume ?? false,
    store,
  });
}

async function eventsOf(study: Study): Promise<StudyEvent[]> {
  const events: StudyEvent[] = [];
  study.events$.subscribe((event) => events.push(event));
  await study.run();
  return events;
}

const square: Objective = ({ x }) => -((x - 0.3) ** 2);
const later = <T>(value: T, milliseconds = 0): Promise<T> =>
  new Promise((resolve) => {
    setTimeout(() => {
      resolve(value);
    }, milliseconds);
  });

describe('a study', () => {
  it('tells its whole story in events', async () => {
    const events = await eventsOf(studyOf(square, { trials: 2 }));
    expect(events.map((event) => event.type)).toEqual([
      'study-started',
      'trial-proposed',
      'fold-scored',
      'trial-finished',
      'trial-proposed',
      'fold-scored',
      'trial-finished',
      'study-finished',
    ]);
    expect(events.at(-1)).toMatchObject({ counts: { finished: 2, failed: 0, stopped: 0, paused: 0 } });
  });

  it('finds the best trial, by its goal', async () => {
    for (const goal of ['maximize', 'minimize'] as const) {
      const scores = [0.2, 0.9, 0.1, 0.9];
      const { best } = await studyOf((_, { trial }) => scores[trial] as number, { trials: 4, goal }).run();
      expect(best).toMatchObject(goal === 'maximize' ? { trial: 1, score: 0.9 } : { trial: 2, score: 0.1 });
    }
  });

  it('gives the same events for the same seed, and others for another', async () => {
    const run = async (seed: number): Promise<object[]> => (await eventsOf(studyOf(square, { seed }))).map(timeless);
    expect(await run(4)).toEqual(await run(4));
    expect(await run(4)).not.toEqual(await run(5));
  });

  it('seeds a trial by its configuration: the same twice scores the same', async () => {
    // At a lag of 2 the first result is not known when the second trial begins.
    const study = studyOf((_, { random }) => random.next(), {
      trials: 3,
      lag: 2,
      start: [{ x: 0.5 }, { x: 0.5 }],
      onDuplicate: 'reuse',
    });
    await study.run();
    const [first, second, third] = [...study.history.trials()].map((trial) => trial.scores['score']);
    expect(first).toBe(second);
    expect(third).not.toBe(first);
    expect(study.history.reused).toBe(0);
  });

  it('tries the start configurations first', async () => {
    const study = studyOf(square, { trials: 3, start: [{ x: 0.25 }, { x: 1 }] });
    const events = await eventsOf(study);
    const proposed = events.filter((event) => event.type === 'trial-proposed');
    expect(proposed.map(({ origin }) => origin)).toEqual(['start', 'start', 'random']);
    expect(proposed[0]?.configuration).toEqual({ x: 0.25 });
  });

  it('does not draw start configurations again, whatever the lag', async () => {
    const domain = { tune: 'int', low: 1, high: 4, log: false } as const;
    for (let seed = 0; seed < 10; seed++) {
      const study = studyOf(square, {
        parameters: [{ name: 'x', domain, when: [] }],
        start: [{ x: 2 }, { x: 4 }],
        trials: 9,
        lag: 3,
        seed,
      });
      await study.run();
      expect([...study.history.trials()].map(({ configuration }) => configuration['x']).sort()).toEqual([1, 2, 3, 4]);
      expect(study.history.started?.trials).toBe(4);
    }
  });

  it('runs once, however often it is run', async () => {
    let calls = 0;
    const study = studyOf(() => ++calls, { trials: 5 });
    const [first, second] = await Promise.all([study.run(), study.run()]);
    expect(first).toBe(second);
    expect(calls).toBe(5);
  });

  it('starts nothing by being watched', async () => {
    let calls = 0;
    const study = studyOf(() => ++calls, { trials: 5 });
    study.folds$.subscribe();
    await later(null, 5);
    expect(calls).toBe(0);
  });

  it('shows each stream of the graph as a view', async () => {
    const study = studyOf(({ x }, { report }) => (report(1, { score: x }), x), { trials: 3, instances: 2 });
    const seen: Record<string, number> = {};
    const views = ['proposals$', 'folds$', 'reports$', 'trials$', 'stops$', 'findings$', 'preprocessing$'] as const;
    for (const view of views) {
      const view$: Observable<StudyEvent> = study[view];
      view$.subscribe(() => (seen[view] = (seen[view] ?? 0) + 1));
    }
    const lengths: number[] = [];
    study.history$.subscribe((history) => lengths.push(history.length));
    await study.run();
    expect(seen).toEqual({ proposals$: 3, folds$: 6, reports$: 6, trials$: 3 });
    expect(lengths.at(-1)).toBe(3);
  });

  it('can be iterated over, and leaving the loop interrupts it', async () => {
    const types: string[] = [];
    for await (const event of studyOf(square, { trials: 1 })) types.push(event.type);
    expect(types.at(-1)).toBe('study-finished');

    const study = studyOf(({ x }) => later(x), { trials: 1000 });
    for await (const event of study) if (event.type === 'trial-finished') break;
    expect(await study.run()).toMatchObject({ status: 'interrupted' });
    expect(study.history.length).toBeLessThan(10);
  });

  it('rejects the loop with the error of a bug', async () => {
    @Searcher({ name: 'broken', summary: 'Throws.', params: NONE })
    class Broken implements SearcherPlugin {
      ask(): Turn {
        throw new Error('a bug');
      }
      tell(): void {}
      save(): null {
        return null;
      }
      load(): void {}
    }
    const study = studyOf(square, { search: { use: 'broken' }, plugins: [Broken] });
    await expect(study.run()).rejects.toThrow('a bug');
    const again = studyOf(square, { search: { use: 'broken' }, plugins: [Broken] });
    await expect(
      (async () => {
        for await (const event of again) expect(event.type).toBe('study-started');
      })(),
    ).rejects.toThrow('a bug');
  });

  it('runs 100,000 synchronous trials in bounded stack', async () => {
    const { counts } = await studyOf(({ x }) => x, { trials: 100_000 }).run();
    expect(counts.finished).toBe(100_000);
  });

  it('lets timers have their turn while trials run synchronously', async () => {
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort();
    }, 30);
    const result = await studyOf(({ x }) => x, { trials: 10_000_000 }).run({ signal: controller.signal });
    expect(result.status).toBe('interrupted');
  });

  it('ends when the time of the budget is spent, and says so', async () => {
    const clock = new TestClock();
    const events = await eventsOf(studyOf(({ x }) => ((clock.time += 40), x), { clock, time: 100, trials: 50 }));
    expect(events.at(-2)).toMatchObject({ type: 'decided', code: 'time-spent' });
    expect(events.at(-1)).toMatchObject({ reason: 'the time of the budget is spent', counts: { finished: 3 } });
  });
});

describe('a failing trial', () => {
  const cases: readonly { when: string; objective: Objective; cause: string; message: RegExp }[] = [
    {
      when: 'the objective throws',
      objective: () => fail('no such file'),
      cause: 'exception',
      message: /no such file/,
    },
    { when: 'it rejects', objective: () => Promise.reject(new Error('lost')), cause: 'exception', message: /lost/ },
    { when: 'it throws no error', objective: () => reject('text'), cause: 'exception', message: /text/ },
    { when: 'the score is NaN', objective: () => NaN, cause: 'nan', message: /NaN/ },
    { when: 'the score is infinite', objective: () => later(-Infinity), cause: 'diverged', message: /-Infinity/ },
    { when: 'there is no score', objective: () => undefined as unknown as Score, cause: 'invalid', message: /missing/ },
    { when: 'a metric is missing', objective: () => ({ loss: 1 }), cause: 'invalid', message: /no "score".*loss/ },
    {
      when: 'memory is short',
      objective: () => fail('Array buffer allocation failed'),
      cause: 'out-of-memory',
      message: /alloc/,
    },
  ];
  it.each(cases)(
    'is an event with a cause when $when, and the study goes on',
    async ({ objective, cause, message }) => {
      const study = studyOf((parameters, context) => (context.trial === 1 ? objective(parameters, context) : 1), {
        trials: 3,
      });
      const events = await eventsOf(study);
      const failed = events.find((event) => event.type === 'trial-failed');
      expect(failed).toMatchObject({ trial: 1, fold: 0, failure: { cause } });
      expect(failed?.type === 'trial-failed' && failed.failure.message).toMatch(message);
      expect(study.history.counts).toEqual({ finished: 2, failed: 1, stopped: 0, paused: 0 });
    },
  );

  it('runs none of its other folds', async () => {
    const study = studyOf((_, { instance }) => (instance === 1 ? NaN : 1), { trials: 1, instances: 4 });
    await study.run();
    expect(study.history.foldsScored).toBe(1);
  });

  it('has the fingerprint of its origin, not of its numbers', async () => {
    const prints = new Set<string>();
    const study = studyOf((_, { trial }) => fail(trial < 2 ? `bad value ${trial / 7}` : 'another'), { trials: 3 });
    study.trials$.subscribe((event) => event.type === 'trial-failed' && prints.add(event.failure.fingerprint));
    await study.run();
    expect(prints.size).toBe(2);
  });
});

describe('cancellation and timeouts', () => {
  it('reaches the running trial through its signal', async () => {
    const aborted: number[] = [];
    const objective: Objective = (_, { signal, trial }) =>
      new Promise(() => {
        signal.addEventListener('abort', () => aborted.push(trial));
      });
    const study = studyOf(objective, { trials: 10, concurrency: 3 });
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort();
    }, 10);
    const result = await study.run({ signal: controller.signal });
    expect(result).toMatchObject({ status: 'interrupted', best: undefined });
    expect(aborted).toEqual([0, 1, 2]);
  });

  it('fails an asynchronous trial that takes too long, aborts it, and goes on', async () => {
    const aborted: number[] = [];
    const objective: Objective = (_, { signal, trial }) =>
      trial !== 1
        ? 1
        : new Promise(() => {
            signal.addEventListener('abort', () => aborted.push(trial));
          });
    const study = studyOf(objective, { trials: 3, timeout: 20 });
    await study.run();
    expect(study.history.trial(1).failure?.cause).toBe('timeout');
    expect(study.history.counts.finished).toBe(2);
    expect(aborted).toEqual([1]);
  });

  it('fails a synchronous trial at its next pulse', async () => {
    const clock = new TestClock();
    const objective: Objective = (_, context) => {
      for (;;) {
        clock.time += 7;
        context.pulse();
      }
    };
    const study = studyOf(objective, { trials: 1, timeout: 50, clock });
    await study.run();
    expect(study.history.trial(0).failure?.cause).toBe('timeout');
    expect(clock.time).toBe(56);
  });

  it('counts the timeout for all folds of a trial together', async () => {
    const clock = new TestClock();
    const objective: Objective = (_, context) => {
      clock.time += 20;
      context.pulse();
      return 1;
    };
    const study = studyOf(objective, { trials: 1, instances: 5, timeout: 50, clock });
    await study.run();
    expect(study.history.foldsScored).toBe(2);
  });
});

describe('early stopping', () => {
  const median = { id: 'median', reads: 'folds' as const, component: { use: 'median', startup: 3, warmup: 1 } };
  // The score falls with the trial's number, so everything after the start-up is worse than the median.
  const falling: Objective = (_, { trial, instance }) => -trial - (instance as number) / 10;

  it('ends trials that cannot win, and says why and what it saved', async () => {
    const study = studyOf(falling, { trials: 6, instances: 5, stoppers: [median] });
    const events = await eventsOf(study);
    const stopped = events.filter((event) => event.type === 'trial-stopped');
    expect(stopped.map(({ trial }) => trial)).toEqual([3, 4, 5]);
    expect(stopped[0]).toMatchObject({ stopper: 'median', saved: 3, scores: { score: -3.05 } });
    expect(stopped[0]?.reason).toMatch(/best loss 3 after 2 steps is worse than the median 1\.05 of 3 trials/);
    expect(study.history.foldsSaved).toBe(9);
    expect(study.history.best).toMatchObject({ trial: 0 });
  });

  it('decides the same with any number of trials at once, for the same lag', async () => {
    const noisy: Objective = ({ x }, { random, trial }) => later(x + random.next(), (trial * 7) % 5);
    const run = async (concurrency: number): Promise<string[]> => {
      const study = studyOf(noisy, { trials: 24, instances: 4, concurrency, lag: 4, stoppers: [median] });
      const events = (await eventsOf(study)).map(timeless).map((event) => JSON.stringify(event));
      return events.sort();
    };
    const one = await run(1);
    expect(await run(4)).toEqual(one);
    expect(one.some((event) => event.includes('trial-stopped'))).toBe(true);
  });

  it('reads reports where it says so, and cancels the evaluation', async () => {
    @Stopper({ name: 'third-epoch', summary: 'Stops at the third report.', params: NONE, reads: 'epochs' })
    class ThirdEpoch {
      observe(): void {}
      rule() {
        return (curve: readonly unknown[]) =>
          curve.length === 3 ? { action: 'stop' as const, reason: 'enough' } : { action: 'continue' as const };
      }
    }
    const reached: number[] = [];
    const objective: Objective = (_, { report }) => {
      for (let epoch = 1; epoch <= 10; epoch++) {
        report(epoch, { score: epoch });
        reached.push(epoch);
      }
      return 1;
    };
    const stoppers = [{ id: 'third', reads: 'epochs' as const, component: { use: 'third-epoch' } }];
    const study = studyOf(objective, { trials: 1, stoppers, plugins: [ThirdEpoch] });
    const events = await eventsOf(study);
    expect(reached).toEqual([1, 2]);
    expect(events.at(-2)).toMatchObject({ type: 'trial-stopped', stopper: 'third', reason: 'enough' });
    expect(events.filter((event) => event.type === 'reported')).toHaveLength(3);
  });
});

describe('order', () => {
  /** Notes what it had been told at each ask. */
  function spy(): { readonly plugin: unknown; readonly told: number[][] } {
    const told: number[][] = [];
    @Searcher({ name: 'spy', summary: 'Watches.', params: NONE, uses: [RANDOM] })
    class Spy implements SearcherPlugin {
      private readonly known: number[] = [];
      ask(trial: number): Turn {
        told[trial] = [...this.known];
        return { kind: 'work', proposal: { point: Float64Array.of(0.5), origin: 'random' } };
      }
      tell({ trial }: { trial: number }): void {
        this.known.push(trial);
      }
      save(): null {
        return null;
      }
      load(): void {}
    }
    return { plugin: Spy, told };
  }
  const backwards: Objective = (_, { trial }) => later(1, trial % 2 === 0 ? 12 : 1);

  it.each([
    { lag: 1, concurrency: 1 },
    { lag: 3, concurrency: 1 },
    { lag: 3, concurrency: 3 },
  ])('shows proposal t exactly the results up to t − $lag, with $concurrency at once', async ({ lag, concurrency }) => {
    const { plugin, told } = spy();
    await studyOf(backwards, { trials: 8, lag, concurrency, search: { use: 'spy' }, plugins: [plugin] }).run();
    expect(told).toEqual(
      Array.from({ length: 8 }, (_, t) => Array.from({ length: Math.max(0, t - lag + 1) }, (_, i) => i)),
    );
  });

  it('shows whatever has finished when the order is fast', async () => {
    const { plugin, told } = spy();
    await studyOf(backwards, {
      trials: 4,
      concurrency: 2,
      order: 'fast',
      search: { use: 'spy' },
      plugins: [plugin],
    }).run();
    expect(told[2]).toEqual([1]);
  });

  it('tells a waiting searcher one result after another, past the lag', async () => {
    @Searcher({ name: 'generations', summary: 'Waits for four results.', params: NONE })
    class Generations implements SearcherPlugin {
      asked = 0;
      told = 0;
      ask(): Turn {
        if (this.asked % 4 === 0 && this.told < this.asked) return { kind: 'wait' };
        this.asked++;
        return { kind: 'work', proposal: { point: Float64Array.of(0.5), origin: 'evolution' } };
      }
      tell(): void {
        this.told++;
      }
      save(): null {
        return null;
      }
      load(): void {}
    }
    const { counts } = await studyOf(backwards, {
      trials: 12,
      lag: 3,
      concurrency: 3,
      search: { use: 'generations' },
      plugins: [Generations],
    }).run();
    expect(counts.finished).toBe(12);
  });
});

describe('resuming', () => {
  /** A store that begins with what it is given. */
  function memory(past: readonly StudyEvent[]): { readonly plugin: unknown; readonly events: StudyEvent[] } {
    const events = [...past];
    @Store({ name: 'memory', summary: 'Keeps events.', params: NONE })
    class Memory {
      open(): StudyLog {
        return { location: 'memory', past, append: (event) => void events.push(event), close: () => undefined };
      }
      list() {
        return [];
      }
    }
    return { plugin: Memory, events };
  }
  const median = { id: 'median', reads: 'folds' as const, component: { use: 'median', startup: 2, warmup: 1 } };
  const noisy: Objective = ({ x }, { random, report }) => {
    report(1, { score: x });
    report(2, { score: x });
    return x + random.next();
  };
  const setup: Setup = { trials: 9, instances: 4, stoppers: [median], seed: 3 };
  const stored = (past: readonly StudyEvent[]): { study: Study; events: StudyEvent[] } => {
    const { plugin, events } = memory(past);
    return { study: studyOf(noisy, { ...setup, plugins: [plugin], store: { use: 'memory' }, resume: true }), events };
  };

  it('goes on from every possible moment to exactly the same log', async () => {
    const whole = stored([]);
    await whole.study.run();
    const expected = whole.events.map(timeless);
    expect(expected.some((event) => (event as StudyEvent).type === 'trial-stopped')).toBe(true);
    for (let cut = 0; cut < whole.events.length; cut++) {
      const { study, events } = stored(whole.events.slice(0, cut));
      await study.run();
      expect(events.map(timeless), `cut after ${cut} events`).toEqual(expected);
    }
  });

  it('continues the clock of the study', async () => {
    const first = stored([]);
    await first.study.run();
    const past = first.events.slice(0, 10).map((event) => ({ ...event, at: event.at + 5000 }));
    const { study, events } = stored(past);
    await study.run();
    expect(events[10]?.at).toBeGreaterThanOrEqual(5000);
    expect(events.at(-1)?.at).toBeLessThan(8000);
  });

  it('refuses a log whose proposals the searcher does not repeat', async () => {
    const first = stored([]);
    await first.study.run();
    const past = first.events
      .slice(0, 10)
      .map((event) => (event.type === 'trial-proposed' ? { ...event, configuration: { x: 0.123 } } : event));
    await expect(stored(past).study.run()).rejects.toThrow(/trial 0 the searcher proposed \{"x":0.123\} then/);
  });
});

describe('ask and tell', () => {
  it('lets a loop of one’s own evaluate', async () => {
    const study = studyOf(square, { trials: 5 });
    const types: string[] = [];
    study.events$.subscribe(({ type }) => types.push(type));
    for (let trial = study.ask(); trial; trial = study.ask()) {
      const { x } = trial.parameters as { x: number };
      study.tell(trial, trial.number === 2 ? new Error('lost') : x);
    }
    expect(study.history.counts).toMatchObject({ finished: 4, failed: 1 });
    expect(types.at(-1)).toBe('study-finished');
    expect(study.ask()).toBeUndefined();
  });

  it('gives the same proposals as run', async () => {
    const asked = studyOf(square, { trials: 5 });
    for (let trial = asked.ask(); trial; trial = asked.ask()) asked.tell(trial, 1);
    const run = studyOf(() => 1, { trials: 5 });
    await run.run();
    const configurations = (study: Study): unknown =>
      [...study.history.trials()].map(({ configuration }) => configuration);
    expect(configurations(asked)).toEqual(configurations(run));
  });

  it('says what is wrong with the order of calls', async () => {
    const study = studyOf(square, { trials: 5 });
    expect(() => study.tell(0, 1)).toThrow(/trial 0, which is not under way: it was never asked/);
    const first = study.ask();
    expect(() => study.ask()).toThrow(/1 trials are untold/);
    expect(() => study.run()).toThrow(/driven by ask\(\) and tell\(\)/);
    study.tell(first?.number ?? 0, { score: 3 });
    expect(() => study.tell(0, 1)).toThrow(/not under way/);
  });
});

function fail(message: string): never {
  throw new Error(message);
}
function reject(thrown: unknown): never {
  throw thrown;
}
