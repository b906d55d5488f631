import { describe, expect, it } from 'vitest';
import type { Json, JsonObject, StudyEvent } from 'tunewright';
import { createStudy } from 'tunewright';
import { only, unordered } from '../support/black-box-study.js';

const C = { tune: 'float', low: 0.1, high: 10, log: true, points: 4 };
const learning: JsonObject = {
  data: { use: 'iris' },
  cv: { use: 'stratified-k-fold', splits: 3 },
  steps: [{ use: 'standard-scaler' }, { use: 'logistic-regression', C }],
  metrics: [{ use: 'accuracy' }, { use: 'log-loss' }],
  trainScores: true,
  search: { use: 'grid', lag: 2 },
  start: [{ 'logisticRegression.C': 0.1 }],
  control: { random: 0.5 },
};

async function run(definition: Json, past: readonly StudyEvent[] = []) {
  const study = await createStudy(definition, { past });
  const events: StudyEvent[] = [...past];
  study.events$.subscribe((event) => events.push(event));
  await study.run();
  return { events, history: study.history };
}

describe('a study that learns', () => {
  it('takes over what was evaluated: every metric, the training scores, the spread', async () => {
    const { events, history } = await run(learning);
    const repeats = only(events, 'trial-proposed').filter(({ reuses }) => reuses !== undefined);
    expect(repeats.length).toBeGreaterThan(1);
    expect(history.reused).toBe(repeats.length);
    const of = (number: number) => ({
      folds: only(events, 'fold-scored')
        .filter(({ trial }) => trial === number)
        .map(({ fold, scores, trainScores }) => ({ fold, scores, trainScores })),
      end: only(events, 'trial-finished')
        .filter(({ trial }) => trial === number)
        .map(({ scores, spread }) => ({ scores, spread })),
    });
    for (const { trial, reuses } of repeats) {
      expect(of(trial)).toEqual(of(reuses as number));
      expect(of(trial).folds).toHaveLength(3);
      expect(events.filter((event) => event.type === 'preprocessed' && event.trial === trial)).toEqual([]);
    }
    // The grid is whole, beside the controls and the start.
    expect(only(events, 'trial-proposed').filter(({ origin }) => origin === 'grid')).toHaveLength(4);
  });

  it('is the same with any concurrency, and when it goes on from the middle', async () => {
    const { events } = await run(learning);
    const four = await run({ ...learning, run: { concurrency: 4 } });
    expect(unordered(four.events.slice(1))).toEqual(unordered(events.slice(1)));
    for (const cut of [3, 9, 14, 20, 27]) {
      const resumed = await run(learning, events.slice(0, cut));
      expect(unordered(resumed.events)).toEqual(unordered(events));
    }
  });

  it('scores a repetition the same when it is evaluated', async () => {
    const { history } = await run({ ...learning, onDuplicate: 'remeasure' });
    const scores = new Map<string, Set<number | undefined>>();
    for (const { configuration, scores: found } of history.trials()) {
      const key = JSON.stringify(configuration);
      scores.set(key, (scores.get(key) ?? new Set()).add(found['log-loss']));
    }
    expect([...scores.values()].map(({ size }) => size)).toEqual([1, 1, 1, 1]);
    expect(history.reused).toBe(0);
  });
});
