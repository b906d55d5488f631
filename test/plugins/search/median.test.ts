import type { CurvePoint, TrialState, Verdict } from '@tunewright/core';
import { Median } from '@tunewright/search';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

type Losses = readonly number[];

const curveOf = (trial: number, losses: Losses): CurvePoint[] =>
  losses.map((loss, step) => ({ trial, step, fold: step, loss }));

/** Shows a stopper whole trials, one after another. */
function show(median: Median, curves: readonly Losses[], state: TrialState = 'finished', first = 0): void {
  curves.forEach((losses, i) => {
    for (const point of curveOf(first + i, losses)) median.observe({ kind: 'point', point });
    median.observe({ kind: 'end', trial: first + i, state });
  });
}

const after = (curves: readonly Losses[], params: Partial<{ startup: number; warmup: number }> = {}): Median => {
  const median = new Median({ startup: 1, warmup: 0, ...params });
  show(median, curves);
  return median;
};
const verdict = (median: Median, losses: Losses): Verdict['action'] => median.rule()(curveOf(99, losses)).action;

/** How the rule ends a curve: the number of steps after which it stops, undefined when it never does. */
const stopsAfter = (median: Median, losses: Losses): number | undefined => {
  const rule = median.rule();
  const steps = losses.map((_, i) => i + 1);
  return steps.find((step) => rule(curveOf(99, losses.slice(0, step))).action === 'stop');
};

// Running averages: 1, 2, 3 | 4, 3, 4 | 2, 4, 6. Medians by step: 2, 3, 4.
const three: readonly Losses[] = [
  [1, 3, 5],
  [4, 2, 6],
  [2, 6, 10],
];

