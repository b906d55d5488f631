import { describe, expect, it } from 'vitest';
import { seeded, type MetricInfo, type TrialEnd } from '@tunewright/core';
import { buildSpace } from '../../../core/src/space/space.js';
import { Duplicates, type Candidate, type OnDuplicate } from '../../../core/src/study/duplicates.js';
import { ONCE } from '../../../core/src/study/repeats.js';
import { RunningTrial } from '../../../core/src/study/running-trial.js';
import { int, parameter } from '../space/spaces.js';

const SCORE: MetricInfo = { name: 'score', goal: 'maximize', objective: true };
const space = buildSpace([parameter('x', int(1, 3))]);
const candidate = (x: number, proposal: Partial<Candidate['proposal']> = {}): Candidate => ({
  proposal: { point: space.encode({ x }), origin: 'model', ...proposal },
  configuration: { x },
  text: JSON.stringify({ x }),
});
const under = (policy: OnDuplicate): Duplicates => new Duplicates(policy, space, seeded(1));

/** A trial of that configuration, brought to its end. */
function ended(number: number, x: number, type: 'trial-finished' | 'trial-failed' | 'trial-stopped'): RunningTrial {
  const { proposal, text, configuration } = candidate(x);
  const { point } = proposal;
  const trial = new RunningTrial(
    { type: 'trial-proposed', at: 0, trial: number, configuration, origin: 'model', repeat: 0 },
    { point, text, folds: [1, 0], allFolds: 2, repeats: ONCE, metrics: [SCORE] },
  );
  const facts = { at: 1, trial: number, fitMilliseconds: 1, milliseconds: 2 };
  for (const fold of [1, 0])
    trial.addFold({ type: 'fold-scored', ...facts, fold, scores: { score: fold }, trainScores: { score: 9 } });
  const end = { type, at: 2, trial: number, scores: { score: 0.5 }, milliseconds: 4 };
  trial.end(end as Partial<TrialEnd> as TrialEnd);
  return trial;
}

describe('duplicates', () => {
  it.each<OnDuplicate>(['reuse', 'remeasure', 'resample'])('leave what is new alone, under %s', (policy) => {
    const duplicates = under(policy);
    for (const [trial, x] of [3, 1, 2].entries())
      expect(duplicates.settle(candidate(x), trial)).toEqual({ ...candidate(x), repeat: 0, original: undefined });
    expect(duplicates.tried).toBe(3);
  });

  it('are evaluated again with other seeds each time, under remeasure', () => {
    const duplicates = under('remeasure');
    const repeats = [1, 1, 2, 1, 2].map((x, trial) => duplicates.settle(candidate(x), trial)?.repeat);
    expect(repeats).toEqual([0, 1, 0, 2, 1]);
  });

  it('take over the finished trial, with its folds in order and its cost, under reuse', () => {
    const duplicates = under('reuse');
    duplicates.settle(candidate(1), 0);
    expect(duplicates.settle(candidate(1), 1)).toMatchObject({ repeat: 0, original: undefined });
    duplicates.tell(ended(0, 1, 'trial-finished'));
    duplicates.tell(ended(1, 1, 'trial-finished'));
    expect(duplicates.settle(candidate(1), 2)?.original).toEqual({
      trial: 0,
      milliseconds: 4,
      cost: 0,
      measured: [
        { fold: 0, scores: { score: 0 }, trainScores: { score: 9 } },
        { fold: 1, scores: { score: 1 }, trainScores: { score: 9 } },
      ],
    });
  });

  it.each(['trial-failed', 'trial-stopped'] as const)('are evaluated after a %s', (type) => {
    const duplicates = under('reuse');
    duplicates.settle(candidate(1), 0);
    duplicates.tell(ended(0, 1, type));
    expect(duplicates.settle(candidate(1), 1)).toMatchObject({ repeat: 0, original: undefined });
  });

  it('give way to a configuration that was not proposed, under resample, until there is none', () => {
    const duplicates = under('resample');
    duplicates.settle(candidate(2), 0);
    const others = [1, 2].map((trial) => duplicates.settle(candidate(2, { belief: { mean: 1, sd: 1 } }), trial));
    expect(others.map((other) => other?.configuration['x']).sort()).toEqual([1, 3]);
    for (const other of others)
      expect(other?.proposal).toEqual({
        point: space.encode(other?.configuration ?? {}),
        origin: 'random',
        fallback: { code: 'duplicate-resampled', text: expect.stringMatching(/drawn at random/) as string },
      });
    expect(duplicates.settle(candidate(2), 3)).toBeUndefined();
    expect(duplicates.tried).toBe(3);
  });

  it('stay controls when they are replaced', () => {
    const duplicates = under('resample');
    duplicates.settle(candidate(2), 0);
    expect(duplicates.settle(candidate(2, { origin: 'control' }), 1)?.proposal.origin).toBe('control');
  });

  it('are taken over where no other is found among too many to list', () => {
    const crowded = { ...buildSpace([]), size: Infinity, decode: () => ({ x: 1 }), sample: () => Float64Array.of(0) };
    const duplicates = new Duplicates('resample', crowded, seeded(1));
    duplicates.settle(candidate(1), 0);
    duplicates.tell(ended(0, 1, 'trial-finished'));
    expect(duplicates.settle(candidate(1, { origin: 'grid' }), 1)).toMatchObject({
      configuration: { x: 1 },
      original: { trial: 0 },
      proposal: { origin: 'grid', fallback: { code: 'duplicate-not-resampled' } },
    });
  });

  it.each<OnDuplicate>(['reuse', 'remeasure', 'resample'])('are no parts of trials, under %s', (policy) => {
    const duplicates = under(policy);
    duplicates.settle(candidate(1), 0);
    duplicates.tell(ended(0, 1, 'trial-finished'));
    for (const part of [{ folds: [1] }, { fidelity: { epochs: 3 } }])
      expect(duplicates.settle(candidate(1, part), 1)).toEqual({
        ...candidate(1, part),
        repeat: 0,
        original: undefined,
      });
  });
});
