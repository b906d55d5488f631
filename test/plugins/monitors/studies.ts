// Studies as event logs, for the tests of monitors.
import type { Configuration, History, StudyEvent, StudyStarted } from '@tunewright/core';
import { StudyHistory } from '../../../core/src/study/history.js';
import { look, type Look } from '../../../plugins/monitors/src/look.js';
import type { TerminalStream } from '../../../plugins/monitors/src/stream.js';

export const WIDTHS = [40, 80, 120] as const;
export const unicode = (width: number): Look => look(width, { unicode: true, color: false });
export const ascii = (width: number): Look => look(width, { unicode: false, color: false });

export function started(changes: Partial<StudyStarted> = {}): StudyStarted {
  return {
    type: 'study-started',
    at: 0,
    name: 'iris-svc-wide-grid',
    identity: 'cafe',
    definition: { search: { use: 'grid' } },
    metrics: [
      { name: 'accuracy', goal: 'maximize', objective: true },
      { name: 'log-loss', goal: 'minimize', objective: false },
    ],
    parameters: ['svc.C', 'svc.gamma', 'svc.kernel'],
    spaceSize: 100,
    folds: 5,
    trials: 100,
    lag: 1,
    order: 'deterministic',
    versions: {},
    date: '2026-01-01T00:00:00.000Z',
    ...changes,
  };
}

export const proposed = (trial: number, configuration: Configuration, at = trial * 50): StudyEvent => ({
  type: 'trial-proposed',
  at,
  trial,
  configuration,
  origin: 'grid',
  repeat: 0,
});

/** All events of a trial whose folds score so; the mean is rounded to hide rounding noise. */
export function finished(trial: number, configuration: Configuration, scores: readonly number[]): StudyEvent[] {
  const at = trial * 50 + 50;
  const accuracy = Number((scores.reduce((sum, score) => sum + score, 0) / scores.length).toFixed(10));
  return [
    proposed(trial, configuration),
    ...scores.map((score, fold): StudyEvent => {
      return { type: 'fold-scored', at, trial, fold, scores: { accuracy: score }, fitMilliseconds: 1, milliseconds: 2 };
    }),
    {
      type: 'trial-finished',
      at,
      trial,
      scores: { accuracy },
      spread: { accuracy: 0 },
      milliseconds: 2.34 * (trial + 1),
    },
  ];
}

export function failed(
  trial: number,
  message: string,
  fingerprint: string,
  configuration: Configuration = {},
): StudyEvent[] {
  const failure = { cause: 'diverged', message, fingerprint } as const;
  const at = trial * 50 + 50;
  return [proposed(trial, configuration), { type: 'trial-failed', at, trial, fold: 0, failure, milliseconds: 7 }];
}

function stopped(trial: number, configuration: Configuration, saved: number): StudyEvent[] {
  const event = {
    type: 'trial-stopped',
    at: trial * 50 + 50,
    trial,
    stopper: 'median',
    reason: 'below the median',
  } as const;
  return [proposed(trial, configuration), { ...event, scores: { accuracy: 0.4 }, saved, milliseconds: 3 }];
}

export const noticed = (code: string, text: string, trial?: number): StudyEvent => ({
  type: 'noticed',
  at: 10,
  code,
  text,
  ...(trial !== undefined && { trial }),
});

export const ended = (at = 6200): StudyEvent => ({
  type: 'study-finished',
  at,
  reason: 'all tried',
  best: null,
  counts: { finished: 0, stopped: 0, paused: 0, failed: 0 },
});

const svc = (trial: number): Configuration =>
  trial % 7 === 3
    ? { 'svc.C': 0.001 * 1.66810053 ** trial, 'svc.kernel': 'linear' }
    : { 'svc.C': 0.001 * 1.66810053 ** trial, 'svc.gamma': 0.129154967 * trial, 'svc.kernel': 'rbf' };

/** 60 trials of a grid of 100 and one under way; some were stopped, some diverged. */
export function busy(): StudyEvent[] {
  const events: StudyEvent[] = [started()];
  for (let trial = 0; trial < 60; trial++) {
    if (trial % 20 === 7)
      events.push(...failed(trial, 'The loss is infinite after epoch 3; lower the learning rate.', 'f1', svc(trial)));
    else if (trial % 10 === 4) events.push(...stopped(trial, svc(trial), 3));
    else events.push(...finished(trial, svc(trial), [0.9, 0.9 + (trial % 9) / 100, 1, 0.93333, 0.95]));
  }
  return [...events, proposed(60, svc(60), 3010)];
}

export function historyOf(events: readonly StudyEvent[]): History {
  const history = new StudyHistory();
  for (const event of events) history.record(event);
  return history;
}

/** Keeps what is written. */
export class Paper implements TerminalStream {
  text = '';

  constructor(
    readonly isTTY: boolean,
    readonly columns = 80,
  ) {}

  write(text: string): boolean {
    this.text += text;
    return true;
  }
}
