import { seeded } from '@tunewright/core';
import { TimeSeries } from '@tunewright/learning';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goldenFolds, lists, problemOf, split } from './splitting.js';

describe('folds', () => {
  it.each(goldenFolds.timeSeries)('of $rows rows with $params are those of scikit-learn', ({ rows, params, folds }) => {
    expect(lists(split(new TimeSeries(params), rows))).toEqual(folds);
  });

  it.each(goldenFolds.timeSeries)('of $rows rows with $params follow time', ({ rows, params, folds }) => {
    // Row order[i] is the i-th in time.
    const order = seeded(3).shuffle(Int32Array.from({ length: rows }, (_, row) => row));
    const time = new Float64Array(rows);
    order.forEach((row, place) => (time[row] = place * 1.5 - 4));
    const placed = (places: readonly number[]) =>
      Array.from(places, (place) => order[place] as number).sort((a, b) => a - b);
    const wanted = folds.map(({ train, test }) => ({ train: placed(train), test: placed(test) }));
    expect(lists(split(new TimeSeries(params), rows, { time }))).toEqual(wanted);
  });

  it('train only on what is earlier than all that is held out, also when times are equal', () => {
    const times = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 12, maxLength: 60 });
    const options = fc.record({ splits: fc.integer({ min: 1, max: 4 }), gap: fc.integer({ min: 0, max: 2 }) });
    const property = fc.property(times, options, fc.boolean(), (found, params, slide) => {
      const time = Float64Array.from(found);
      const splitter = new TimeSeries({ ...params, ...(slide && { maxTrainSize: 5 }) });
      if (problemOf(() => split(splitter, found.length, { time }))?.code === 'noEarlierRows') return;
      const folds = split(splitter, found.length, { time });
      expect(folds).toHaveLength(params.splits);
      for (const { train, test } of folds) {
        const latest = Math.max(...Array.from(train, (row) => time[row] as number));
        const earliest = Math.min(...Array.from(test, (row) => time[row] as number));
        expect(latest).toBeLessThan(earliest);
        expect(train).toEqual(Int32Array.from(train).sort());
        expect(test).toEqual(Int32Array.from(test).sort());
        if (slide) expect(train.length).toBeLessThanOrEqual(5);
      }
    });
    fc.assert(property, { seed: 1, numRuns: 200 });
  });

  it('leave rows at the time of the first held out to neither side', () => {
    const folds = split(new TimeSeries({ splits: 1, gap: 0, testSize: 2 }), 6, {
      time: Float64Array.of(1, 2, 3, 3, 3, 4),
    });
    expect(lists(folds)).toEqual([{ train: [0, 1], test: [4, 5] }]);
  });
});

describe('refuses', () => {
  it.each([
    { what: 'fewer rows than folds', params: { splits: 5, gap: 0 }, rows: 5, code: 'tooFewRows' },
    { what: 'a gap over everything before', params: { splits: 2, gap: 4 }, rows: 12, code: 'tooFewRows' },
    { what: 'parts larger than the data', params: { splits: 2, gap: 0, testSize: 6 }, rows: 12, code: 'tooFewRows' },
  ])('$what: $code', ({ params, rows, code }) => {
    expect(problemOf(() => split(new TimeSeries(params), rows))?.code).toBe(code);
  });

  it.each([
    { what: 'rows that are all of one time', time: [1, 1, 1, 1, 2], code: 'noEarlierRows' },
    { what: 'a row without time', time: [1, 2, 3, Number.NaN, 4], code: 'noTime' },
  ])('$what: $code', ({ time, code }) => {
    const act = () => split(new TimeSeries({ splits: 2, gap: 0 }), time.length, { time: Float64Array.from(time) });
    expect(problemOf(act)?.code).toBe(code);
  });
});
