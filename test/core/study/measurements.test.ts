import { describe, expect, it } from 'vitest';
import { mean, sampleDeviation } from '@tunewright/core';
import { Measurements, type Unit } from '../../../core/src/study/measurements.js';

const METRICS = ['score', 'loss'];

/** Scores of fold after fold, in the order measured. */
function measured(times: number, ...made: readonly (readonly [fold: number, score: number])[]): Measurements {
  const measurements = new Measurements({ times, aggregate: 'median' });
  const counts = new Map<number, number>();
  for (const [fold, score] of made) {
    const repeat = counts.get(fold) ?? 0;
    counts.set(fold, repeat + 1);
    measurements.add({ fold, repeat, scores: { score, loss: -score } });
  }
  return measurements;
}

const short = (units: readonly Unit[]): string[] => units.map(({ fold, repeat }) => `${fold}.${repeat}`);

describe('the measurements of a trial', () => {
  it.each([
    { times: 1, made: [], left: ['2.0', '0.0'] },
    { times: 2, made: [], left: ['2.0', '2.1', '0.0', '0.1'] },
    { times: 2, made: [2], left: ['2.1', '0.0', '0.1'] },
    { times: 2, made: [2, 2, 0], left: ['0.1'] },
    { times: 2, made: [2, 2, 0, 0], left: [] },
  ])('leave $left of $times each after $made', ({ times, made, left }) => {
    const measurements = measured(times, ...made.map((fold) => [fold, 1] as const));
    expect(short(measurements.remaining([2, 0]))).toEqual(left);
  });

  it('make a fold whole when all are there', () => {
    expect(measured(3, [0, 1], [0, 1]).isWhole(0)).toBe(false);
    expect(measured(3, [0, 1], [0, 1], [0, 1]).isWhole(0)).toBe(true);
    expect(measured(2, [0, 1]).has({ fold: 0, repeat: 0 })).toBe(true);
    expect(measured(2, [0, 1]).has({ fold: 0, repeat: 1 })).toBe(false);
    expect(measured(2, [0, 1]).has({ fold: 1 })).toBe(false);
  });

  it('are aggregated by fold, then summarized over the folds', () => {
    // Medians: 2 of fold 0, 6 of fold 1.
    const measurements = measured(3, [1, 6], [1, 9], [1, 0], [0, 1], [0, 2], [0, 100]);
    expect(measurements.scoresOf(0, METRICS)).toEqual({ score: 2, loss: -2 });
    expect(measurements.summarize(METRICS, mean)).toEqual({ score: 4, loss: -4 });
    expect(measurements.summarize(METRICS, sampleDeviation)['score']).toBeCloseTo(Math.sqrt(8), 12);
    expect(measurements.all().map(({ fold }) => fold)).toEqual([0, 0, 0, 1, 1, 1]);
  });

  it('count as far as they are there', () => {
    expect(measured(3, [0, 4], [0, 8], [1, 1]).summarize(METRICS, mean)).toEqual({ score: 3.5, loss: -3.5 });
    expect(measured(3).summarize(METRICS, mean)).toEqual({});
  });

  it('vary by the pooled deviation around the mean of each fold', () => {
    // Squares: 2 (1, 3 around 2) and 18 (10, 16 around 13), with one degree of freedom each.
    expect(measured(2, [0, 1], [0, 3], [1, 10], [1, 16]).noise(METRICS)['score']).toBeCloseTo(Math.sqrt(10), 12);
    expect(measured(2, [0, 1]).noise(METRICS)).toEqual({ score: 0, loss: 0 });
  });
});
