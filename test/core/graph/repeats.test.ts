import { describe, expect, it } from 'vitest';
import { Stopper, type CurvePoint, type Repeats, type StopperPlugin, type Verdict } from '@tunewright/core';
import Type from 'typebox';
import type { Objective } from '../../support/black-box.js';
import { cutOff, eventsOf, only, studyOf, unordered, type StudySetup } from '../../support/black-box-study.js';

const NONE = Type.Object({}, { additionalProperties: false });
const THRICE: Repeats = { times: 3, aggregate: 'mean' };
const MEDIAN: Repeats = { times: 3, aggregate: 'median' };
const noisy: Objective = ({ x }, { random }) => x + random.next();
const half = { x: 0.5 };

describe('a trial that is measured several times', () => {
  it('makes each measurement a unit of work of its own, fold after fold', async () => {
    const study = studyOf(noisy, { trials: 1, instances: 2, repeats: THRICE });
    const scored = only(await eventsOf(study), 'fold-scored');
    expect(scored.map(({ fold, repeat }) => [fold, repeat])).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
    expect(study.history).toMatchObject({ foldsScored: 6, started: { folds: 2, repeats: THRICE } });
  });

  it('says nothing of it where each is measured once', async () => {
    const events = await eventsOf(studyOf(noisy, { trials: 1, instances: 2 }));
    for (const event of events) expect(Object.keys(event)).not.toContain('repeats');
    for (const event of only(events, 'fold-scored')) expect(event).not.toHaveProperty('repeat');
    expect(only(events, 'trial-finished')[0]).not.toHaveProperty('noise');
  });

  it('has a seed for each measurement, also when the configuration is measured again', async () => {
    const seeds: number[] = [];
    const objective: Objective = (_, { seed }) => seeds.push(seed);
    const start = [half, half, half];
    const study = studyOf(objective, { trials: 3, instances: 4, start, repeats: THRICE, onDuplicate: 'remeasure' });
    const events = await eventsOf(study);
    expect(seeds).toHaveLength(36);
    expect(new Set(seeds).size).toBe(36);
    expect(only(events, 'trial-proposed').map(({ repeat }) => repeat)).toEqual([0, 3, 6]);
    // The first measurements are those of a study that makes no others.
    const once: number[] = [];
    await studyOf((_, { seed }) => once.push(seed), { trials: 1, instances: 4, start }).run();
    expect(once).toEqual([0, 3, 6, 9].map((unit) => seeds[unit]));
  });

  it.each([
    // Fold 0: 1, 2, 9; fold 1: 4, 4, 10.
    { repeats: THRICE, folds: [4, 6], score: 5, spread: Math.SQRT2 },
    { repeats: MEDIAN, folds: [2, 4], score: 3, spread: Math.SQRT2 },
    { repeats: { times: 3, aggregate: 'trimmed', share: 0.34 } as const, folds: [2, 4], score: 3, spread: Math.SQRT2 },
  ])('has the mean of the folds, each by $repeats.aggregate', async ({ repeats, folds, score, spread }) => {
    const scores = [1, 2, 9, 4, 4, 10];
    let call = 0;
    const study = studyOf(() => scores[call++] as number, { trials: 1, instances: 2, repeats });
    const [finished] = only(await eventsOf(study), 'trial-finished');
    expect(finished?.scores).toEqual({ score });
    expect(finished?.spread['score']).toBeCloseTo(spread, 12);
    // Squares around the means 4 and 6: 9 + 4 + 25 and 4 + 4 + 16, with 4 degrees of freedom.
    expect(finished?.noise?.['score']).toBeCloseTo(Math.sqrt(62 / 4), 12);
    expect([...study.history.trial(0).foldScores]).toEqual(folds);
    expect(study.history.trial(0)).toMatchObject({ scores: { score }, noise: finished?.noise });
    expect(study.history.best).toMatchObject({ score });
  });

  it('fails with its first measurement that does', async () => {
    let calls = 0;
    const study = studyOf(() => (++calls === 2 ? NaN : 1), { trials: 2, instances: 2, repeats: THRICE });
    const events = await eventsOf(study);
    expect(only(events, 'trial-failed')).toMatchObject([{ trial: 0, fold: 0, repeat: 1, failure: { cause: 'nan' } }]);
    expect(calls).toBe(8);
  });

  it('hands its measurements on when its scores are taken over', async () => {
    const study = studyOf(noisy, {
      trials: 2,
      instances: 2,
      repeats: MEDIAN,
      start: [half, half],
      onDuplicate: 'reuse',
    });
    const events = await eventsOf(study);
    const [original, copy] = only(events, 'trial-finished');
    expect(copy).toMatchObject({ scores: original?.scores, spread: original?.spread, noise: original?.noise });
    expect(only(events, 'fold-scored')).toHaveLength(12);
    expect(study.history.foldsScored).toBe(6);
  });

  it('is told what a report belongs to', async () => {
    const reporting: Objective = (_, { report }) => (report(1, 1), 1);
    const events = await eventsOf(studyOf(reporting, { trials: 1, repeats: THRICE }));
    expect(only(events, 'reported').map(({ repeat }) => repeat)).toEqual([0, 1, 2]);
  });
});

