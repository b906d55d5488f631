// What every store promises.
import assert from 'node:assert/strict';
import type { StudyEvent, StudyFinished, StudyStarted, TrialProposed } from '../contracts/events.js';
import type { StorePlugin, StudyLog } from '../contracts/store.js';
import { isProblem } from '../problem/problem.js';
import type { Law } from './law.js';

/**
 * The laws of stores. `make` gives a store over a place of its own, with nothing in it; each law calls it once and
 * opens several logs of the store it gets.
 */
export function storeLaws(make: () => StorePlugin): readonly Law[] {
  return Object.entries({ ...keeping, ...resuming, ...writing, ...listing }).map(([name, check]) => ({
    name,
    check: () => check(make()),
  }));
}

type Checks = Readonly<Record<string, (store: StorePlugin) => void>>;

const IDENTITY = '0123456789abcdef0123456789abcdef';
const OTHER = 'fedcba9876543210fedcba9876543210';

const keeping: Checks = {
  'begins a new log without a past': (store) => {
    const log = store.open('wine', IDENTITY, false);
    assert.deepEqual(log.past, []);
    assert.notEqual(log.location, '');
    log.close();
  },
  'gives back every event as it was, in order': (store) => {
    const events = everyKind();
    write(store, 'wine', IDENTITY, events);
    assert.deepEqual(past(store, 'wine', IDENTITY), events);
  },
  'gives back odd numbers: NaN, infinities, -0, the smallest and the largest': (store) => {
    const values = { a: NaN, b: Infinity, c: -Infinity, d: -0, e: 5e-324, f: 1.7976931348623157e308, g: 0.1 + 0.2 };
    const event: StudyEvent = { type: 'reported', at: 1, trial: 0, fold: 0, step: 1, values };
    write(store, 'wine', IDENTITY, [event]);
    assert.deepEqual(past(store, 'wine', IDENTITY), [event]);
  },
  'gives back odd texts: line ends, quotes, control characters, any script, long ones': (store) => {
    const texts = ['', 'a\nb\r\nc', '"\\"', '\u0000\u001b\u2028\u2029', 'naïve 日本 🦊', '\ud800', 'x'.repeat(300_000)];
    const events = texts.map((text): StudyEvent => ({ type: 'noticed', at: 0, code: 'text', text }));
    write(store, 'wine', IDENTITY, events);
    assert.deepEqual(past(store, 'wine', IDENTITY), events);
  },
  'keeps what an event was when it was appended': (store) => {
    const scores: Record<string, number> = { loss: 1 };
    const log = store.open('wine', IDENTITY, false);
    log.append({ type: 'fold-scored', at: 0, trial: 0, fold: 0, scores, fitMilliseconds: 1, milliseconds: 1 });
    scores['loss'] = 2;
    log.close();
    const [event] = past(store, 'wine', IDENTITY);
    assert.deepEqual((event as { scores: unknown }).scores, { loss: 1 });
  },
};

const resuming: Checks = {
  'goes on after what was stored, again and again': (store) => {
    write(store, 'wine', IDENTITY, [started()]);
    for (let round = 0; round < 3; round++) {
      const log = store.open('wine', IDENTITY, true);
      assert.deepEqual(log.past, [started(), ...proposals(round)]);
      log.append(proposed(round));
      log.close();
    }
  },
  'goes on after an interruption': (store) => {
    const counts = { finished: 0, stopped: 0, paused: 0, failed: 0 };
    const events: StudyEvent[] = [started(), { type: 'study-interrupted', at: 5, best: null, counts }];
    write(store, 'wine', IDENTITY, events);
    assert.deepEqual(past(store, 'wine', IDENTITY), events);
  },
  'refuses to resume what was never begun': (store) => {
    refuses(() => store.open('wine', IDENTITY, true));
  },
  'refuses to resume a finished study': (store) => {
    write(store, 'wine', IDENTITY, [started(), ended()]);
    refuses(() => store.open('wine', IDENTITY, true));
  },
  'refuses to resume a study whose definition has changed': (store) => {
    write(store, 'wine', OTHER, [started()]);
    refuses(() => store.open('wine', IDENTITY, true));
  },
  'resumes the newest unfinished log of the study': (store) => {
    write(store, 'wine', IDENTITY, [started(), ...proposals(1)]);
    write(store, 'wine', IDENTITY, [started(), ...proposals(2)]);
    write(store, 'wine', IDENTITY, [started(), ended()]);
    write(store, 'wine', OTHER, [started()]);
    write(store, 'beer', IDENTITY, [started()]);
    assert.equal(past(store, 'wine', IDENTITY).length, 3);
  },
  'can be asked again after it refused': (store) => {
    refuses(() => store.open('wine', IDENTITY, true));
    write(store, 'wine', IDENTITY, [started()]);
    assert.deepEqual(past(store, 'wine', IDENTITY), [started()]);
  },
};

