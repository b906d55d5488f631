import { describe, expect, it } from 'vitest';
import type { Configuration, MetricInfo, StudyEvent, StudyStarted, TrialProposed } from '@tunewright/core';
import { StudyHistory } from '@tunewright/core';

const ACCURACY: MetricInfo = { name: 'accuracy', goal: 'maximize', objective: true };
const LOSS: MetricInfo = { name: 'loss', goal: 'minimize', objective: true };
const COUNTS = { finished: 0, stopped: 0, paused: 0, failed: 0 };

function started(metrics: readonly MetricInfo[] = [ACCURACY], folds = 2): StudyStarted {
  return {
    type: 'study-started',
    at: 0,
    name: 'test',
    identity: 'test',
    definition: {},
    metrics,
    parameters: ['kernel', 'C', 'layers'],
    spaceSize: null,
    folds,
    trials: 10,
    lag: 1,
    order: 'deterministic',
    versions: {},
    date: '2026-01-01T00:00:00.000Z',
  };
}

const proposed = (trial: number, configuration: Configuration = {}, continued = false): TrialProposed => ({
  type: 'trial-proposed',
  at: 1,
  trial,
  configuration,
  origin: 'random',
  repeat: 0,
  ...(continued && { continued }),
});
const fold = (trial: number, number: number, scores: Readonly<Record<string, number>>): StudyEvent => ({
  type: 'fold-scored',
  at: 2,
  trial,
  fold: number,
  scores,
  fitMilliseconds: 1,
  milliseconds: 2,
});
const finished = (trial: number, scores: Readonly<Record<string, number>>): StudyEvent => ({
  type: 'trial-finished',
  at: 3,
  trial,
  scores,
  spread: {},
  milliseconds: 10 + trial,
});
const ended = (type: 'trial-stopped' | 'trial-paused', trial: number, saved = 1): StudyEvent => ({
  type,
  at: 4,
  trial,
  stopper: 'median',
  reason: 'enough',
  scores: { accuracy: 0.5 },
  saved,
  milliseconds: 5,
});
const failed = (trial: number): StudyEvent => ({
  type: 'trial-failed',
  at: 5,
  trial,
  fold: 0,
  failure: { cause: 'nan', message: 'no number', fingerprint: '00000000' },
  milliseconds: 6,
});

function historyOf(...events: readonly StudyEvent[]): StudyHistory {
  const history = new StudyHistory();
  for (const event of events) history.record(event);
  return history;
}

describe('a history', () => {
  it('is empty before the study has started', () => {
    const history = new StudyHistory();
    expect(history).toMatchObject({ length: 0, running: 0, best: undefined, elapsed: 0, ended: false, counts: COUNTS });
    expect(history.metrics).toEqual([]);
    expect([...history.trials()]).toEqual([]);
  });

  it('folds a trial from its events', () => {
    const history = historyOf(started(), proposed(0, { kernel: 'rbf', C: 10 }), fold(0, 0, { accuracy: 0.8 }));
    expect(history).toMatchObject({ length: 1, running: 1, foldsScored: 1, counts: COUNTS });
    expect(history.trial(0)).toMatchObject({ state: 'running', configuration: { kernel: 'rbf', C: 10 } });
    expect([...history.trial(0).foldScores]).toEqual([0.8, NaN]);
    history.record(fold(0, 1, { accuracy: 0.6 }));
    history.record(finished(0, { accuracy: 0.7 }));
    expect(history.trial(0)).toEqual({
      trial: 0,
      state: 'finished',
      configuration: { kernel: 'rbf', C: 10 },
      scores: { accuracy: 0.7 },
      foldScores: Float64Array.of(0.8, 0.6),
      milliseconds: 10,
      cost: 0,
    });
    expect(history).toMatchObject({ running: 0, foldsScored: 2, elapsed: 3, counts: { ...COUNTS, finished: 1 } });
  });

  it('keeps what every other end of a trial tells', () => {
    const trials = [0, 1, 2].map((trial) => proposed(trial));
    const history = historyOf(
      started(),
      ...trials,
      ended('trial-stopped', 0, 1),
      ended('trial-paused', 1, 2),
      failed(2),
    );
    expect([...history.trials()].map(({ state }) => state)).toEqual(['stopped', 'paused', 'failed']);
    expect(history.trial(0).scores).toEqual({ accuracy: 0.5 });
    expect(history.trial(2)).toMatchObject({ failure: { cause: 'nan' }, milliseconds: 6, scores: { accuracy: NaN } });
    expect(history).toMatchObject({ foldsSaved: 3, best: undefined });
    expect(history.counts).toEqual({ finished: 0, stopped: 1, paused: 1, failed: 1 });
  });

  it('goes on with a paused trial under its number', () => {
    const history = historyOf(started(), proposed(0, { C: 1 }), ended('trial-paused', 0), proposed(0, { C: 1 }, true));
    expect(history).toMatchObject({ length: 1, running: 1, counts: COUNTS });
    expect(history.trial(0)).toMatchObject({ state: 'running', configuration: { C: 1 } });
    history.record(finished(0, { accuracy: 0.9 }));
    expect(history).toMatchObject({ running: 0, counts: { ...COUNTS, finished: 1 }, best: { trial: 0, score: 0.9 } });
  });

  it('counts apart the trials that took over the scores of another', () => {
    const copy: StudyEvent = { ...proposed(1), reuses: 0 };
    const history = historyOf(
      started(),
      proposed(0),
      fold(0, 0, { accuracy: 0.5 }),
      copy,
      fold(1, 0, { accuracy: 0.5 }),
    );
    expect(history).toMatchObject({ reused: 0, foldsScored: 1 });
    history.record(finished(1, { accuracy: 0.5 }));
    expect(history).toMatchObject({ reused: 1, foldsScored: 1 });
    expect([...history.trials()].map(({ reuses }) => reuses)).toEqual([undefined, 0]);
    expect([...history.trial(1).foldScores]).toEqual([0.5, NaN]);
  });

  it('ends with the last event, not with an interruption', () => {
    const history = historyOf(started(), { type: 'study-interrupted', at: 7, best: null, counts: COUNTS });
    expect(history).toMatchObject({ ended: false, reason: undefined, elapsed: 7 });
    history.record({ type: 'study-finished', at: 8, reason: 'done', best: null, counts: COUNTS });
    expect(history).toMatchObject({ ended: true, reason: 'done', elapsed: 8 });
  });

  it('refuses an event of a kind it does not know', () => {
    expect(() => historyOf({ type: 'moon-landing', at: 0 } as unknown as StudyEvent)).toThrow(
      /Unknown event.*moon-landing/,
    );
  });

  it('holds many trials', () => {
    const history = historyOf(started());
    for (let trial = 0; trial < 1000; trial++) {
      history.record(proposed(trial, { kernel: trial % 2 === 0 ? 'rbf' : 'linear', C: trial }));
      history.record(fold(trial, 1, { accuracy: trial }));
      history.record(finished(trial, { accuracy: trial }));
    }
    expect(history.trial(999)).toMatchObject({ configuration: { kernel: 'linear', C: 999 }, milliseconds: 1009 });
    expect([...history.trial(500).foldScores]).toEqual([NaN, 500]);
    expect(history.best).toMatchObject({ trial: 999 });
  });
});

