// Studies as events, for the suites of what watches and judges studies. Numbers and texts may be of any kind.
import type { StudyEvent, StudyStarted } from '../contracts/events.js';
import type { History } from '../contracts/history.js';
import { seeded } from '../numeric/random.js';
import { StudyHistory } from '../study/history.js';

const ZERO = { finished: 0, stopped: 0, paused: 0, failed: 0 };
const FOLDS = 5;

export interface LabelledStudy {
  readonly label: string;
  readonly events: readonly StudyEvent[];
}

/** One study for each thing that can happen to a study. */
export function studies(): readonly LabelledStudy[] {
  return [
    {
      label: 'an ordinary study',
      events: [begun(), ...finished(0, 0.9), ...stopped(1), ...paused(2), ...failed(3), over()],
    },
    {
      label: 'trials that are not evaluated, or not stopped',
      events: [begun(), ...finished(0, 0.9), ...kept(1, 0.9), over()],
    },
    {
      label: 'folds measured twice, at a cost',
      events: [{ ...begun(), repeats: { times: 2, aggregate: 'mean' } }, ...twice(0, 0.9), ...twice(1, 0.8), over()],
    },
    { label: 'a study without trials', events: [begun(), over()] },
    { label: 'only failures', events: [begun(), ...[0, 1, 2].flatMap(failed), over()] },
    { label: 'scores that are no numbers', events: [begun(), ...[NaN, Infinity, -Infinity].flatMap(scored), over()] },
    {
      label: 'notices, decisions and findings',
      events: [begun(), ...told('Something was noticed.'), ...finished(0, 1), over()],
    },
    { label: 'odd texts', events: [begun('日本 \u001b[2J'), ...ODD.flatMap(told), over()] },
    {
      label: 'an interruption',
      events: [begun(), ...finished(0, 0.5), { type: 'study-interrupted', at: 9, best: null, counts: ZERO }],
    },
    { label: 'a study cut off in the middle', events: [begun(), ...finished(0, 0.9), ...stopped(1).slice(0, 2)] },
    { label: 'a study without objectives, parameters or limits', events: [bare(), ...finished(0, 0.9), over()] },
    ...[1, 2, 3].map((seed) => ({
      label: `any order of trials, seed ${seed}`,
      events: [begun(), ...anyOrder(seed), over()],
    })),
  ];
}

/** The history after each event, told as in a study: recorded before it is handed on. */
export function eachWithHistory(
  events: readonly StudyEvent[],
  next: (event: StudyEvent, history: History) => void,
): History {
  const history = new StudyHistory();
  for (const event of events) {
    history.record(event);
    next(event, history);
  }
  return history;
}

function begun(name = 'made-up'): StudyStarted {
  return {
    type: 'study-started',
    at: 0,
    name,
    identity: '0123456789abcdef',
    definition: { name },
    metrics: [{ name: 'accuracy', goal: 'maximize', objective: true }],
    parameters: ['svc.C', 'svc.kernel'],
    spaceSize: null,
    folds: FOLDS,
    trials: 20,
    lag: 1,
    order: 'deterministic',
    versions: { core: '1.0.0' },
    date: '2000-01-01T00:00:00.000Z',
  };
}

function bare(): StudyStarted {
  return {
    ...begun(''),
    metrics: [],
    parameters: [],
    folds: 1,
    trials: null,
    definition: null,
    versions: {},
    date: '',
  };
}

function proposed(trial: number, continued = false): StudyEvent {
  const configuration = trial % 2 === 0 ? { 'svc.C': 10 ** -trial, 'svc.kernel': 'rbf' } : { 'svc.kernel': 'linear' };
  return {
    type: 'trial-proposed',
    at: trial,
    trial,
    configuration,
    origin: 'random',
    repeat: 0,
    ...(continued && { continued }),
  };
}

