import { describe, expect, it } from 'vitest';
import { Searcher, type SearcherPlugin, type StudyEvent, type TrialResult, type Turn } from '@tunewright/core';
import Type from 'typebox';
import { costOf } from '../../../core/src/evaluation/objective-evaluator.js';
import type { Objective } from '../../support/black-box.js';
import { cutOff, eventsOf, only, studyOf, unordered, type StudySetup } from '../../support/black-box-study.js';

const NONE = Type.Object({}, { additionalProperties: false });

/** What each trial costs. */
const spending =
  (costs: readonly number[]): Objective =>
  ({ x }, { spend, trial }) => {
    spend(costs[trial % costs.length] as number);
    return x;
  };

const ended = (events: readonly StudyEvent[]): object => {
  const { reason, counts } = events.at(-1) as Extract<StudyEvent, { type: 'study-finished' }>;
  return { reason, trials: counts.finished };
};

describe('the cost of a study', () => {
  it('is told by its trials, and added up', async () => {
    const objective: Objective = ({ x }, { spend }) => {
      spend(1.5);
      spend(0.25);
      return x;
    };
    const study = studyOf(objective, { trials: 2, instances: 2 });
    const events = await eventsOf(study);
    expect(only(events, 'fold-scored').map(({ cost }) => cost)).toEqual([1.75, 1.75, 1.75, 1.75]);
    expect(only(events, 'trial-finished').map(({ cost }) => cost)).toEqual([3.5, 3.5]);
    expect(study.history.cost).toBe(7);
    expect(study.history.trial(1).cost).toBe(3.5);
  });

  it('is nowhere where nothing is spent', async () => {
    const study = studyOf(({ x }, { spend }) => (spend(0), x), { trials: 1 });
    for (const event of await eventsOf(study)) expect(event).not.toHaveProperty('cost');
    expect(study.history).toMatchObject({ cost: 0 });
    expect(study.history.trial(0).cost).toBe(0);
  });

  it.each([
    { when: 'beside the score', score: { score: 2, cost: 12 }, cost: 12 },
    { when: 'as zero', score: { score: 2, cost: 0 }, cost: 0 },
  ])('may be returned $when', async ({ score, cost }) => {
    const study = studyOf(() => score, { trials: 1 });
    await study.run();
    expect(study.history).toMatchObject({ cost, best: { score: 2 } });
  });

  it.each([
    { when: 'negative', objective: (): object => ({ score: 1, cost: -1 }) },
    { when: 'no number', objective: (): object => ({ score: 1, cost: '12' }) },
    { when: 'infinite', objective: (): object => ({ score: 1, cost: Infinity }) },
    { when: 'spent as NaN', objective: (_: unknown, { spend }: { spend(n: number): void }) => (spend(NaN), 1) },
  ])('must not be $when', async ({ objective }) => {
    const study = studyOf(objective as unknown as Objective, { trials: 1 });
    await study.run();
    expect(study.history.trial(0).failure).toMatchObject({ cause: 'invalid' });
    expect(study.history.trial(0).failure?.message).toMatch(/A cost must be a finite number/);
  });

  it('counts what a trial spent before it failed, timed out or was stopped', async () => {
    const study = studyOf(
      (_, { spend, trial, instance }) => {
        spend(10);
        if (trial === 0 && instance === 1) throw new Error('lost');
        return 1;
      },
      { trials: 2, instances: 3 },
    );
    const events = await eventsOf(study);
    expect(only(events, 'trial-failed')).toMatchObject([{ cost: 20 }]);
    expect(study.history.cost).toBe(50);

    const slow = studyOf((_, { spend }) => (spend(3), new Promise(() => undefined)), { trials: 1, timeout: 5 });
    await slow.run();
    expect(slow.history).toMatchObject({ cost: 3, counts: { failed: 1 } });
  });

  it('is that of the original for the searcher, and nothing for the study, where scores are taken over', async () => {
    const told: TrialResult[] = [];
    @Searcher({ name: 'same', summary: 'Always the same.', params: NONE })
    class Same implements SearcherPlugin {
      ask(): Turn {
        return { kind: 'work', proposal: { point: Float64Array.of(0.5), origin: 'model' } };
      }
      tell(result: TrialResult): void {
        told.push(result);
      }
      save(): null {
        return null;
      }
      load(): void {}
    }
    const setup: StudySetup = { trials: 4, onDuplicate: 'reuse', search: { use: 'same' }, plugins: [Same] };
    const study = studyOf(spending([8]), setup);
    await study.run();
    expect(study.history.cost).toBe(8);
    expect(told.map(({ cost }) => cost)).toEqual([8, 8, 8, 8]);
  });
});

