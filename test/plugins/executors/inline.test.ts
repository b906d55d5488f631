import type { Outcome, Progress, Watch, Work } from '@tunewright/core';
import { Inline } from '@tunewright/executors';
import { describe, expect, it } from 'vitest';

const work: Work = { trial: 3, configuration: { 'svc.C': 10 }, fold: 1, repeat: 0, seed: 42 };
const watching = (told: Progress[] = []): Watch => ({
  signal: new AbortController().signal,
  deadline: Infinity,
  progress: (progress) => void told.push(progress),
});
const open = (evaluate: (work: Work, watch: Watch) => Outcome | Promise<Outcome>) =>
  new Inline().open({ definition: {}, directory: '/', evaluate });

const outcomes: readonly Outcome[] = [
  { kind: 'scored', scores: { accuracy: 0.9 }, trainScores: { accuracy: 1 }, fitMilliseconds: 1, milliseconds: 2 },
  { kind: 'failed', failure: { cause: 'nan', message: 'NaN.', fingerprint: '12345678' }, milliseconds: 3 },
];

describe('inline', () => {
  it.each(outcomes)('hands on at once what is $kind at once', (outcome) => {
    expect(open(() => outcome).evaluate(work, watching())).toBe(outcome);
  });

  it.each(outcomes)('hands on what is $kind later', async (outcome) => {
    const promise = Promise.resolve(outcome);
    const found = open(() => promise).evaluate(work, watching());
    expect(found).toBe(promise);
    expect(await found).toBe(outcome);
  });

  it('hands on the work, the signal, the deadline and the progress', () => {
    const told: Progress[] = [];
    const watch = watching(told);
    const progress: Progress = { type: 'noticed', code: 'some', text: 'Some.' };
    const place = open((given, follower) => {
      expect(given).toBe(work);
      expect([follower.signal, follower.deadline]).toEqual([watch.signal, Infinity]);
      follower.progress(progress);
      return outcomes[0] as Outcome;
    });
    void place.evaluate(work, watch);
    expect(told).toEqual([progress]);
  });

  it('does works at the same time, and ends them in any order', async () => {
    const endings = new Map<number, (outcome: Outcome) => void>();
    const place = open(({ trial }) => new Promise((resolve) => endings.set(trial, resolve)));
    const found = [0, 1].map(async (trial) => place.evaluate({ ...work, trial }, watching()));
    expect([...endings.keys()]).toEqual([0, 1]);
    for (const trial of [1, 0]) endings.get(trial)?.(outcomes[trial] as Outcome);
    expect(await Promise.all(found)).toEqual(outcomes);
  });

  it('closes, and opens again for the next study', () => {
    const executor = new Inline();
    const [first, second] = outcomes.map((outcome) =>
      executor.open({ definition: {}, directory: '/', evaluate: () => outcome }),
    );
    expect(first?.close()).toBeUndefined();
    expect(first?.close()).toBeUndefined();
    expect(second?.evaluate(work, watching())).toBe(outcomes[1]);
  });
});