const writing: Checks = {
  'leaves older logs alone when a new one is begun': (store) => {
    const first = write(store, 'wine', IDENTITY, [started(), proposed(0)]);
    const second = write(store, 'wine', IDENTITY, [started(), ended()]);
    assert.notEqual(first, second);
    assert.deepEqual(past(store, 'wine', IDENTITY), [started(), proposed(0)]);
  },
  'lets only one write to a log': (store) => {
    const log = store.open('wine', IDENTITY, false);
    log.append(started());
    refuses(() => store.open('wine', IDENTITY, true));
    log.append(proposed(0));
    log.close();
    assert.deepEqual(past(store, 'wine', IDENTITY), [started(), proposed(0)]);
  },
  'keeps logs apart that are written at the same time': (store) => {
    const logs: StudyLog[] = [];
    for (const name of ['wine', 'wine', 'beer']) logs.push(store.open(name, IDENTITY, false));
    for (let trial = 0; trial < 3; trial++) logs.forEach((log, k) => log.append(proposed(10 * k + trial)));
    for (const log of logs) log.close();
    assert.deepEqual(past(store, 'beer', IDENTITY), [20, 21, 22].map(proposed));
    assert.deepEqual(past(store, 'wine', IDENTITY), [10, 11, 12].map(proposed));
  },
  'has stored an event when append returns': (store) => {
    const log = store.open('wine', IDENTITY, false);
    for (let trial = 0; trial < 3; trial++) {
      log.append(proposed(trial));
      assert.equal(store.list()[0]?.trials, trial + 1);
    }
    log.close();
  },
};

const listing: Checks = {
  'lists nothing when there is nothing': (store) => {
    assert.deepEqual(store.list(), []);
  },
  'lists name, identity, trials and whether it is finished': (store) => {
    const begun = write(store, 'wine', IDENTITY, [started(), ...proposals(3), { ...proposed(1), continued: true }]);
    const done = write(store, 'beer', OTHER, [started(), ...proposals(1), ended()]);
    const byLocation = new Map(store.list().map((summary) => [summary.location, summary]));
    assert.equal(byLocation.size, 2);
    assert.deepEqual(byLocation.get(begun), {
      location: begun,
      identity: IDENTITY,
      name: 'wine',
      trials: 3,
      finished: false,
    });
    assert.deepEqual(byLocation.get(done), {
      location: done,
      identity: OTHER,
      name: 'beer',
      trials: 1,
      finished: true,
    });
  },
  'takes any name': (store) => {
    const names = ['a/b', 'a_b', 'a b', '../wine', '.', 'con', '日本', "'; drop table--", 'x'.repeat(300)];
    for (const [trial, name] of names.entries()) write(store, name, IDENTITY, [proposed(trial)]);
    for (const [trial, name] of names.entries()) assert.deepEqual(past(store, name, IDENTITY), [proposed(trial)]);
    assert.deepEqual(
      store
        .list()
        .map(({ name }) => name)
        .sort(),
      [...names].sort(),
    );
  },
};