describe('a stopper', () => {
  const seen: (readonly CurvePoint[])[] = [];
  function judge(reads: 'folds' | 'epochs', verdict: (curve: readonly CurvePoint[]) => Verdict): StudySetup {
    @Stopper({ name: 'judge', summary: 'Judges.', params: NONE, reads })
    class Judge implements StopperPlugin {
      observe(): void {}
      rule() {
        return verdict;
      }
    }
    return { plugins: [Judge], stoppers: [{ id: 'judge', reads, component: { use: 'judge' } }] };
  }

  it('sees a fold once all its measurements are there', async () => {
    seen.length = 0;
    const watching = judge('folds', (curve) => {
      seen.push([...curve]);
      return curve.length === 2 ? { action: 'stop', reason: 'enough' } : { action: 'continue' };
    });
    let call = 0;
    const study = studyOf(() => ++call, { ...watching, trials: 1, instances: 4, repeats: THRICE });
    const events = await eventsOf(study);
    expect(seen.map((curve) => curve.map(({ fold, step, loss }) => [fold, step, loss]))).toEqual([
      [[0, 0, -2]],
      [
        [0, 0, -2],
        [1, 1, -5],
      ],
    ]);
    expect(only(events, 'trial-stopped')).toMatchObject([{ saved: 6, scores: { score: 3.5 } }]);
    expect(study.history).toMatchObject({ foldsScored: 6, foldsSaved: 6 });
  });

  it('sees the epochs of one measurement', async () => {
    seen.length = 0;
    const watching = judge('epochs', (curve) => {
      seen.push([...curve]);
      const isLast = curve.length === 2 && curve[0]?.repeat === 1;
      return isLast ? { action: 'stop', reason: 'enough' } : { action: 'continue' };
    });
    const objective: Objective = (_, { report }) => {
      for (let step = 1; step <= 3; step++) report(step, step);
      return 1;
    };
    const events = await eventsOf(studyOf(objective, { ...watching, trials: 1, repeats: THRICE }));
    expect(seen.map((curve) => curve.map(({ step }) => step))).toEqual([[0], [0, 1], [0, 1, 2], [0], [0, 1]]);
    // What the first measurement scored is not lost.
    expect(only(events, 'trial-stopped')).toMatchObject([{ saved: 2, scores: { score: 1 } }]);
  });

  it('may pause a measurement, which keeps what it had', async () => {
    const pausing = judge('epochs', (curve) =>
      curve[0]?.repeat === 1 ? { action: 'pause', reason: 'later' } : { action: 'continue' },
    );
    const objective: Objective = (_, { keep, report, seed }) => {
      keep(seed);
      report(1, 1);
      return 1;
    };
    const events = await eventsOf(studyOf(objective, { ...pausing, trials: 1, repeats: THRICE }));
    const { checkpoints = {} } = only(events, 'trial-paused')[0] ?? {};
    expect(Object.keys(checkpoints)).toEqual(['0', '0.1']);
    expect(checkpoints['0']).not.toBe(checkpoints['0.1']);
  });
});

describe('a study with repeated measurements', () => {
  const median = { id: 'median', reads: 'folds' as const, component: { use: 'median', startup: 2, warmup: 1 } };
  const setup: StudySetup = { trials: 8, instances: 3, repeats: MEDIAN, stoppers: [median], seed: 2 };
  const reporting: Objective = (parameters, context) => {
    context.report(1, parameters.x);
    return noisy(parameters, context);
  };

  it.each(['reuse', 'remeasure', 'resample'] as const)('goes on from every moment under %s', async (onDuplicate) => {
    const { whole, resumed } = await cutOff(reporting, { ...setup, onDuplicate, start: [half, half] });
    expect(whole.some((event) => (event as { type: string }).type === 'trial-stopped')).toBe(true);
    resumed.forEach((events, cut) => expect(events, `cut after ${cut} events`).toEqual(whole));
  });

  it('goes on from every moment in fast order', async () => {
    const { whole, resumed } = await cutOff(reporting, { ...setup, order: 'fast' });
    resumed.forEach((events, cut) => expect(events, `cut after ${cut} events`).toEqual(whole));
  });

  it('is the same with any number of trials at once', async () => {
    const uneven: Objective = async (parameters, context) => {
      await new Promise((resolve) => setTimeout(resolve, (context.trial * 7) % 4));
      return noisy(parameters, context);
    };
    const run = async (concurrency: number): Promise<string[]> =>
      unordered(await eventsOf(studyOf(uneven, { ...setup, trials: 12, concurrency, lag: 4 })));
    expect(await run(4)).toEqual(await run(1));
  });
});

describe('a loop of one’s own', () => {
  it('is asked each trial as often as it is measured', () => {
    const study = studyOf(noisy, { trials: 2, repeats: THRICE, lag: 2 });
    const asked: number[][] = [];
    for (let trial = study.ask(); trial; trial = study.ask()) {
      asked.push([trial.number, trial.repeat]);
      study.tell(trial, trial.number * 10 + trial.repeat);
    }
    expect(asked).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
    expect([...study.history.trials()].map(({ scores }) => scores['score'])).toEqual([1, 11]);
    expect(study.history.ended).toBe(true);
  });

  it('may have several trials under way', () => {
    const study = studyOf(noisy, { trials: 2, repeats: { times: 2, aggregate: 'mean' }, lag: 2 });
    const [first, second] = [study.ask(), study.ask()];
    expect([first, second]).toMatchObject([
      { number: 0, repeat: 0 },
      { number: 1, repeat: 0 },
    ]);
    study.tell(1, 5);
    study.tell(0, 1);
    // Told without being asked: it counts as the next.
    study.tell(1, 7);
    expect(study.ask()).toMatchObject({ number: 0, repeat: 1 });
    study.tell(0, 3);
    expect(study.ask()).toBeUndefined();
    expect([...study.history.trials()].map(({ scores }) => scores['score'])).toEqual([2, 6]);
  });
});
