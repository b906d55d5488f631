import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../core/src/contracts/space.js';
import { seeded } from '../../../core/src/numeric/random.js';
import { isProblem } from '../../../core/src/problem/problem.js';
import { ConstrainedSpace } from '../../../core/src/space/constrained.js';
import { buildSpace } from '../../../core/src/space/space.js';
import { float, int, parameter } from './spaces.js';

const grid = buildSpace([parameter('a', int(1, 5)), parameter('b', int(1, 5))]);
const sum = (configuration: Configuration): number => (configuration['a'] as number) + (configuration['b'] as number);
const constrained = new ConstrainedSpace(grid, [
  { text: 'a + b <= 4', holds: (configuration) => sum(configuration) <= 4 },
]);

describe('a constrained space', () => {
  it('counts and lists the allowed members in order', () => {
    const members = [...constrained.enumerate()].map((point) => Object.values(constrained.decode(point)));
    expect(members).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 1],
      [2, 2],
      [3, 1],
    ]);
    expect(constrained.size).toBe(6);
    expect(constrained.count()).toBe(6);
  });

  it('draws each of them, and no other', () => {
    const random = seeded(3);
    const drawn = Array.from({ length: 300 }, () => constrained.decode(constrained.sample(random)));
    expect(drawn.every((one) => sum(one) <= 4)).toBe(true);
    expect(new Set(drawn.map((one) => JSON.stringify(one))).size).toBe(6);
  });

  it('says which constraint a configuration breaks', () => {
    expect(constrained.has({ a: 4, b: 4 })).toBe(false);
    expect(() => constrained.encode({ a: 4, b: 4 })).toThrow('does not fulfil the constraint "a + b <= 4"');
    expect(constrained.allows(constrained.encode({ a: 1, b: 3 }))).toBe(true);
    expect(constrained.allows(grid.encode({ a: 2, b: 3 }))).toBe(false);
  });

  it('finds the one member of a large space that is allowed', () => {
    const wide = buildSpace([parameter('a', int(1, 800)), parameter('b', int(1, 800))]);
    const needle = new ConstrainedSpace(wide, [{ text: 'a + b == 1600', holds: (one) => sum(one) === 1600 }]);
    const bound = needle.size;
    expect(needle.decode(needle.sample(seeded(1)))).toEqual({ a: 800, b: 800 });
    // What has been listed since plays no role: proposals may depend on the size.
    expect(needle.size).toBe(bound);
  });

  it('gives up with a problem where drawing finds nothing', () => {
    const line = buildSpace([parameter('x', float(0, 1))]);
    const impossible = new ConstrainedSpace(line, [{ text: 'x == 2', holds: () => false }]);
    expect(() => impossible.sample(seeded(1))).toThrow(
      'None of 100000 random configurations fulfils the constraint "x == 2"',
    );
    try {
      impossible.sample(seeded(1));
    } catch (error) {
      expect(isProblem(error)).toBe(true);
    }
  });
});