describe('a budget of costs', () => {
  it.each([
    // Decided by the results up to t − lag: those under way when the sum is reached still end.
    { cost: 30, lag: 1, costs: [10], trials: 3 },
    { cost: 31, lag: 1, costs: [10], trials: 4 },
    { cost: 29, lag: 1, costs: [10], trials: 3 },
    { cost: 30, lag: 4, costs: [10], trials: 6 },
    { cost: 1, lag: 1, costs: [0, 0, 5], trials: 3 },
    { cost: 1e9, lag: 1, costs: [1], trials: 20 },
  ])('of $cost ends the study after $trials trials of $costs at a lag of $lag', async ({ costs, trials, ...setup }) => {
    const events = await eventsOf(studyOf(spending(costs), { ...setup, trials: 20 }));
    const reason = trials === 20 ? 'all trials of the budget are done' : 'the cost of the budget is spent';
    expect(ended(events)).toEqual({ reason, trials });
    const text = `The ${setup.cost} of budget.cost are spent: no further trial is begun.`;
    expect(only(events, 'decided')).toMatchObject(trials === 20 ? [] : [{ code: 'cost-spent', text }]);
  });

  const uneven: Objective = async ({ x }, { trial, spend, random }) => {
    await new Promise((resolve) => setTimeout(resolve, (trial * 7) % 4));
    // Sums of these depend on their order in floating point.
    spend(random.next() / 3);
    return x;
  };

  it.each(Array.from({ length: 5 }, (_, seed) => seed))(
    'ends it at the same trial with any number at once, seed %i',
    async (seed) => {
      const run = async (concurrency: number): Promise<string[]> =>
        unordered(await eventsOf(studyOf(uneven, { cost: 1.5, trials: 99, concurrency, lag: 4, seed })));
      const one = await run(1);
      expect(await run(4)).toEqual(one);
      expect(one.some((event) => event.includes('cost-spent'))).toBe(true);
    },
  );

  it('ends it at the same trial where the searcher waits for more than the lag lets it see', async () => {
    @Searcher({ name: 'generations', summary: 'Waits for four results.', params: NONE })
    class Generations implements SearcherPlugin {
      private asked = 0;
      private told = 0;
      ask(trial: number): Turn {
        if (this.asked % 4 === 0 && this.told < this.asked) return { kind: 'wait' };
        this.asked++;
        return { kind: 'work', proposal: { point: Float64Array.of((trial % 10) / 10), origin: 'evolution' } };
      }
      tell(): void {
        this.told++;
      }
      save(): null {
        return null;
      }
      load(): void {}
    }
    for (const cost of [0.5, 0.9, 1.3, 1.7]) {
      const run = async (concurrency: number): Promise<string[]> => {
        const search = { search: { use: 'generations' }, plugins: [Generations] };
        return unordered(await eventsOf(studyOf(uneven, { ...search, cost, trials: 40, concurrency, lag: 4 })));
      };
      expect(await run(4)).toEqual(await run(1));
    }
  });

  it.each(['deterministic', 'fast'] as const)('goes on from every moment in %s order', async (order) => {
    const setup: StudySetup = { cost: 25, trials: 20, instances: 2, repeats: { times: 2, aggregate: 'mean' }, order };
    const { whole, resumed } = await cutOff(spending([1, 2, 0]), setup);
    expect(whole.at(-1)).toMatchObject({ reason: 'the cost of the budget is spent' });
    resumed.forEach((events, cut) => expect(events, `cut after ${cut} events`).toEqual(whole));
  });

  it('may be smaller or larger when the study goes on', async () => {
    const whole = await eventsOf(studyOf(spending([10]), { cost: 60, trials: 20 }));
    const past = whole.slice(0, 10);
    const smaller = studyOf(spending([10]), { cost: 20, trials: 20, past });
    await smaller.run();
    expect(smaller.history.counts.finished).toBe(3);
    const larger = studyOf(spending([10]), { cost: 80, trials: 20, past });
    await larger.run();
    expect(larger.history.counts.finished).toBe(8);
  });

  it('is mentioned once where nothing is told to be spent', async () => {
    const silent: Objective = ({ x }, { report }) => (report(1, x), x);
    const setup: StudySetup = { cost: 5, trials: 3, instances: 2 };
    const noticed = only(await eventsOf(studyOf(silent, setup)), 'noticed');
    expect(noticed).toMatchObject([{ code: 'no-cost', trial: 0, fold: 0 }]);
    const { whole, resumed } = await cutOff(silent, setup);
    resumed.forEach((events, cut) => expect(events, `cut after ${cut} events`).toEqual(whole));
    expect(only(await eventsOf(studyOf(spending([1]), setup)), 'noticed')).toEqual([]);
    expect(only(await eventsOf(studyOf(silent, { trials: 1 })), 'noticed')).toEqual([]);
  });

  it('ends a loop of one’s own', () => {
    const study = studyOf(spending([]), { cost: 20, trials: 9 });
    const events: StudyEvent[] = [];
    study.events$.subscribe((event) => events.push(event));
    for (let trial = study.ask(); trial; trial = study.ask()) study.tell(trial, { score: 1, cost: 8 });
    expect(ended(events)).toEqual({ reason: 'the cost of the budget is spent', trials: 3 });
    expect(only(events, 'decided')).toMatchObject([{ code: 'cost-spent' }]);
    expect(study.history.cost).toBe(24);
  });
});

describe('a metric called cost', () => {
  it('is a score, and nothing is spent by it', () => {
    const cost = { name: 'cost', goal: 'minimize', objective: true } as const;
    expect(costOf({ cost: 7 }, [cost])).toBe(0);
    expect(costOf({ cost: 7, score: 1 }, [{ ...cost, name: 'score' }])).toBe(7);
    expect(costOf(7, [cost])).toBe(0);
  });
});
