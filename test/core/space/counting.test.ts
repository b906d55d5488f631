import { describe, expect, it } from 'vitest';
import { isProblem } from '../../../core/src/problem/problem.js';
import type { Parameter } from '../../../core/src/space/parameter.js';
import { buildSpace } from '../../../core/src/space/space.js';
import { choose, float, int, parameter, svc } from './spaces.js';

const many = (count: number, domain: Parameter['domain']): readonly Parameter[] =>
  Array.from({ length: count }, (_, i) => parameter(`x${i}`, domain));

describe('the size of a space', () => {
  const cases: readonly (readonly [string, readonly Parameter[], number])[] = [
    ['without parameters is 1', [], 1],
    ['multiplies what is independent', [parameter('a', int(1, 4)), parameter('b', choose(1, 2, 3))], 12],
    ['is infinite with a continuous dimension', svc, Infinity],
    ['is exact up to 2^53', many(53, choose(0, 1)), 2 ** 53],
    ['goes on beyond 2^53', many(30, int(1, 1e6)), 1e6 ** 30],
    ['never overflows', many(1000, int(1, 1e6)), Number.MAX_VALUE],
    ['adds what is conditional', [...svc.slice(0, 2), parameter('d', int(1, 10))], (1 + 4 + 1) * 10],
    ['adds nested domains', [parameter('x', choose('a', int(1, 10), 'b', int(20, 24)))], 17],
    [
      'leaves out what is never active',
      [parameter('k', choose(1, 2)), parameter('x', int(1, 9), [{ parameter: 'k', among: [] }])],
      2,
    ],
    [
      'counts conditions on two parents',
      [
        parameter('a', choose(1, 2)),
        parameter('b', choose(1, 2)),
        parameter('x', int(1, 10), [
          { parameter: 'a', among: [0] },
          { parameter: 'b', among: [1] },
        ]),
      ],
      3 + 10,
    ],
    [
      'counts two conditions on one parent',
      [
        parameter('a', choose(1, 2, 3)),
        parameter('x', int(1, 10), [
          { parameter: 'a', among: [0, 1] },
          { parameter: 'a', among: [1, 2] },
        ]),
      ],
      2 + 10,
    ],
    [
      'counts a child of 40 parents',
      [
        ...many(40, choose(0, 1)),
        parameter(
          'z',
          int(1, 3),
          Array.from({ length: 40 }, (_, i) => ({ parameter: `x${i}`, among: [1] })),
        ),
      ],
      2 ** 40 + 2,
    ],
    [
      'counts a long chain',
      Array.from({ length: 50 }, (_, i) =>
        parameter(`k${i}`, choose(0, 1), i === 0 ? [] : [{ parameter: `k${i - 1}`, among: [1] }]),
      ),
      51,
    ],
  ];
  it.each(cases)('%s', (_, parameters, size) => {
    const space = buildSpace(parameters);
    expect(space.size / size || 1).toBeCloseTo(1, 12);
    if (size <= 2 ** 53) expect(space.size).toBe(size);
  });
});

describe('enumeration', () => {
  const all = (parameters: readonly Parameter[], resolution?: number): readonly unknown[] => {
    const space = buildSpace(parameters);
    return Array.from(space.enumerate(resolution), (point) => space.decode(point));
  };

  it('goes through conditional spaces with the last dimension fastest', () => {
    const parameters = [
      parameter('k', choose('a', 'b')),
      parameter('x', choose('auto', int(1, 2)), [{ parameter: 'k', among: [1] }]),
      parameter('n', int(7, 8)),
    ];
    expect(all(parameters)).toEqual([
      { k: 'a', n: 7 },
      { k: 'a', n: 8 },
      { k: 'b', x: 'auto', n: 7 },
      { k: 'b', x: 'auto', n: 8 },
      { k: 'b', x: 1, n: 7 },
      { k: 'b', x: 1, n: 8 },
      { k: 'b', x: 2, n: 7 },
      { k: 'b', x: 2, n: 8 },
    ]);
  });

  it('yields the one empty configuration of an empty space', () => {
    expect(all([])).toEqual([{}]);
  });

  const { alternatives } = choose('xs', 's', 'm', 'l', 'xl');
  const resolutions: readonly (readonly [string, Parameter['domain'], number, readonly unknown[]])[] = [
    ['continuous', float(0, 1), 3, [0, 0.5, 1]],
    ['continuous on a log scale', float(1, 16, { log: true }), 3, [1, 4, 16]],
    ['continuous, one point', float(1, 16, { log: true }), 1, [4]],
    ['integers with more levels', int(0, 100), 5, [0, 25, 50, 75, 100]],
    ['integers with fewer levels', int(0, 2), 5, [0, 1, 2]],
    ['integers, one point', int(0, 100), 1, [50]],
    ['integers on a log scale', int(1, 1000, { log: true }), 4, [1, 10, 100, 1000]],
    ['integers on a log scale that round to the same', int(1, 20, { log: true }), 10, [1, 2, 3, 4, 5, 7, 10, 14, 20]],
    ['all points that the user listed', float(1, 1000, { points: 4, log: true }), 3, [1, 10, 100, 1000]],
    ['ordered choices', { alternatives, ordered: true }, 3, ['xs', 's', 'm', 'l', 'xl']],
    ['unordered choices', { alternatives, ordered: false }, 3, ['xs', 's', 'm', 'l', 'xl']],
  ];
  it.each(resolutions)('takes evenly spaced members: %s', (_, domain, resolution, wanted) => {
    const found = all([parameter('x', domain)], resolution).map((one) => (one as { x: unknown }).x);
    expect(found.length).toBe(wanted.length);
    found.forEach((value, i) => {
      if (typeof value === 'number') expect(value).toBeCloseTo(wanted[i] as number, 12);
      else expect(value).toBe(wanted[i]);
    });
  });

  it('is lazy, and starts anew each time', () => {
    const members = buildSpace(many(40, int(0, 1e9))).enumerate();
    for (let round = 0; round < 2; round++) {
      for (const point of members) {
        expect(point.every((coordinate) => coordinate < 1e-9)).toBe(true);
        break;
      }
    }
  });

  it('leaves the points it gave alone', () => {
    const [first, second] = buildSpace([parameter('n', int(0, 1))]).enumerate();
    expect([first, second]).toEqual([Float64Array.of(0.25), Float64Array.of(0.75)]);
  });

  it('needs a resolution for continuous dimensions', () => {
    const space = buildSpace(svc);
    for (const action of [() => space.enumerate(), () => space.count()]) {
      expect(action).toThrow(
        '"svc.C" and "svc.gamma.float" are continuous, so a grid has infinitely many members. Give them "points" or a ' +
          '"step", or say how many points to take by "resolution".',
      );
      try {
        action();
      } catch (error) {
        expect(isProblem(error) && error.complaints[0]?.code).toBe('no-resolution');
      }
    }
    // rbf: 1 + 3 gammas; poly: the same by 3 of 4 degrees; linear: 1; all by 3 values of C.
    expect(space.count(3)).toBe((4 + 4 * 3 + 1) * 3);
    expect([...space.enumerate(3)].length).toBe(51);
  });

  it.each([0, -1, 1.5, NaN, Infinity])('takes a resolution of %d for a bug of the caller', (resolution) => {
    expect(() => buildSpace(svc).enumerate(resolution)).toThrow('whole number');
  });
});
