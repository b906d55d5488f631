import { describe, expect, it } from 'vitest';
import { Searcher, type SearcherPlugin, type StudyEvent, type TrialResult, type Turn } from '@tunewright/core';
import Type from 'typebox';
import type { Objective } from '../../support/black-box.js';
import { cutOff, eventsOf, only, studyOf, unordered, type StudySetup } from '../../support/black-box-study.js';
import { int, parameter } from '../space/spaces.js';

const NONE = Type.Object({}, { additionalProperties: false });
const POLICIES = ['reuse', 'remeasure', 'resample'] as const;

/** Goes round the first places of the unit interval, further once it has heard of a bad loss; keeps what it is told. */
function circling(heard: TrialResult[] = []): unknown {
  @Searcher({ name: 'circling', summary: 'Comes back again and again.', params: NONE })
  class Circling implements SearcherPlugin {
    private worst = 0;
    ask(trial: number): Turn {
      const place = ((trial % 5) + (this.worst > 0.5 ? 2 : 1)) / 10;
      return { kind: 'work', proposal: { point: Float64Array.of(place), origin: 'model' } };
    }
    tell(result: TrialResult): void {
      heard.push(result);
      this.worst = Math.max(this.worst, result.losses[0] ?? 0);
    }
    save(): null {
      return null;
    }
    load(): void {}
  }
  return Circling;
}

const setup = (more: StudySetup = {}): StudySetup => ({
  trials: 16,
  instances: 3,
  search: { use: 'circling' },
  plugins: [circling()],
  ...more,
});
const noisy: Objective = ({ x }, { random }) => x - random.next();
const seventh = { x: 0.7 };

describe('a proposal that was made before', () => {
  it('is not evaluated under reuse, but has the scores of its original', async () => {
    let evaluations = 0;
    const heard: TrialResult[] = [];
    const counting: Objective = (parameters, context) => (evaluations++, noisy(parameters, context));
    const study = studyOf(counting, setup({ onDuplicate: 'reuse', plugins: [circling(heard)] }));
    const events = await eventsOf(study);
    const repeats = only(events, 'trial-proposed').filter(({ reuses }) => reuses !== undefined);
    expect(repeats.length).toBeGreaterThan(5);
    expect(evaluations).toBe(3 * (16 - repeats.length));
    for (const { trial, reuses = -1, repeat } of repeats) {
      const [copy, original] = [study.history.trial(trial), study.history.trial(reuses)];
      expect(repeat).toBe(0);
      expect(copy).toMatchObject({ state: 'finished', reuses, milliseconds: 0 });
      expect(copy.scores).toEqual(original.scores);
      expect(copy.foldScores).toEqual(original.foldScores);
      expect(copy.configuration).toEqual(original.configuration);
      const folds = only(events, 'fold-scored').filter((event) => event.trial === trial);
      expect(folds.map(({ fold, milliseconds, fitMilliseconds }) => [fold, milliseconds, fitMilliseconds])).toEqual(
        [0, 1, 2].map((fold) => [fold, 0, 0]),
      );
    }
    expect(study.history).toMatchObject({ reused: repeats.length, foldsScored: evaluations, length: 16 });
    const { trial, reuses } = repeats[0] ?? {};
    const [told, first] = [trial, reuses].map((number) => heard.find((result) => result.trial === number));
    expect({ ...told, trial: reuses }).toEqual(first);
  });

  it('is evaluated under reuse while its original is under way, and scores the same', async () => {
    const study = studyOf(noisy, setup({ onDuplicate: 'reuse', trials: 2, lag: 2, start: [seventh, seventh] }));
    const events = await eventsOf(study);
    expect(only(events, 'trial-proposed').map(({ reuses }) => reuses)).toEqual([undefined, undefined]);
    expect(study.history.trial(1).scores).toEqual(study.history.trial(0).scores);
  });

  it('is evaluated under reuse when its original failed', async () => {
    const failing: Objective = (_, { trial }) => (trial === 0 ? NaN : 1);
    const study = studyOf(failing, { onDuplicate: 'reuse', trials: 3, start: [seventh, seventh, seventh] });
    const events = await eventsOf(study);
    expect(only(events, 'trial-proposed').map(({ reuses }) => reuses)).toEqual([undefined, undefined, 1]);
    expect(study.history.counts).toMatchObject({ finished: 2, failed: 1 });
  });

  it('is evaluated with other seeds under remeasure', async () => {
    const study = studyOf(noisy, { onDuplicate: 'remeasure', trials: 3, start: [seventh, seventh, seventh] });
    const events = await eventsOf(study);
    expect(only(events, 'trial-proposed').map(({ repeat }) => repeat)).toEqual([0, 1, 2]);
    expect(new Set([...study.history.trials()].map(({ scores }) => scores['score'])).size).toBe(3);
  });

  it('is replaced under resample, and says so', async () => {
    const events = await eventsOf(studyOf(noisy, setup({ onDuplicate: 'resample' })));
    const proposed = only(events, 'trial-proposed');
    expect(new Set(proposed.map(({ configuration }) => configuration['x'])).size).toBe(16);
    const replaced = proposed.filter(({ origin }) => origin === 'random');
    expect(replaced.length).toBeGreaterThan(5);
    for (const { fallback } of replaced) expect(fallback?.code).toBe('duplicate-resampled');
    for (const { fallback } of proposed.filter(({ origin }) => origin === 'model')) expect(fallback).toBeUndefined();
  });

  it('ends the study under resample when everything was tried', async () => {
    const parameters = [parameter('x', int(1, 7))];
    const study = studyOf(noisy, setup({ onDuplicate: 'resample', trials: 50, parameters }));
    await study.run();
    expect(study.history).toMatchObject({ length: 7, reason: 'all 7 configurations of the space have been tried' });
    expect(study.history.started?.trials).toBe(7);
  });

  it('is not stopped once its scores are known', async () => {
    // Everything is worse than what came before; only repetitions finish.
    const median = { id: 'median', reads: 'folds' as const, component: { use: 'median', startup: 1, warmup: 0 } };
    const falling: Objective = (_, { trial }) => -trial;
    const options = { trials: 9, instances: 3, stoppers: [median], onDuplicate: 'reuse' } as const;
    const study = studyOf(falling, { ...options, start: [seventh, { x: 0.2 }, { x: 0.3 }, seventh] });
    const events = await eventsOf(study);
    expect(only(events, 'trial-stopped').map(({ trial }) => trial)).toEqual([1, 2, 4, 5, 6, 7, 8]);
    expect(study.history.trial(3)).toMatchObject({ state: 'finished', reuses: 0 });
  });
});

