import { minimize } from '@tunewright/core';
import { describe, expect, it } from 'vitest';

describe('minimize', () => {
  it.each([
    { when: 'the minimum is between the points', f: (x: number) => (x - 0.3) ** 2, at: 0.3 },
    { when: 'it is far to the right', f: (x: number) => Math.abs(x - 1e6) ** 1.5, at: 1e6 },
    { when: 'it is far to the left', f: (x: number) => Math.exp(x + 50) - x, at: -50 },
    { when: 'the function is undefined on one side', f: (x: number) => (x > 0 ? x - Math.log(x) : Infinity), at: 1 },
    { when: 'it has a corner', f: (x: number) => Math.abs(x + 1), at: -1 },
  ])('finds it when $when', ({ f, at }) => {
    expect(Math.abs(minimize(f, -2, 2) - at)).toBeLessThan(2e-7 * Math.max(1, Math.abs(at)));
  });

  it('ends when there is none', () => {
    expect(minimize((x) => -x, -2, 2)).toBeGreaterThan(1e6);
    expect(minimize(() => Infinity, -2, 2)).toBeTypeOf('number');
  });
});