describe('parameters of a history', () => {
  it.each([
    { what: 'numbers, texts and truth values', configuration: { kernel: 'rbf', C: 0.1, layers: true } },
    { what: 'null, lists and objects', configuration: { kernel: null, C: [1, 2], layers: { units: [8] } } },
    { what: 'zero and false', configuration: { kernel: false, C: 0 } },
    { what: 'active ones only', configuration: { C: 3 } },
  ])('are $what', ({ configuration }) => {
    const history = historyOf(started(), proposed(0, { kernel: 'other', C: 'word' }), proposed(1, configuration));
    expect(history.trial(1).configuration).toEqual(configuration);
  });
});

describe('the best of a history', () => {
  const cases: readonly {
    when: string;
    metrics: readonly MetricInfo[];
    order?: readonly number[];
    scores: readonly Readonly<Record<string, number>>[];
    best: number | undefined;
  }[] = [
    { when: 'to maximize', metrics: [ACCURACY], scores: [0.1, 0.9, 0.5].map((accuracy) => ({ accuracy })), best: 1 },
    { when: 'to minimize', metrics: [LOSS], scores: [0.3, 0.9, 0.1].map((loss) => ({ loss })), best: 2 },
    { when: 'of equals', metrics: [ACCURACY], scores: [0.1, 0.9, 0.9].map((accuracy) => ({ accuracy })), best: 1 },
    {
      when: 'of equals that end in another order',
      metrics: [LOSS],
      order: [2, 1, 0],
      scores: [0.5, 0.2, 0.2].map((loss) => ({ loss })),
      best: 1,
    },
    { when: 'beside NaN', metrics: [LOSS], scores: [NaN, 0.5, NaN].map((loss) => ({ loss })), best: 1 },
    { when: 'where nothing has a score', metrics: [LOSS], scores: [{}, {}], best: undefined },
    {
      when: 'by the first of several objectives',
      metrics: [ACCURACY, LOSS],
      scores: [
        { accuracy: 0.5, loss: 0 },
        { accuracy: 0.6, loss: 9 },
      ],
      best: 1,
    },
    {
      when: 'by the first objective, where another metric comes before it',
      metrics: [{ ...ACCURACY, objective: false }, LOSS],
      scores: [
        { accuracy: 0.9, loss: 2 },
        { accuracy: 0.1, loss: 1 },
      ],
      best: 1,
    },
  ];
  it.each(cases)('$when', ({ metrics, scores, order = scores.map((_, trial) => trial), best }) => {
    const history = historyOf(started(metrics), ...scores.map((_, trial) => proposed(trial, { C: trial })));
    for (const trial of order) history.record(finished(trial, scores[trial] ?? {}));
    expect(history.best?.trial).toBe(best);
    if (best !== undefined) expect(history.best?.params).toEqual({ C: best });
  });

  it('never was stopped, paused or failed', () => {
    const trials = [0, 1, 2, 3].map((trial) => proposed(trial));
    const ends = [ended('trial-stopped', 0), ended('trial-paused', 1), failed(2), finished(3, { accuracy: 0.1 })];
    expect(historyOf(started(), ...trials, ...ends).best).toMatchObject({ trial: 3 });
  });

  it('scores folds by the first objective', () => {
    const metrics = [{ ...ACCURACY, objective: false }, LOSS];
    const history = historyOf(started(metrics, 1), proposed(0), fold(0, 0, { accuracy: 0.9, loss: 2 }));
    expect([...history.trial(0).foldScores]).toEqual([2]);
  });
});
