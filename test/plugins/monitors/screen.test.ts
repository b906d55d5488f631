import type { StudyEvent } from '@tunewright/core';
import { describe, expect, it } from 'vitest';
import { screen, type Moment } from '../../../plugins/monitors/src/screen.js';
import { displayWidth } from '../../../plugins/monitors/src/text.js';
import { golden } from '../../golden.js';
import { ascii, busy, failed, finished, historyOf, proposed, started, unicode, WIDTHS } from './studies.js';

const MOMENT: Moment = { elapsed: 3500, lastEnd: 3000 };
const drawn = (events: readonly StudyEvent[], width = 80, moment = MOMENT): readonly string[] =>
  screen(historyOf(events), moment, unicode(width));

const LONG: StudyEvent[] = [
  started({ name: '漢字と名前'.repeat(20), parameters: ['p'], trials: 100_000, spaceSize: null }),
  ...finished(0, { p: 'value '.repeat(50) }, [1 / 3, 1]),
];

describe('screen', () => {
  it.each(WIDTHS)('is the golden one in %i columns', (width) => {
    golden(`terminal/screen-${width}.txt`, `${drawn(busy(), width).join('\n')}\n`);
  });

  it('has an ASCII form', () => {
    const lines = screen(historyOf(busy()), MOMENT, ascii(80));
    golden('terminal/screen-ascii.txt', `${lines.join('\n')}\n`);
    expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/);
  });

  it.each([
    ['a busy study', busy()],
    ['long names', LONG],
    ['no limit', [started({ trials: null, spaceSize: null })]],
    ['nothing finished', [started(), proposed(0, {})]],
  ])('never wraps with %s', (_, events) => {
    for (let width = 39; width <= 200; width++) {
      for (const line of drawn(events, width, { elapsed: 4e8, lastEnd: 3e8 }))
        expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  it('is empty before the study has started', () => {
    expect(drawn([])).toEqual([]);
  });

  it('estimates the time left from the mean pace, and lets it run down between trials', () => {
    const events = [started({ trials: 4 }), ...finished(0, {}, [1]), ...finished(1, {}, [1])];
    expect(drawn(events, 80, { elapsed: 10_000, lastEnd: 10_000 })[1]).toContain('00:10  00:10 left');
    expect(drawn(events, 80, { elapsed: 13_000, lastEnd: 10_000 })[1]).toContain('00:13  00:07 left');
    expect(drawn(events, 80, { elapsed: 99_000, lastEnd: 10_000 })[1]).toContain('01:39  00:00 left');
  });

  it('says when there is no limit or no pace yet', () => {
    expect(drawn([started({ trials: null })])[1]).toBe('0 done  0 running  0 failed  0 stopped  00:03  no limit');
    expect(drawn([started()])[1]).not.toContain('left');
  });

  it('says that no trial has finished', () => {
    expect(drawn([started(), ...failed(0, 'no', 'f')])[2]).toBe('no trial has finished yet');
  });

  it('fills the bar with the share that is done, at most fully', () => {
    const share = (trials: number): string | undefined =>
      drawn([started({ trials }), ...finished(0, {}, [1]), ...finished(1, {}, [1])])[1]?.split('  ')[0];
    expect(share(4)).toMatch(/^(█+)░+$/);
    expect(share(4)?.split('█').length).toBe(share(4)?.split('░').length);
    expect(share(1)).toMatch(/^█+$/);
  });
});

describe('the headline', () => {
  const random = { search: { use: 'random' } };
  it.each([
    [{}, 'grid of 100 configurations × 5 folds = 500 fits'],
    [{ trials: null }, 'grid of 100 configurations × 5 folds'],
    [{ trials: 50 }, 'grid: 50 of 100 configurations × 5 folds = 250 fits'],
    [{ spaceSize: null, trials: 64 }, 'grid of 64 configurations × 5 folds = 320 fits'],
    [{ definition: random, spaceSize: 10_000, trials: 20 }, 'random: 20 of 10,000 configurations × 5 folds = 100 fits'],
    [{ definition: random, spaceSize: null, trials: 20 }, 'random: 20 trials × 5 folds = 100 fits'],
    [{ definition: random, trials: null, folds: 1 }, 'random: no limit of trials'],
    [
      { definition: { ...random, objective: {} }, trials: 2, spaceSize: null },
      'random: 2 trials × 5 instances = 10 evaluations',
    ],
    [{ definition: null, spaceSize: 1, trials: 1, folds: 1 }, '1 of 1 configuration'],
    [{ definition: [] }, '100 of 100 configurations × 5 folds = 500 fits'],
  ])('of %j is "%s"', (changes, size) => {
    expect(drawn([started(changes)])[0]).toBe(`iris-svc-wide-grid  ${size}`);
  });

  it('strips what a terminal would obey from the name', () => {
    const name = 'a\u001b[31mred\u001b[0m\u0007\u009b2J\nb\u202ec';
    expect(drawn([started({ name })])[0]).toMatch(/^ared bc {2}grid/);
  });
});
