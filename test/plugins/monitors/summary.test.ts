import type { StudyEvent } from '@tunewright/core';
import { describe, expect, it } from 'vitest';
import { summary } from '../../../plugins/monitors/src/summary.js';
import { displayWidth } from '../../../plugins/monitors/src/text.js';
import { golden } from '../../golden.js';
import { ascii, busy, ended, failed, finished, historyOf, proposed, started, unicode, WIDTHS } from './studies.js';

const told = (events: readonly StudyEvent[], width = 80): string => summary(historyOf(events), unicode(width));
const parameters = Array.from({ length: 12 }, (_, index) => `network.layer${index}`);
const many = Object.fromEntries(parameters.map((name, index) => [name, index % 3 === 0 ? 'relu' : index / 7]));
const MANY: StudyEvent[] = [
  started({ parameters }),
  ...finished(0, many, [0.5, 0.6]),
  ...finished(1, many, [0.7, 0.7]),
  ended(),
];
const NOTHING: StudyEvent[] = [
  started({ trials: 3 }),
  ...failed(
    0,
    `Command "train" ended with code 1:\n\u001b[31m${'Traceback of everything that went wrong. '.repeat(20)}`,
    'f1',
  ),
  ...failed(1, 'again', 'f1'),
  ...failed(2, 'The loss is NaN.', 'f2'),
  ended(),
];

const STUDIES: readonly (readonly [string, readonly StudyEvent[]])[] = [
  ['finished', [...busy(), ended()]],
  ['interrupted', busy()],
  ['many-parameters', MANY],
  ['all-failed', NOTHING],
];

describe.each(STUDIES)('the summary of a study: %s', (name, events) => {
  it.each(WIDTHS)('is the golden one in %i columns', (width) => {
    golden(`terminal/summary-${name}-${width}.txt`, told(events, width));
  });

  it('fits', () => {
    for (let width = 40; width <= 200; width += 3) {
      for (const line of told(events, width).split('\n')) expect(displayWidth(line), line).toBeLessThanOrEqual(width);
    }
  });
});

describe('summary', () => {
  it('has an ASCII form', () => {
    const text = summary(historyOf([...busy(), ended()]), ascii(80));
    golden('terminal/summary-ascii.txt', text);
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it('names the best trial first, the earlier of equals', () => {
    const rows = told([
      started(),
      ...finished(0, {}, [0.5]),
      ...finished(1, {}, [0.9]),
      ...finished(2, {}, [0.9]),
      ended(),
    ])
      .split('\n')
      .filter((line) => /^ +\d/.test(line));
    expect(rows.map((row) => Number(row.trim().split(/ +/)[1]))).toEqual([1, 2, 0]);
  });

  it('ranks by the lowest score when the metric is to be minimised', () => {
    const metrics = [{ name: 'accuracy', goal: 'minimize', objective: true }] as const;
    expect(told([started({ metrics }), ...finished(0, {}, [0.5]), ...finished(1, {}, [0.9])])).toMatch(
      / 1 {6}0 {2}0\.5/,
    );
  });

  it('shows the spread over the folds, and none for one fold', () => {
    expect(told([started(), ...finished(0, {}, [0.25, 0.75])])).toContain('0.5 ± 0.4');
    expect(told([started(), ...finished(0, {}, [0.25])])).not.toContain('±');
  });

  it('tells all parameters of the best trial where the table has no room for them', () => {
    const text = told(MANY).replace(/\s+/g, ' ');
    for (const name of parameters) expect(text).toContain(`${name}=`);
  });

  it.each([
    ['nothing', [], 'No trial was run.'],
    ['a start', [started()], 'No trial was run.'],
    ['a proposal', [started(), proposed(0, {})], 'No trial finished.'],
    ['scores that are no numbers', [started(), ...finished(0, {}, [Number.NaN])], 'No trial has a score.'],
    ['no metrics', [started({ metrics: [] }), ...finished(0, {}, [1])], 'No trial has a score.'],
  ])('says what there is after %s', (_, events: readonly StudyEvent[], text) => {
    expect(told(events)).toContain(text);
  });

  it('groups failures of the same origin', () => {
    const text = told(NOTHING);
    expect(text).toContain('2 × diverged, trials 0, 1: Command "train" ended with code 1: Traceback');
    expect(text).toContain('1 × diverged, trial 2: The loss is NaN.');
    expect(text).not.toContain('\u001b');
  });

  it('counts the failures it has no room for', () => {
    const events = Array.from({ length: 9 }, (_, trial) => failed(trial, `${trial}`, `f${trial}`)).flat();
    expect(told([started(), ...events, ended()])).toContain('4 other failures');
  });

  it.each([
    [1, '1 repeated configuration was not evaluated again'],
    [3, '3 repeated configurations were not evaluated again'],
  ])('says that %i trials took over scores', (repeats, sentence) => {
    const copies = Array.from({ length: repeats }, (_, i) =>
      finished(i + 1, {}, [0.9]).map((event) => (event.type === 'trial-proposed' ? { ...event, reuses: 0 } : event)),
    );
    expect(told([started(), ...finished(0, {}, [0.9]), ...copies.flat(), ended()])).toContain(`\n${sentence}\n`);
    expect(told([started(), ...finished(0, {}, [0.9]), ended()])).not.toContain('repeated');
  });

  it('offers to resume only a study that has not ended', () => {
    expect(told(busy())).toMatch(/interrupted: resume with --resume\n$/);
    expect(told([...busy(), ended()])).not.toContain('--resume');
  });
});
