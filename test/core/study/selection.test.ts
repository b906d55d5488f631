import { describe, expect, it } from 'vitest';
import type { StudyEvent } from '@tunewright/core';
import { StudyHistory } from '../../../core/src/study/history.js';
import { select } from '../../../core/src/study/selection.js';

interface Trial {
  readonly folds: readonly number[];
  readonly milliseconds: number;
  readonly reuses?: number;
}

function historyOf(trials: readonly Trial[], goal: 'maximize' | 'minimize' = 'maximize'): StudyHistory {
  const history = new StudyHistory();
  const record = (event: object): void => {
    history.record({ at: 0, ...event } as StudyEvent);
  };
  const folds = trials[0]?.folds.length ?? 1;
  record({ type: 'study-started', folds, metrics: [{ name: 's', goal, objective: true }], parameters: [] });
  trials.forEach(({ folds: scores, milliseconds, reuses }, trial) => {
    record({ type: 'trial-proposed', trial, configuration: {}, ...(reuses !== undefined && { reuses }) });
    scores.forEach((s, fold) => {
      record({ type: 'fold-scored', trial, fold, scores: { s } });
    });
    const mean = scores.reduce((sum, s) => sum + s, 0) / scores.length;
    record({ type: 'trial-finished', trial, scores: { s: mean }, milliseconds });
  });
  return history;
}

// Best is trial 0 with mean 0.9 and a standard error of 0.02 over 4 folds.
const best: Trial = { folds: [0.85, 0.89, 0.93, 0.93], milliseconds: 100 };
const inside: Trial = { folds: [0.84, 0.88, 0.91, 0.91], milliseconds: 50 };
const outside: Trial = { folds: [0.82, 0.86, 0.9, 0.9], milliseconds: 1 };

describe('select', () => {
  it.each([
    { rule: 'best' as const, trials: [best, inside, outside], trial: 0 },
    { rule: 'one-standard-error' as const, trials: [best, inside, outside], trial: 1 },
    { rule: 'one-standard-error' as const, trials: [best, outside], trial: 0 },
    // Always 0.03 behind on every fold: a small difference, but one that the folds agree on.
    { rule: 'cheapest-tied' as const, trials: [best, outside], trial: 0 },
    { rule: 'cheapest-tied' as const, trials: [best, { folds: [0.93, 0.8, 0.98, 0.8], milliseconds: 3 }], trial: 1 },
    { rule: 'cheapest-tied' as const, trials: [best, { folds: [...best.folds], milliseconds: 3 }], trial: 1 },
  ])('$rule takes trial $trial', ({ rule, trials, trial }) => {
    expect(select(historyOf(trials), rule)?.trial).toBe(trial);
    // The same with losses.
    const losses = trials.map(({ folds, milliseconds }) => ({ folds: folds.map((score) => -score), milliseconds }));
    expect(select(historyOf(losses, 'minimize'), rule)?.trial).toBe(trial);
  });

  it.each(['one-standard-error', 'cheapest-tied'] as const)('takes no trial that cost nothing, by %s', (rule) => {
    const copy: Trial = { ...best, milliseconds: 0, reuses: 0 };
    expect(select(historyOf([best, copy, outside]), rule)).toMatchObject({ trial: 0 });
  });

  it('takes the error of the measurements where there is one fold', () => {
    // A noise of 0.06 in 9 measurements is a standard error of 0.02.
    const cheaper = (score: number): number | undefined => {
      const history = new StudyHistory();
      const repeats = { times: 9, aggregate: 'mean' };
      const metrics = [{ name: 's', goal: 'maximize', objective: true }];
      const scores = [0.9, score];
      const events: object[] = [{ type: 'study-started', folds: 1, metrics, parameters: [], repeats }];
      for (const [trial, s] of scores.entries()) {
        events.push({ type: 'trial-proposed', trial, configuration: {} });
        events.push({ type: 'fold-scored', trial, fold: 0, repeat: 0, scores: { s } });
        const end = { scores: { s }, noise: { s: 0.06 }, milliseconds: 9 - trial };
        events.push({ type: 'trial-finished', trial, ...end });
      }
      for (const event of events) history.record({ at: 0, ...event } as StudyEvent);
      return select(history, 'one-standard-error')?.trial;
    };
    expect(cheaper(0.885)).toBe(1);
    expect(cheaper(0.875)).toBe(0);
  });

  it('has nothing to take when nothing finished', () => {
    expect(select(historyOf([]), 'cheapest-tied')).toBeUndefined();
  });
});
