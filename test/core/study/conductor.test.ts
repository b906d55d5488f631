import { describe, expect, it } from 'vitest';
import type { MetricInfo, Proposal, SearcherPlugin, TrialResult } from '@tunewright/core';
import { seeded } from '../../../core/src/numeric/random.js';
import { buildSpace } from '../../../core/src/space/space.js';
import { Conductor } from '../../../core/src/study/conductor.js';
import { ONCE } from '../../../core/src/study/repeats.js';

const SCORE: MetricInfo = { name: 'score', goal: 'maximize', objective: true };

/** Proposes what it is given, in turn. */
function conductorOf(proposals: readonly Partial<Proposal>[], metrics = [SCORE], told: TrialResult[] = []): Conductor {
  let next = 0;
  const searcher: SearcherPlugin = {
    ask: () => ({ kind: 'work', proposal: { point: Float64Array.of(0.5), origin: 'random', ...proposals[next++] } }),
    tell: (result) => void told.push(result),
    save: () => null,
    load: () => undefined,
  };
  return new Conductor({
    space: buildSpace([{ name: 'x', domain: { tune: 'float', low: 0, high: 1, log: false }, when: [] }]),
    searcher,
    stoppers: [],
    metrics,
    folds: 1,
    repeats: ONCE,
    start: [],
    trials: 9,
    lag: 1,
    order: 'deterministic',
    control: { random: 0, unstopped: 0 },
    onDuplicate: 'remeasure',
    random: seeded(1),
  });
}

const score = (conductor: Conductor, trial: number, scores: Readonly<Record<string, number>>): void => {
  conductor.record({ type: 'fold-scored', at: 1, trial, fold: 0, scores, fitMilliseconds: 1, milliseconds: 2 });
};

describe('a conductor', () => {
  it('goes on with a paused trial from its checkpoints', () => {
    const conductor = conductorOf([{}, { continues: 0 }]);
    conductor.next(0);
    conductor.record({
      type: 'trial-paused',
      at: 1,
      trial: 0,
      stopper: 'halving',
      reason: 'later',
      scores: {},
      saved: 1,
      milliseconds: 5,
      checkpoints: { 0: { epoch: 3 } },
    });
    const step = conductor.next(2);
    expect(step.kind === 'trial' && step.trial.proposed).toMatchObject({ trial: 0, continued: true });
    expect(step.kind === 'trial' && step.trial.checkpoints).toEqual({ 0: { epoch: 3 } });
  });

  it.each([0, 5])('takes it for a bug of the searcher to go on with trial %i, which is not paused', (continues) => {
    const conductor = conductorOf([{}, { continues }]);
    conductor.next(0);
    score(conductor, 0, { score: 1 });
    conductor.record({ type: 'trial-finished', at: 1, trial: 0, scores: { score: 1 }, spread: {}, milliseconds: 2 });
    expect(() => conductor.next(2)).toThrow(`goes on with trial ${continues}, which is not paused`);
  });

  it('tells losses of the objectives, and those of the folds by the first of them', () => {
    const told: TrialResult[] = [];
    const metrics: MetricInfo[] = [
      { name: 'seconds', goal: 'minimize', objective: false },
      SCORE,
      { name: 'error', goal: 'minimize', objective: true },
    ];
    const conductor = conductorOf([], metrics, told);
    conductor.next(0);
    const scores = { seconds: 7, score: 0.9, error: 0.2 };
    score(conductor, 0, scores);
    conductor.record({ type: 'trial-finished', at: 1, trial: 0, scores, spread: {}, milliseconds: 2 });
    conductor.next(2);
    expect(told).toMatchObject([{ losses: [-0.9, 0.2], foldLosses: [-0.9] }]);
  });
});
