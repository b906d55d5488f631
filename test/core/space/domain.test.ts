import { describe, expect, it } from 'vitest';
import type { Json } from '../../../core/src/contracts/json.js';
import { contains, gridOf, members } from '../../../core/src/space/domain.js';
import type { NumericDomain } from '../../../core/src/space/parameter.js';
import { buildSpace } from '../../../core/src/space/space.js';
import { float, int, parameter } from './spaces.js';

function listed(domain: NumericDomain): readonly number[] {
  const grid = gridOf(domain);
  return Array.from({ length: grid?.count ?? 0 }, (_, i) => grid?.at(i) as number);
}

describe('the members of a domain', () => {
  const cases: readonly (readonly [string, NumericDomain, readonly number[]])[] = [
    ['are decimals where low and step are', float(0.1, 0.7, { step: 0.1 }), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]],
    ['are decimals below zero', float(-0.3, 0.3, { step: 0.1 }), [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]],
    ['are decimals with an exponent', float(1e-7, 4e-7, { step: 1e-7 }), [1e-7, 2e-7, 3e-7, 4e-7]],
    ['end below high', float(0, 1, { step: 0.3 }), [0, 0.3, 0.6, 0.9]],
    ['end at high where rounding would miss it', float(0, 1, { step: 1 / 3 }), [0, 1 / 3, 2 / 3, 1]],
    ['never pass high', float(0, 0.9999999999, { step: 1 / 3 }), [0, 1 / 3, 2 / 3, 0.9999999999]],
    ['are integers', int(-2, 2), [-2, -1, 0, 1, 2]],
    ['are integers by step', int(1, 10, { step: 4 }), [1, 5, 9]],
    ['are the same integers on a log scale', int(1, 10, { step: 4, log: true }), [1, 5, 9]],
    ['are evenly spaced points', float(0, 1, { points: 11 }), [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]],
    ['are powers of ten', float(1e-5, 100, { points: 8, log: true }), [1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10, 100]],
    ['are one point', float(3, 4, { points: 1 }), [3]],
    ['are one point where both bounds are the same', float(3, 3), [3]],
    ['are one point on a log scale', float(3, 3, { log: true, step: 1 }), [3]],
    ['are rounded integer points without repetition', int(1, 10, { points: 10, log: true }), [1, 2, 3, 4, 5, 6, 8, 10]],
    ['are at most the integers there are', int(0, 2, { points: 50 }), [0, 1, 2]],
  ];
  it.each(cases)('%s', (_, domain, wanted) => {
    expect(listed(domain)).toEqual(wanted);
    expect(members(domain)).toBe(wanted.length);
    for (const value of wanted) expect(contains(domain, value)).toBe(true);
  });

  it("are NumPy's logspace(-2, 10, 13) and logspace(-9, 3, 13)", () => {
    const powers = (from: number): readonly number[] => Array.from({ length: 13 }, (_, i) => Number(`1e${from + i}`));
    expect(listed(float(1e-2, 1e10, { points: 13, log: true }))).toEqual(powers(-2));
    expect(listed(float(1e-9, 1e3, { points: 13, log: true }))).toEqual(powers(-9));
  });

  it("are NumPy's logspace(-3, 3, 10), to the last place but one", () => {
    const numpy = [
      0.001, 0.004641588833612777, 0.021544346900318832, 0.1, 0.46415888336127775, 2.154434690031882, 10.0,
      46.41588833612773, 215.44346900318823, 1000.0,
    ];
    listed(float(0.001, 1000, { points: 10, log: true })).forEach((value, i) => {
      expect(Math.abs(value / (numpy[i] as number) - 1)).toBeLessThan(5e-16);
    });
  });

  it('are not counted one by one', () => {
    expect(members(int(0, 1e12))).toBe(1e12 + 1);
    expect(members(int(-9e15, -9e15 + 3, { step: 2 }))).toBe(2);
    expect(members(float(0, 1, { step: 1e-9 }))).toBe(1e9 + 1);
    expect(members(float(0, 1))).toBe(Infinity);
  });
});

describe('membership', () => {
  const cases: readonly (readonly [string, NumericDomain, Json, boolean])[] = [
    ['low of a range', float(0.1, 0.5), 0.1, true],
    ['high of a range', float(0.1, 0.5), 0.5, true],
    ['just above a range', float(0.1, 0.5), 0.5000000000000001, false],
    ['just below a range', float(0.1, 0.5), 0.09999999999999999, false],
    ['a text', float(0.1, 0.5), '0.2', false],
    ['nothing', float(0.1, 0.5), null, false],
    ['no number', float(0.1, 0.5), NaN, false],
    ['an infinite number', float(0.1, 0.5, { step: 0.1 }), Infinity, false],
    ['a sum of decimals', float(0.1, 0.5, { step: 0.1 }), 0.1 + 0.2, true],
    ['between steps', float(0.1, 0.5, { step: 0.1 }), 0.35, false],
    ['one step too far', float(0.1, 0.5, { step: 0.1 }), 0.6, false],
    ['near zero', float(-0.1, 0.1, { step: 0.1 }), 1e-17, true],
    ['dense members far from zero', float(1e9, 1e9 + 1, { step: 1e-3 }), 1e9 + 0.0005, false],
    ['a written-down point', float(1e-3, 1e3, { points: 5, log: true }), 0.0316227766017, true],
    ['below a log scale', float(1e-3, 1e3, { points: 5, log: true }), -1, false],
    ['an integer', int(1, 9), 3, true],
    ['nearly an integer', int(1, 9), 3.0000000001, false],
    ['an integer between steps', int(1, 9, { step: 2 }), 4, false],
    ['an integer beyond', int(1, 9, { log: true }), 10, false],
    ['an integer that is no point', int(1, 10, { points: 10, log: true }), 7, false],
  ];
  it.each(cases)('of %s', (_, domain, value, wanted) => {
    expect(contains(domain, value)).toBe(wanted);
    expect(buildSpace([parameter('x', domain)]).has({ x: value })).toBe(wanted);
  });
});

describe('impossible domains are bugs of the caller', () => {
  it.each([
    float(2, 1),
    float(0, 1, { log: true }),
    float(-1, 1, { log: true }),
    float(NaN, 1),
    float(0, Infinity),
    float(-1e308, 1e308),
    float(0, 1, { step: 0 }),
    float(0, 1, { step: -1 }),
    float(0, 1, { points: 0 }),
    float(0, 1, { points: 1.5 }),
    float(0, 1, { points: 3, step: 0.5 }),
    int(0.5, 3),
    int(0, 3, { step: 0.5 }),
  ])('%j', (domain) => {
    expect(() => members(domain)).toThrow(/^This domain is impossible/);
    expect(() => buildSpace([parameter('x', domain)])).toThrow(Error);
  });
});