function foldScored(trial: number, fold: number, accuracy: number): StudyEvent[] {
  const at = trial + fold / 10;
  return [
    { type: 'preprocessed', at, trial, fold, step: 'scale', columns: 13, milliseconds: 0 },
    { type: 'reported', at, trial, fold, step: 1, values: { loss: 1 - accuracy } },
    { type: 'fold-scored', at, trial, fold, scores: { accuracy }, fitMilliseconds: 1, milliseconds: 2 },
  ];
}

function finished(trial: number, accuracy: number): StudyEvent[] {
  const folds = Array.from({ length: FOLDS }, (_, fold) => foldScored(trial, fold, accuracy));
  const end = { trial, at: trial + 1, scores: { accuracy }, spread: { accuracy: 0 }, milliseconds: 12 };
  return [proposed(trial), ...folds.flat(), { type: 'trial-finished', ...end }];
}

function twice(trial: number, accuracy: number): StudyEvent[] {
  return finished(trial, accuracy).flatMap((event): StudyEvent[] => {
    if (event.type === 'trial-finished') return [{ ...event, noise: { accuracy: 0 }, cost: 10 }];
    if (event.type !== 'fold-scored') return [event];
    return [0, 1].map((repeat) => ({ ...event, repeat, cost: 1 }));
  });
}

/** Its scores are those of trial 0. */
function kept(trial: number, accuracy: number): StudyEvent[] {
  const fallback = { code: 'duplicate-not-resampled', text: 'no draw hit another configuration' };
  return finished(trial, accuracy).map((event) =>
    event.type === 'trial-proposed' ? { ...event, origin: 'control', reuses: 0, unstopped: true, fallback } : event,
  );
}

function scored(accuracy: number, trial: number): StudyEvent[] {
  return finished(trial, accuracy);
}

function cut(trial: number) {
  return { at: trial + 1, trial, stopper: 'median', reason: 'worse than the median', saved: 4, milliseconds: 3 };
}

function stopped(trial: number): StudyEvent[] {
  return [proposed(trial), ...foldScored(trial, 0, 0.4), { type: 'trial-stopped', ...cut(trial), scores: {}, rung: 1 }];
}

function paused(trial: number): StudyEvent[] {
  const scores = { accuracy: 0.6 };
  const end = { type: 'trial-paused', ...cut(trial), scores } as const;
  return [proposed(trial), ...foldScored(trial, 0, 0.6), end, proposed(trial, true), { ...end, at: trial + 2 }];
}

function failed(trial: number): StudyEvent[] {
  const failure = { cause: 'exception', message: `Row ${trial} is broken.`, fingerprint: '01234567' } as const;
  return [proposed(trial), { type: 'trial-failed', at: trial + 1, trial, fold: 0, failure, milliseconds: 1 }];
}

function told(text: string): StudyEvent[] {
  const finding = {
    code: 'leak',
    severity: 'error',
    message: text,
    confidence: 0.9,
    evidence: { rows: [1, 2] },
  } as const;
  return [
    { type: 'noticed', at: 1, code: 'warm-start-ignored', text },
    { type: 'decided', at: 1, code: 'time-spent', text },
    { type: 'finding', at: 1, finding },
    { type: 'study-revised', at: 1, revision: 1, definition: { name: text }, reason: text },
  ];
}

function over(): StudyEvent {
  return { type: 'study-finished', at: 99, reason: 'all trials are done', best: null, counts: ZERO };
}

/** Trials that run at the same time, their events mixed, each trial's own in order. */
function anyOrder(seed: number): StudyEvent[] {
  const random = seeded(seed);
  const makers = [failed, stopped, paused, (trial: number) => finished(trial, random.next())];
  const queues = Array.from({ length: 8 }, (_, trial) =>
    (makers[random.below(4)] as (trial: number) => StudyEvent[])(trial),
  );
  const mixed: StudyEvent[] = [];
  while (queues.some((queue) => queue.length > 0)) {
    const event = (queues[random.below(queues.length)] as StudyEvent[]).shift();
    if (event !== undefined) mixed.push(event);
  }
  return mixed;
}

const ODD = ['', '\n', '\u0000\u001b[31m', '🦊 \ud800', 'x'.repeat(10_000)];
