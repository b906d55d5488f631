import type { History, MonitorPlugin, StudyEvent } from '@tunewright/core';
import { describe } from 'vitest';
import { made, proves, refuse } from './proof.js';

const monitor = (changes: Partial<MonitorPlugin> = {}) =>
  made('monitor', () => ({ next: () => undefined, close: () => undefined, ...changes }));
/** Breaks at such an event. */
const at = (fatal: (event: StudyEvent, history: History) => boolean) =>
  monitor({ next: (event, history) => (fatal(event, history) ? refuse() : undefined) });
/** Breaks when such a study ends. */
const after = (fatal: (history: History) => boolean) =>
  monitor({ close: (history) => (fatal(history) ? refuse() : undefined) });
const several = at((_, { running }) => running > 1);

let current: History | undefined;

describe('monitors', () => {
  proves(monitor(), {
    'survives an ordinary study': at(({ type }) => type === 'trial-paused'),
    'survives a study without trials': after(({ length }) => length === 0),
    'survives trials that are not evaluated, or not stopped': after(({ reused }) => reused > 0),
    'survives only failures': after(({ counts, best }) => counts.failed > 0 && best === undefined),
    'survives scores that are no numbers': at(
      (event) => event.type === 'fold-scored' && !Object.values(event.scores).every(Number.isFinite),
    ),
    'survives notices, decisions and findings': at(({ type }) => type === 'finding'),
    'survives odd texts': at((event) => event.type === 'noticed' && event.text.length > 1000),
    'survives folds measured twice, at a cost': at((event) => event.type === 'fold-scored' && event.repeat === 1),
    'survives an interruption': at(({ type }) => type === 'study-interrupted'),
    'survives a study cut off in the middle': after(({ ended, length }) => !ended && length > 1),
    'survives a study without objectives, parameters or limits': at((_, { metrics }) => metrics.length === 0),
    'survives any order of trials, seed 1': several,
    'survives any order of trials, seed 2': several,
    'survives any order of trials, seed 3': several,
    'can be closed before anything happened': after(({ started }) => started === undefined),
    'leaves events as they were': monitor({ next: (event) => void Object.assign(event, { at: event.at + 1 }) }),
    'has nothing that must be waited for after an event': monitor({
      next: () => Promise.resolve() as unknown as undefined,
    }),
    'watches one study without knowing of another': monitor({
      next: (_, history) => ((current ??= history) === history ? undefined : refuse()),
    }),
  });
});
