import { describe, expect, it } from 'vitest';
import type { StudyEvent } from '@tunewright/core';
import type { Objective } from '../../support/black-box.js';
import { eventsOf, only, studyOf, type StudySetup } from '../../support/black-box-study.js';
import { float, int, parameter } from '../space/spaces.js';

const square: Objective = ({ x }) => -((x - 0.3) ** 2);
const proposals = async (setup: StudySetup, objective = square) =>
  only(await eventsOf(studyOf(objective, setup)), 'trial-proposed');

describe('control.random', () => {
  it.each([0, 0.1, 0.37, 0.5, 1])(
    'draws a share of %d at random, exactly, after any number of trials',
    async (random) => {
      for (const seed of [1, 2, 3]) {
        const proposed = await proposals({ trials: 200, seed, control: { random } });
        let controls = 0;
        for (const [trial, { origin }] of proposed.entries()) {
          if (origin === 'control') controls++;
          expect(Math.abs(controls - (trial + 1) * random)).toBeLessThan(1);
        }
      }
    },
  );

  it('neither replaces nor counts the configurations of start', async () => {
    const start = [0.1, 0.2, 0.3, 0.4].map((x) => ({ x }));
    const proposed = await proposals({ trials: 24, start, control: { random: 0.5 } });
    expect(proposed.slice(0, 4).map(({ origin, configuration }) => [origin, configuration])).toEqual(
      start.map((configuration) => ['start', configuration]),
    );
    expect(proposed.filter(({ origin }) => origin === 'control')).toHaveLength(10);
  });

  it('leaves the draws of the searcher as they are, by the number of the trial', async () => {
    const alone = await proposals({ trials: 40 });
    const controlled = await proposals({ trials: 40, control: { random: 0.3 } });
    for (const [trial, { origin, configuration }] of controlled.entries()) {
      if (origin === 'random') expect(configuration).toEqual(alone[trial]?.configuration);
      else expect(configuration).not.toEqual(alone[trial]?.configuration);
    }
  });

  it.each(['reuse', 'remeasure', 'resample'] as const)(
    'comes on top of a whole grid, under %s',
    async (onDuplicate) => {
      const parameters = [parameter('x', int(1, 30)), parameter('y', float(0, 1, { points: 3 }))];
      const setup = { parameters, search: { use: 'grid' }, trials: Infinity, control: { random: 0.2 }, onDuplicate };
      const study = studyOf(square, setup);
      const proposed = only(await eventsOf(study), 'trial-proposed');
      const tried = new Set(proposed.map(({ configuration }) => JSON.stringify(configuration)));
      expect(tried.size).toBe(90);
      if (onDuplicate === 'resample') return;
      const [controls, grid] = ['control', 'grid'].map((origin) => proposed.filter((event) => event.origin === origin));
      expect(grid).toHaveLength(90);
      expect(Math.abs((controls?.length ?? 0) - proposed.length * 0.2)).toBeLessThan(1);
      expect(study.history.started?.trials).toBeGreaterThanOrEqual(proposed.length);
      expect(study.history.started?.trials).toBeLessThanOrEqual(proposed.length + 2);
    },
  );

  it('lets a random search of a finite space try everything', async () => {
    const study = studyOf(square, {
      parameters: [parameter('x', int(1, 40))],
      trials: Infinity,
      lag: 3,
      control: { random: 0.3 },
    });
    const proposed = only(await eventsOf(study), 'trial-proposed');
    expect(new Set(proposed.map(({ configuration }) => configuration['x'])).size).toBe(40);
    expect(study.history.started?.trials).toBeGreaterThanOrEqual(proposed.length);
  });

  it('depends on the seed alone', async () => {
    const run = (seed: number, concurrency: number) =>
      proposals({ trials: 50, seed, concurrency, lag: 4, control: { random: 0.4 } });
    expect(await run(1, 4)).toEqual(await run(1, 1));
    expect(await run(1, 1)).not.toEqual(await run(2, 1));
  });
});

describe('control.unstopped', () => {
  const median = { id: 'median', reads: 'folds' as const, component: { use: 'median', startup: 3, warmup: 1 } };
  // Each trial is worse than those before, so the median stops all that it may.
  const falling: Objective = (_, { trial }) => -trial;
  const setup = (unstopped: number, more: StudySetup = {}): StudySetup => ({
    trials: 43,
    instances: 4,
    stoppers: [median],
    control: { unstopped },
    ...more,
  });
  const endings = (events: readonly StudyEvent[]): { readonly kept: number[]; readonly finished: number[] } => ({
    kept: only(events, 'trial-proposed').flatMap(({ trial, unstopped }) => (unstopped === undefined ? [] : [trial])),
    finished: only(events, 'trial-finished').map(({ trial }) => trial),
  });

  it.each([0, 0.1, 0.5, 1])('keeps a share of %d from being stopped, exactly, and says which', async (share) => {
    const { kept, finished } = endings(await eventsOf(studyOf(falling, setup(share))));
    expect(Math.abs(kept.length - 43 * share)).toBeLessThan(1);
    // The first three are the start-up of the median; unstopped ones make its median worse, but not as bad as the latest.
    expect(finished).toEqual([...new Set([0, 1, 2, ...kept])].sort((a, b) => a - b));
  });

  it('keeps them in any order of results', async () => {
    for (const order of ['deterministic', 'fast'] as const) {
      const { kept, finished } = endings(await eventsOf(studyOf(falling, setup(0.3, { order }))));
      expect(finished).toEqual(expect.arrayContaining(kept));
    }
  });

  it('says nothing where it is not so, nor without stoppers', async () => {
    const events = await eventsOf(studyOf(square, { ...setup(1), stoppers: [] }));
    for (const event of only(events, 'trial-proposed')) expect(event).not.toHaveProperty('unstopped');
  });

  it('does not count the configurations of start', async () => {
    const start = Array.from({ length: 10 }, () => ({ x: 0.5 }));
    const { kept } = endings(await eventsOf(studyOf(falling, setup(1, { start, trials: 14 }))));
    expect(kept).toEqual([10, 11, 12, 13]);
  });
});