describe.each(POLICIES)('under %s', (onDuplicate) => {
  const median = { id: 'median', reads: 'folds' as const, component: { use: 'median', startup: 2, warmup: 1 } };
  const control = { random: 0.2, unstopped: 0.3 };

  it('a study is the same with any number of trials at once', async () => {
    const uneven: Objective = async (parameters, context) => {
      await new Promise((resolve) => setTimeout(resolve, (context.trial * 7) % 4));
      return noisy(parameters, context);
    };
    const run = async (concurrency: number): Promise<string[]> => {
      const options = setup({ onDuplicate, control, concurrency, lag: 4, stoppers: [median] });
      return unordered(await eventsOf(studyOf(uneven, options)));
    };
    expect(await run(4)).toEqual(await run(1));
  });

  it.each([1, 3])('a study goes on from every moment to the same log, at a lag of %i', async (lag) => {
    const { whole, resumed } = await cutOff(noisy, setup({ onDuplicate, control, lag, stoppers: [median] }));
    resumed.forEach((events, cut) => expect(events, `cut after ${cut} events`).toEqual(whole));
  });

  it('a study in fast order goes on from every moment', async () => {
    const { whole, resumed } = await cutOff(noisy, setup({ onDuplicate, control, order: 'fast', stoppers: [median] }));
    resumed.forEach((events, cut) => expect(events, `cut after ${cut} events`).toEqual(whole));
  });

  it('a loop of one’s own is asked the same trials', async () => {
    const options = setup({ onDuplicate, control: { random: 0.2 } });
    const own = studyOf(noisy, { ...options, instances: 1 });
    const asked: number[] = [];
    for (let trial = own.ask(); trial; trial = own.ask()) {
      asked.push(trial.number);
      own.tell(trial, (trial.parameters['x'] as number) / 2);
    }
    const run = studyOf(({ x }) => x / 2, { ...options, instances: 1 });
    await run.run();
    expect([...own.history.trials()]).toEqual([...run.history.trials()]);
    expect(own.history.ended).toBe(true);
    expect(asked).toHaveLength(16 - own.history.reused);
  });
});

describe('a loop of one’s own', () => {
  const options = { onDuplicate: 'reuse', trials: 2, start: [seventh, seventh] } as const;

  it('may be interrupted while scores are taken over, and goes on from there', () => {
    const past: StudyEvent[] = [];
    const first = studyOf(noisy, options);
    first.events$.subscribe((event) => {
      past.push(event);
      if (event.type === 'fold-scored' && event.trial === 1) first.stop();
    });
    first.tell(first.ask()?.number ?? 0, 1);
    expect(first.ask()).toBeUndefined();
    expect(past.slice(-2)).toMatchObject([{ type: 'fold-scored', trial: 1 }, { type: 'study-interrupted' }]);

    const second = studyOf(noisy, { ...options, past });
    expect(second.ask()).toBeUndefined();
    expect(second.history).toMatchObject({ ended: true, reused: 1, counts: { finished: 2 } });
  });

  it('may be interrupted by the score it tells', () => {
    const study = studyOf(noisy, options);
    const types: string[] = [];
    study.events$.subscribe(({ type }) => {
      types.push(type);
      if (type === 'fold-scored') study.stop();
    });
    study.tell(study.ask()?.number ?? 0, 1);
    expect(types.slice(-2)).toEqual(['fold-scored', 'study-interrupted']);
  });
});
