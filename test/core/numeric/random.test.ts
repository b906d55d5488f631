import { describe, expect, it } from 'vitest';
import { seeded, seedOf } from '../../../core/src/numeric/random.js';

const draws = (count: number, next: () => number): number[] => Array.from({ length: count }, next);

describe('seeded', () => {
  it('gives the same stream for the same seed, another for another', () => {
    const stream = (seed: number | string): number[] => {
      const random = seeded(seed);
      return draws(20, () => random.next());
    };
    expect(stream(7)).toEqual(stream(7));
    expect(stream(7)).not.toEqual(stream(8));
    expect(new Set(draws(1000, () => 0).map((_, seed) => seeded(seed).next())).size).toBe(1000);
  });

  it('splits by label alone, whatever was drawn before', () => {
    const [a, b] = [seeded(1), seeded(1)];
    draws(10, () => a.next());
    expect(a.split('trial 7').next()).toBe(b.split('trial 7').next());
    expect(a.split('trial 7').next()).not.toBe(a.split('trial 8').next());
    expect(a.split(7).next()).toBe(a.split('7').next());
  });

  it('is uniform on [0, 1): chi-squared over 64 cells stays in its 99.9 % range', () => {
    // Both the stream of one generator and the first number of many splits, as random search uses them.
    const random = seeded(3);
    let label = 0;
    for (const next of [() => random.next(), () => random.split(label++).next()]) {
      const cells = new Float64Array(64);
      const values = draws(64_000, next);
      expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
      for (const value of values) cells[Math.floor(value * 64)]!++;
      const chiSquared = cells.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
      expect(chiSquared).toBeGreaterThan(32); // 0.1 % and 99.9 % quantiles with 63 degrees of freedom are 32.5, 103.4
      expect(chiSquared).toBeLessThan(104);
    }
  });

  it('draws normals with mean 0, variance 1 and no skew', () => {
    const random = seeded(5);
    const values = draws(100_000, () => random.normal());
    const moment = (power: number): number => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
    expect(Math.abs(moment(1))).toBeLessThan(0.015);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.02);
    expect(Math.abs(moment(3))).toBeLessThan(0.05);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.15);
  });

  it('shuffles into every order equally often', () => {
    const counts = new Map<string, number>();
    const random = seeded(9);
    for (let i = 0; i < 6000; i++) {
      const order = random.shuffle([1, 2, 3]).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(['123', '132', '213', '231', '312', '321']);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('draws integers below a bound', () => {
    const random = seeded(2);
    expect(new Set(draws(200, () => random.below(3)))).toEqual(new Set([0, 1, 2]));
    expect(random.below(1)).toBe(0);
  });
});

describe('seedOf', () => {
  it('depends on every part and on where parts end', () => {
    const seeds = [
      seedOf(1, 'a', 0, 0),
      seedOf(2, 'a', 0, 0),
      seedOf(1, 'b', 0, 0),
      seedOf(1, 'a', 1, 0),
      seedOf(1, 'a0', 0),
      seedOf(1, 'a', '00'),
    ];
    expect(new Set(seeds).size).toBe(seeds.length);
    for (const seed of seeds) expect(Number.isSafeInteger(seed) && seed >= 0).toBe(true);
    expect(seedOf(1, 'a', 0, 0)).toBe(seeds[0]);
  });
});
