import { seeded } from '@tunewright/core';
import { describe, expect, it } from 'vitest';
import { gaussian } from '../../../plugins/learning/src/estimators/svm/gaussian.js';
import { FoldKernels } from '../../../plugins/learning/src/estimators/svm/fold-kernels.js';
import type { Kernel } from '../../../plugins/learning/src/estimators/svm/kernel.js';
import { RowCache } from '../../../plugins/learning/src/estimators/svm/row-cache.js';
import { couple, fitSigmoid, sigmoid } from '../../../plugins/learning/src/estimators/svm/sigmoid.js';
import { Solver } from '../../../plugins/learning/src/estimators/svm/solver.js';
import { trainMachine } from '../../../plugins/learning/src/estimators/svm/training.js';
import { arrange } from '../../../plugins/learning/src/estimators/svm/training-rows.js';
import { goldenProblem } from './svc-problems.js';

describe('gaussian', () => {
  it('is exp(−γd) to within 4e-16 of it, and exact at the ends', () => {
    const random = seeded(1);
    const input = Float64Array.from({ length: 20_000 }, (_, i) => random.next() * (i % 2 === 0 ? 1400 : 4));
    const out = new Float64Array(input.length);
    gaussian(input, 0, input.length, 0.5, out, 0);
    const worst = input.reduce((most, d, i) => Math.max(most, Math.abs((out[i] ?? NaN) / Math.exp(-0.5 * d) - 1)), 0);
    expect(worst).toBeLessThan(4e-16);
    const ends = Float64Array.of(0, 1e-300, 707.9999999, 708, 745, 746, Infinity);
    gaussian(ends, 0, ends.length, 1, ends, 0);
    expect(ends[0]).toBe(1);
    expect(ends[1]).toBe(1);
    expect([...ends.subarray(3)]).toEqual([708, 745, 746, Infinity].map((t) => Math.exp(-t)));
  });

  it('reads and writes from where it is told', () => {
    const out = new Float64Array(4);
    gaussian(Float64Array.of(9, 1, 2), 1, 2, 1, out, 2);
    expect([...out]).toEqual([0, 0, expect.closeTo(Math.exp(-1), 15), expect.closeTo(Math.exp(-2), 15)]);
  });
});

describe('row cache', () => {
  const kernel: Kernel = { name: 'linear', gamma: 0, degree: 0, coef0: 0 };
  const rows = { values: Float64Array.of(1, 2, 3, 4, 5), width: 1 };
  const line = (cache: RowCache, row: number): number[] => {
    const at = cache.locate(row);
    return [...cache.values.subarray(at, at + 5)];
  };

  it.each([2, 3, 5])('with %i slots gives each row, whatever was asked before', (slots) => {
    const cache = new RowCache(kernel, rows, 5, slots);
    const random = seeded(3);
    for (let k = 0; k < 300; k++) {
      const row = random.below(5);
      expect(line(cache, row)).toEqual([1, 2, 3, 4, 5].map((other) => other * (row + 1)));
    }
    expect([...cache.diagonal]).toEqual([1, 4, 9, 16, 25]);
  });

  it('keeps a row where it is until as many others as there are slots were asked for', () => {
    const cache = new RowCache(kernel, rows, 5, 3);
    const at = cache.locate(0);
    cache.locate(1);
    expect(cache.locate(0)).toBe(at);
    cache.locate(2);
    cache.locate(3); // Takes the place of row 1, the one not asked for longest.
    expect(cache.locate(0)).toBe(at);
    expect(line(cache, 1)).toEqual([2, 4, 6, 8, 10]);
  });
});

describe('kernel rows on demand', () => {
  const { features, target } = goldenProblem('iris');
  const rows = arrange(features, target, undefined);

  it.each<Kernel>([
    { name: 'rbf', gamma: 0.5, degree: 0, coef0: 0 },
    { name: 'poly', gamma: 0.1, degree: 3, coef0: 1 },
  ])('give the same machine as a whole matrix: $name', (kernel) => {
    const options = { bounds: new Float64Array(150).fill(10), tolerance: 1e-3, limit: 0, pulse: () => {}, classes: 3 };
    const train = (fold: FoldKernels) => trainMachine(fold, kernel, { ...options, random: seeded(2) });
    const { machine: whole, ...around } = train(new FoldKernels(rows));
    const { machine: onDemand, ...aroundToo } = train(new FoldKernels(rows, new Solver(rows.length), 0));
    expect(aroundToo).toEqual(around);
    expect({ ...onDemand, sigmoids: undefined }).toEqual({ ...whole, sigmoids: undefined });
    // Decision values of the inner folds come of kernel values that are rounded in a matrix, and are not on demand.
    whole.sigmoids?.forEach((value, i) => expect(onDemand.sigmoids?.[i]).toBeCloseTo(value, 3));
  });
});

describe('probabilities', () => {
  it('finds the sigmoid that labels were drawn from', () => {
    const random = seeded(5);
    const decisions = Float64Array.from({ length: 20_000 }, () => 2 * random.normal());
    const labels = Int8Array.from(decisions, (f) => (random.next() < sigmoid(f, -1.5, 0.4) ? 1 : -1));
    const [a, b] = fitSigmoid(decisions, labels);
    expect(a).toBeCloseTo(-1.5, 1);
    expect(b).toBeCloseTo(0.4, 1);
  });

  it('stays finite for classes that are wholly apart', () => {
    const [a, b] = fitSigmoid(Float64Array.of(-900, -800, 800, 900), Int8Array.of(-1, -1, 1, 1));
    expect(sigmoid(900, a, b)).toBeGreaterThan(0.5);
    expect(sigmoid(-1e6, a, b)).toBeGreaterThanOrEqual(0);
    expect(sigmoid(1e6, a, b)).toBeLessThanOrEqual(1);
  });

  it.each([
    { when: 'they agree with one distribution', p: [0.5, 0.3, 0.2] },
    { when: 'classes are alike', p: [0.25, 0.25, 0.25, 0.25] },
    { when: 'one class is nearly sure', p: [0.98, 0.01, 0.01] },
  ])('couples those of pairs when $when', ({ p }) => {
    const k = p.length;
    const pairwise = Float64Array.from({ length: k * k }, (_, at) => {
      const [i, j] = [p[Math.floor(at / k)] ?? 0, p[at % k] ?? 0];
      return i / (i + j);
    });
    const found = new Float64Array(k);
    couple(pairwise, found);
    p.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 2));
  });
});