/** Where it was stored. */
function write(store: StorePlugin, name: string, identity: string, events: readonly StudyEvent[]): string {
  const log = store.open(name, identity, false);
  for (const event of events) log.append(event);
  log.close();
  return log.location;
}

function past(store: StorePlugin, name: string, identity: string): readonly StudyEvent[] {
  const log = store.open(name, identity, true);
  log.close();
  return log.past;
}

function refuses(action: () => unknown): void {
  assert.throws(action, (error) => isProblem(error), 'It should have been refused with a Problem.');
}

function started(): StudyStarted {
  return {
    type: 'study-started',
    at: 0,
    name: 'wine',
    identity: IDENTITY,
    definition: { name: 'wine', steps: [{ use: 'svc', C: { tune: 'float', low: 1e-3, high: 1e3, log: true } }] },
    metrics: [{ name: 'accuracy', goal: 'maximize', objective: true }],
    parameters: ['svc.C'],
    spaceSize: null,
    folds: 5,
    trials: 50,
    lag: 1,
    order: 'deterministic',
    versions: { core: '1.0.0' },
    date: '2024-02-29T12:00:00.000Z',
  };
}

function proposed(trial: number): TrialProposed {
  return {
    type: 'trial-proposed',
    at: trial,
    trial,
    configuration: { 'svc.C': 0.1 * trial },
    origin: 'random',
    repeat: 0,
  };
}

function proposals(count: number): TrialProposed[] {
  return Array.from({ length: count }, (_, trial) => proposed(trial));
}

function ended(): StudyFinished {
  const counts = { finished: 1, stopped: 0, paused: 0, failed: 0 };
  const best = { trial: 0, score: 0.98, params: { 'svc.C': 0 } };
  return { type: 'study-finished', at: 9, reason: 'all trials are done', best, counts };
}

/** All kinds of events but those that end a study. */
function everyKind(): readonly StudyEvent[] {
  const trial = { at: 1.25, trial: 0 };
  const end = { ...trial, milliseconds: 3.5 };
  const stop = { ...end, stopper: 'median', reason: 'worse than the median', scores: {}, saved: 4 };
  const failure = { cause: 'diverged', message: 'The loss is infinite.', fingerprint: '01234567' } as const;
  return [
    started(),
    { type: 'study-revised', at: 1, revision: 1, definition: { name: 'wine' }, reason: 'more trials' },
    { ...proposed(0), belief: { mean: -1, sd: 0.5 }, folds: [0, 1], fidelity: { epochs: 3 }, continued: true },
    { ...trial, type: 'preprocessed', fold: 0, step: 'scale', columns: 13, milliseconds: 0.25 },
    { ...trial, type: 'reported', fold: 0, step: 1, values: { loss: 0.5 } },
    { ...end, type: 'fold-scored', fold: 0, scores: { accuracy: 1 }, trainScores: { accuracy: 1 }, fitMilliseconds: 2 },
    { ...end, type: 'fold-scored', fold: 0, repeat: 1, scores: { accuracy: 1 }, fitMilliseconds: 2, cost: 0.1 },
    {
      ...end,
      type: 'trial-finished',
      scores: { accuracy: 1 },
      spread: { accuracy: 0 },
      noise: { accuracy: 0 },
      cost: 1,
    },
    { ...stop, type: 'trial-stopped', rung: 2 },
    { ...stop, type: 'trial-paused', checkpoints: { 0: { weights: [1, 2, [3]], $number: 'NaN', $$number: null } } },
    { ...end, type: 'trial-failed', fold: 1, failure },
    { type: 'noticed', at: 2, code: 'solver-not-converged', text: 'After 100 steps.', trial: 0, fold: 1 },
    { type: 'decided', at: 3, code: 'time-spent', text: 'The time is up.' },
    {
      type: 'finding',
      at: 4,
      finding: { code: 'leak', severity: 'error', message: 'A leak.', confidence: 0.9, evidence: { rows: [1, 2] } },
    },
  ];
}
