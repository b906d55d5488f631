import { describe, expect, it } from 'vitest';
import { createStudy, Registry, type Json, type ObjectiveContext, type StudyEvent } from '@tunewright/core';
import { executors } from '@tunewright/executors';
import { objectives } from '@tunewright/objectives';
import { search } from '@tunewright/search';
import { only } from '../../support/black-box-study.js';

const PROMPTS = [{ text: 'one', answer: 1 }, { text: 'two', answer: 2 }, null, 0, ['a', 'list']];
type Parameters = { readonly x: number };

async function study(
  definition: object,
  score: (parameters: Parameters, context: ObjectiveContext) => object | number,
  instances: object = { instances: PROMPTS },
) {
  const registry = new Registry();
  for (const plugins of [executors, objectives, search]) registry.register(plugins, 'the tests');
  const events: StudyEvent[] = [];
  const made = await createStudy(
    {
      objective: { use: 'function', name: 'score' },
      space: { x: { tune: 'float', low: 0, high: 1 } },
      ...instances,
      budget: { trials: 2 },
      ...definition,
    },
    { registry, functions: { score } },
  );
  for await (const event of made) events.push(event);
  return { events, history: made.history };
}

describe('instances', () => {
  it('are handed to the objective one after another, of whatever kind they are', async () => {
    const seen: (Json | undefined)[] = [];
    await study({}, (_, { instance }) => (seen.push(instance), 1));
    expect(seen).toEqual([...PROMPTS, ...PROMPTS]);
  });

  it('are nothing to an objective without any', async () => {
    const seen: unknown[] = [];
    await study({}, (_, { instance }) => (seen.push(instance), 1), {});
    expect(seen).toEqual([undefined, undefined]);
  });

  it('have scores of their own, whose mean and spread are those of the trial', async () => {
    const { events, history } = await study({ instances: [1, 2, 6] }, (_, { instance }) => instance as number);
    expect(only(events, 'fold-scored').map(({ fold, scores }) => [fold, scores['score']])).toEqual([
      [0, 1],
      [1, 2],
      [2, 6],
      [0, 1],
      [1, 2],
      [2, 6],
    ]);
    expect(only(events, 'trial-finished')[0]).toMatchObject({ scores: { score: 3 }, spread: { score: Math.sqrt(7) } });
    expect([...history.trial(1).foldScores]).toEqual([1, 2, 6]);
  });

  it('have seeds of their own, and the same configuration the same ones', async () => {
    const seeds: number[] = [];
    const start = [{ x: 0.5 }, { x: 0.5 }];
    await study({ start, onDuplicate: 'remeasure', repeats: 2 }, (_, { seed }) => seeds.push(seed));
    expect(new Set(seeds).size).toBe(20);
  });

  it('are the curve that stoppers read', async () => {
    const { events, history } = await study(
      {
        earlyStopping: [{ use: 'median', startup: 1, warmup: 1 }],
        budget: { trials: 3 },
        start: [{ x: 1 }, { x: 0.1 }, { x: 0.9 }],
        repeats: { times: 2, aggregate: 'mean' },
      },
      ({ x }) => x,
    );
    expect(only(events, 'trial-stopped')).toMatchObject([
      { trial: 1, saved: 6, scores: { score: 0.1 } },
      { trial: 2, saved: 6, scores: { score: 0.9 } },
    ]);
    expect(history).toMatchObject({ foldsScored: 18, foldsSaved: 12 });
  });

  it('may spend a budget of costs', async () => {
    const { events, history } = await study(
      { budget: { cost: 100, costUnit: 'tokens' } },
      ({ x }, { instance, spend }) => {
        spend(JSON.stringify(instance).length);
        return x;
      },
    );
    const each = PROMPTS.reduce<number>((sum, prompt) => sum + JSON.stringify(prompt).length, 0);
    const trials = Math.ceil(100 / each);
    expect(history).toMatchObject({ cost: trials * each, length: trials });
    expect(only(events, 'decided')[0]?.text).toBe(
      'The 100 tokens of budget.cost are spent: no further trial is begun.',
    );
  });
});