describe('median', () => {
  it.each([
    { curve: [2], of: three, action: 'continue', because: '2 is the median after one step' },
    { curve: [2.1], of: three, action: 'stop', because: '2.1 > 2' },
    { curve: [9, 3], of: three, action: 'continue', because: 'the best so far is the median 3' },
    { curve: [9, 3.1], of: three, action: 'stop', because: '3.1 > 3' },
    { curve: [3, 9], of: three, action: 'continue', because: 'the best so far counts, not the newest' },
    { curve: [9, 9, 4], of: three, action: 'continue', because: '4 is the median of 3, 4, 6' },
    { curve: [5, 9, 9], of: three, action: 'stop', because: '5 > 4' },
    { curve: [9, 9, 9, 9], of: three, action: 'continue', because: 'no trial has come so far' },
    { curve: [3], of: [[2], [4]], action: 'continue', because: 'of two trials the median is midway, at 3' },
    { curve: [3.1], of: [[2], [4]], action: 'stop', because: '3.1 > 3' },
    { curve: [5, 5], of: [[1], [9, 9], [9, 9]], action: 'continue', because: 'two trials have a second step' },
    { curve: [-1], of: [[-2], [-2], [-2]], action: 'stop', because: 'losses may be negative' },
    { curve: [Infinity], of: three, action: 'stop', because: 'nothing is worse' },
    { curve: [7], of: [[Infinity], [5], [Infinity]], action: 'continue', because: 'the median is infinite' },
  ])('of $of says $action to $curve: $because', ({ curve, of, action }) => {
    expect(verdict(after(of), curve)).toBe(action);
  });

  it('judges against running averages, not against the newest losses', () => {
    // The second losses are 0, their running averages 5.
    const median = after([
      [10, 0],
      [10, 0],
    ]);
    expect([verdict(median, [9, 4]), verdict(median, [9, 5]), verdict(median, [9, 6])]).toEqual([
      'continue',
      'continue',
      'stop',
    ]);
  });

  it('says how it came to its verdict', () => {
    const found = after(three).rule()(curveOf(99, [9, 3.123456]));
    expect(found).toEqual({
      action: 'stop',
      reason: 'best loss 3.1235 after 2 steps is worse than the median 3 of 3 trials',
    });
  });

  it.each([
    { startup: 1, trials: 0, action: 'continue' },
    { startup: 1, trials: 1, action: 'stop' },
    { startup: 5, trials: 4, action: 'continue' },
    { startup: 5, trials: 5, action: 'stop' },
    { startup: 5, trials: 6, action: 'stop' },
  ])('with startup $startup, after $trials trials: $action', ({ startup, trials, action }) => {
    const median = after(
      Array.from({ length: trials }, () => [1, 1]),
      { startup },
    );
    expect(verdict(median, [2])).toBe(action);
  });

  it.each([
    { warmup: 0, steps: 1 },
    { warmup: 1, steps: 2 },
    { warmup: 2, steps: 3 },
    { warmup: 3, steps: undefined },
  ])('with warmup $warmup, stops a bad trial after $steps steps', ({ warmup, steps }) => {
    expect(stopsAfter(after(three, { warmup }), [50, 50, 50])).toBe(steps);
  });

  it.each(['failed', 'stopped', 'paused'] as const)('counts no trial that has %s', (state) => {
    const median = after([[5], [6], [7]], { startup: 3 });
    show(median, [[0], [0], [0], [0]], state, 10);
    expect([verdict(median, [6]), verdict(median, [6.5])]).toEqual(['continue', 'stop']);
    const alone = new Median({ startup: 1, warmup: 0 });
    show(alone, [[0], [0]], state);
    expect(verdict(alone, [9])).toBe('continue');
  });

  it('counts no trial that has not ended', () => {
    const median = after([[5]]);
    for (const point of curveOf(7, [0, 0])) median.observe({ kind: 'point', point });
    expect(verdict(median, [5])).toBe('continue');
    median.observe({ kind: 'end', trial: 7, state: 'finished' });
    expect([verdict(median, [2.5]), verdict(median, [3])]).toEqual(['continue', 'stop']);
  });

  it('lives with trials that end without a score', () => {
    const median = after([[5]], { startup: 2 });
    median.observe({ kind: 'end', trial: 7, state: 'failed' });
    median.observe({ kind: 'end', trial: 8, state: 'finished' });
    expect(verdict(median, [9])).toBe('continue');
  });

  it('keeps trials apart that run at the same time', () => {
    const median = new Median({ startup: 2, warmup: 0 });
    const [first, second] = [curveOf(0, [1, 3]), curveOf(1, [3, 9])];
    for (const step of [0, 1])
      for (const curve of [second, first]) median.observe({ kind: 'point', point: curve[step] as CurvePoint });
    for (const trial of [0, 1]) median.observe({ kind: 'end', trial, state: 'finished' });
    // Running averages: 1, 2 | 3, 6. Medians: 2, 4.
    expect([verdict(median, [2]), verdict(median, [2.1])]).toEqual(['continue', 'stop']);
    expect([verdict(median, [9, 4]), verdict(median, [9, 4.1])]).toEqual(['continue', 'stop']);
  });

  it('does not change a rule that it has given', () => {
    const median = after([[5], [5]]);
    const rule = median.rule();
    const action = (loss: number) => rule(curveOf(99, [loss])).action;
    expect([action(5), action(6)]).toEqual(['continue', 'stop']);
    show(median, [[1], [1], [1]], 'finished', 10);
    expect([action(5), action(6)]).toEqual(['continue', 'stop']);
    expect(verdict(median, [5])).toBe('stop');
    show(
      median,
      [
        [9, 9],
        [9, 9],
        [9, 9],
        [9, 9],
        [9, 9],
      ],
      'finished',
      20,
    );
    expect([action(5), action(6)]).toEqual(['continue', 'stop']);
    expect(rule(curveOf(99, [8, 99])).action).toBe('continue');
    expect(verdict(median, [6])).toBe('continue');
  });

  // Whole losses: their averages are not rounded below the least of them.
  const losses = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 4, maxLength: 4 });
  const studies = fc.array(losses, { minLength: 1, maxLength: 12 });

  const anyLosses = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 4, maxLength: 4 });
  const anyStudies = fc.array(anyLosses, { minLength: 1, maxLength: 12 });

  it('never stops an exact tie because of rounding', () => {
    expect(stopsAfter(after([[0.7, 0.7, 0.7, 0.7]]), [0.7, 0.7, 0.7, 0.7])).toBeUndefined();
  });

  it('never stops the trial that is best, or tied for it, at every step', () => {
    const property = fc.property(
      anyStudies,
      anyLosses,
      fc.array(fc.nat(5), { minLength: 4, maxLength: 4 }),
      (past, own, by) => {
        const best = own.map((loss, step) =>
          Math.min(loss, ...past.map((curve) => (curve[step] as number) - (by[step] as number))),
        );
        expect(stopsAfter(after(past), best)).toBeUndefined();
      },
    );
    fc.assert(property, { seed: 1, numRuns: 300 });
  });

  it('gives the verdict of the definition, whatever the study', () => {
    const property = fc.property(studies, losses, (past, own) => {
      const median = after(past);
      for (let steps = 1; steps <= 4; steps++) {
        const averages = past
          .map((curve) => curve.slice(0, steps).reduce((sum, loss) => sum + loss, 0) / steps)
          .sort((a, b) => a - b);
        const half = averages.length / 2;
        const middle = ((averages[Math.ceil(half) - 1] as number) + (averages[Math.floor(half)] as number)) / 2;
        const worse = Math.min(...own.slice(0, steps)) > middle;
        expect(verdict(median, own.slice(0, steps))).toBe(worse ? 'stop' : 'continue');
      }
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });
});
