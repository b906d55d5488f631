import { describe, expect, it } from 'vitest';
import type { JsonObject, StudyEvent } from '@tunewright/core';
import { costText } from '../../../plugins/monitors/src/cost.js';
import { screen } from '../../../plugins/monitors/src/screen.js';
import { summary } from '../../../plugins/monitors/src/summary.js';
import { finished, historyOf, started, unicode } from './studies.js';

/** A study whose one trial cost so much. */
function told(cost: number, budget: JsonObject, more: object = {}): readonly StudyEvent[] {
  const events = finished(0, {}, [0.5]);
  const spent = events.map((event) => (event.type === 'trial-finished' && cost > 0 ? { ...event, cost } : event));
  return [started({ definition: { objective: {}, budget }, ...more }), ...spent];
}

describe('the cost of a study', () => {
  it.each<[number, JsonObject, string | undefined]>([
    [0, {}, undefined],
    [0, { trials: 5 }, undefined],
    [12.5, {}, 'cost 12.5'],
    [0, { cost: 500 }, 'cost 0/500'],
    [120, { cost: 500, costUnit: 'tokens' }, '120/500 tokens'],
    [1 / 3, { cost: 2, costUnit: '\u001b[2JEUR' }, '0.33333/2 EUR'],
  ])('of %d in a budget of %j is told as %j', (cost, budget, text) => {
    expect(costText(historyOf(told(cost, budget)))).toBe(text);
  });

  it('is on the screen and in the summary', () => {
    const history = historyOf(told(120, { cost: 500, costUnit: 'tokens' }, { trials: null }));
    const [, progress] = screen(history, { elapsed: 1000, lastEnd: 1000 }, unicode(80));
    expect(progress).toContain('120/500 tokens');
    expect(progress).not.toContain('no limit');
    expect(summary(history, unicode(80))).toContain('spent: 120 of 500 tokens\n');
  });
});

describe('repeated measurements', () => {
  it.each([
    { folds: 1, trials: 20, headline: '20 of 100 configurations × 3 repetitions = 60 evaluations' },
    { folds: 4, trials: 20, headline: '20 of 100 configurations × 4 instances × 3 repetitions = 240 evaluations' },
    { folds: 4, trials: null, headline: 'no limit of trials × 4 instances × 3 repetitions' },
  ])('are counted in $headline', ({ headline, ...more }) => {
    const repeats = { times: 3, aggregate: 'mean' };
    const [first] = screen(historyOf(told(0, {}, { ...more, repeats })), { elapsed: 0, lastEnd: 0 }, unicode(120));
    expect(first).toContain(headline);
  });
});
