import { provide, Registry, type StudyEvent } from '@tunewright/core';
import { JsonLines, monitors, OUTPUT } from '@tunewright/monitors';
import { expect, it } from 'vitest';
import { busy, ended, finished, historyOf, noticed, Paper, started } from './studies.js';

function written(events: readonly StudyEvent[]): string {
  const paper = new Paper(false);
  const monitor = new Registry()
    .register(monitors, 'here')
    .workshop([provide(OUTPUT, paper)])
    .make('monitor', { use: 'json-lines' });
  const history = historyOf(events);
  for (const event of events) monitor.next(event, history);
  void monitor.close(history);
  expect(monitor).toBeInstanceOf(JsonLines);
  return paper.text;
}

it('writes each event as a line, the end last', () => {
  const events = [...busy(), ended()];
  const lines = written(events).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(events);
});

it('writes null for numbers that JSON does not have', () => {
  const [, line] = written([started(), ...finished(0, {}, []).slice(-1)]).split('\n');
  expect(JSON.parse(line ?? '')).toMatchObject({ type: 'trial-finished', scores: { accuracy: null } });
});

it('keeps an event on one line for every reader, and terminals unharmed', () => {
  const event = noticed('code', 'a\nb\u2028c\u0085d\u009b2Je\u001b[31m');
  const text = written([event]);
  expect(text).toMatch(/^[\x20-\x7e]*\n$/);
  expect(JSON.parse(text)).toEqual(event);
});
