import { describe, expect, it } from 'vitest';
import { seeded } from '../../../core/src/numeric/random.js';
import type { NumericDomain, Parameter } from '../../../core/src/space/parameter.js';
import { buildSpace } from '../../../core/src/space/space.js';
import { choose, float, int, parameter, svc } from './spaces.js';

const DRAWS = 20_000;

/** Sorted draws. */
function draws(domain: NumericDomain): Float64Array {
  const space = buildSpace([parameter('x', domain)]);
  const random = seeded(5);
  return Float64Array.from({ length: DRAWS }, () => space.decode(space.sample(random))['x'] as number).sort();
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.floor(share * sorted.length)] as number;
}

describe('samples', () => {
  // Quantiles by hand; the standard error of a uniform median of 20,000 draws is 0.0035.
  const cases: readonly (readonly [string, NumericDomain, readonly [number, number, number], number])[] = [
    ['uniform', float(0, 4), [1, 2, 3], 0.06],
    ['uniform in the logarithm', float(1, 16, { log: true }), [2, 4, 8], 0.25],
    ['normal in the middle', float(-10, 10, { prior: { use: 'normal', mean: 3, sd: 1 } }), [2.3255, 3, 3.6745], 0.05],
    [
      'normal cut at its mean',
      float(0, 10, { prior: { use: 'normal', mean: 0, sd: 1 } }),
      [0.3186, 0.6745, 1.1503],
      0.03,
    ],
    ['normal far outside', float(0, 10, { prior: { use: 'normal', mean: -50, sd: 5 } }), [0.142, 0.342, 0.68], 0.02],
    ['normal far above', float(0, 10, { prior: { use: 'normal', mean: 60, sd: 5 } }), [9.32, 9.658, 9.858], 0.02],
    [
      'normal, wider than the range',
      float(0, 1, { prior: { use: 'normal', mean: 0.5, sd: 100 } }),
      [0.25, 0.5, 0.75],
      0.02,
    ],
    [
      'normal on a log scale, sd 1 a factor of e',
      float(1e-6, 1e6, { log: true, prior: { use: 'normal', mean: 10, sd: 1 } }),
      [5.094, 10, 19.63],
      0.5,
    ],
    ['guess', float(0, 100, { prior: { use: 'guess', value: 30, width: 0.1 } }), [23.28, 30.01, 36.76], 0.4],
    [
      'guess on a log scale',
      float(1e-4, 1, { log: true, prior: { use: 'guess', value: 0.01, width: 0.1 } }),
      [0.00537, 0.01, 0.0186],
      0.0006,
    ],
    ['beta', float(0, 1, { prior: { use: 'beta', a: 2, b: 2 } }), [0.3264, 0.5, 0.6736], 0.02],
    ['beta, leaning low', float(0, 10, { prior: { use: 'beta', a: 1, b: 3 } }), [0.914, 2.063, 3.7], 0.1],
    ['beta with small shapes', float(0, 1, { prior: { use: 'beta', a: 0.5, b: 0.5 } }), [0.1464, 0.5, 0.8536], 0.04],
    ['normal on integers', int(0, 100, { prior: { use: 'normal', mean: 40, sd: 10 } }), [33, 40, 47], 1],
    ['normal on points', float(0, 100, { points: 101, prior: { use: 'normal', mean: 40, sd: 10 } }), [33, 40, 47], 1],
    [
      'normal on integer points that merged',
      int(1, 1000, { points: 2000, log: true, prior: { use: 'normal', mean: 100, sd: 0.5 } }),
      [71, 100, 140],
      4,
    ],
    [
      'normal on log integers',
      int(1, 10000, { log: true, prior: { use: 'normal', mean: 100, sd: 0.5 } }),
      [71, 100, 140],
      4,
    ],
    ['beta on steps', float(0, 1, { step: 0.1, prior: { use: 'beta', a: 2, b: 2 } }), [0.3, 0.5, 0.7], 0.001],
  ];
  it.each(cases)('have the right quartiles: %s', (_, domain, quartiles, tolerance) => {
    const sorted = draws(domain);
    expect(sorted[0]).toBeGreaterThanOrEqual(domain.low);
    expect(sorted[DRAWS - 1]).toBeLessThanOrEqual(domain.high);
    quartiles.forEach((wanted, i) => {
      expect(Math.abs(quantile(sorted, (i + 1) / 4) - wanted)).toBeLessThanOrEqual(tolerance);
    });
  });

  it('are finite for extreme priors', () => {
    for (const prior of [
      { use: 'beta', a: 1e-6, b: 1e-6 },
      { use: 'beta', a: 1e6, b: 1e6 },
      { use: 'normal', mean: 1e9, sd: 1 },
      { use: 'normal', mean: -1e9, sd: 7 },
      { use: 'normal', mean: -1e9, sd: 1e-3 },
      { use: 'normal', mean: 3, sd: 1e12 },
      { use: 'normal', mean: 0.5, sd: 1e-12 },
      { use: 'guess', value: 1e6, width: 1e-3 },
    ] as const) {
      const sorted = draws(float(0, 1, { prior }));
      expect(sorted.every((value) => value >= 0 && value <= 1)).toBe(true);
    }
  });

  it('of integers on a log scale come by the width of their cells', () => {
    const sorted = draws(int(1, 4, { log: true }));
    const shares = [1, 2, 3, 4].map((value) => sorted.filter((draw) => draw === value).length / DRAWS);
    [0.5, 0.2325, 0.1532, 0.1144].forEach((wanted, i) => expect(shares[i]).toBeCloseTo(wanted, 1.7));
  });

  it.each([
    ['integers', int(1, 4)],
    ['points', float(1, 1000, { log: true, points: 4 })],
    ['steps', float(0, 0.3, { step: 0.1 })],
  ])('of %s are alike often, ends included', (_, domain) => {
    const counts = new Map<number, number>();
    for (const draw of draws(domain)) counts.set(draw, (counts.get(draw) ?? 0) + 1);
    expect(counts.size).toBe(4);
    for (const count of counts.values()) expect(Math.abs(count / DRAWS - 0.25)).toBeLessThan(0.015);
  });

  it('choose alternatives alike often, nested domains too, and only activate what was chosen', () => {
    const space = buildSpace(svc);
    const random = seeded(2);
    const counts: Record<string, number> = { rbf: 0, poly: 0, linear: 0, degree: 0, gamma: 0, scale: 0 };
    for (let i = 0; i < DRAWS; i++) {
      const configuration = space.decode(space.sample(random));
      const kernel = configuration['svc.kernel'] as string;
      counts[kernel] = (counts[kernel] as number) + 1;
      expect('svc.degree' in configuration).toBe(kernel === 'poly');
      expect('svc.gamma' in configuration).toBe(kernel !== 'linear');
      if (configuration['svc.gamma'] === 'scale') counts['scale'] = (counts['scale'] as number) + 1;
    }
    for (const name of ['rbf', 'poly', 'linear', 'scale']) {
      expect(Math.abs((counts[name] as number) / DRAWS - 1 / 3)).toBeLessThan(0.015);
    }
  });

  it('depend on the seed alone', () => {
    const parameters: readonly Parameter[] = [...svc, parameter('k', choose(1, 2, 3))];
    const run = (seed: number): string => {
      const space = buildSpace(parameters);
      const random = seeded(seed);
      return JSON.stringify(Array.from({ length: 20 }, () => space.decode(space.sample(random))));
    };
    expect(run(1)).toBe(run(1));
    expect(run(1)).not.toBe(run(2));
  });
});
