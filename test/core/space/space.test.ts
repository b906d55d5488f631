import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../core/src/contracts/space.js';
import { seeded } from '../../../core/src/numeric/random.js';
import { isProblem } from '../../../core/src/problem/problem.js';
import type { Parameter } from '../../../core/src/space/parameter.js';
import { buildSpace } from '../../../core/src/space/space.js';
import { choose, float, int, parameter, svc } from './spaces.js';

function complaints(action: () => unknown): readonly string[] {
  try {
    action();
  } catch (error) {
    if (isProblem(error)) return error.complaints.map(({ code, text }) => `${code}: ${text}`);
    throw error;
  }
  return [];
}

describe('dimensions', () => {
  it('stand parents first, nested domains after their choice', () => {
    expect(buildSpace(svc).dimensions).toEqual([
      { name: 'svc.kernel', type: 'unordered', levels: 3, conditions: [] },
      { name: 'svc.degree', type: 'ordered', levels: 4, conditions: [{ parent: 0, among: [1] }] },
      { name: 'svc.C', type: 'continuous', levels: Infinity, conditions: [] },
      { name: 'svc.gamma', type: 'unordered', levels: 2, conditions: [{ parent: 0, among: [0, 1] }] },
      { name: 'svc.gamma.float', type: 'continuous', levels: Infinity, conditions: [{ parent: 3, among: [1] }] },
    ]);
  });

  it('of the same type inside one choice are numbered, and names that are taken are passed over', () => {
    const space = buildSpace([
      parameter('x', choose(float(0, 1), int(2, 3), float(4, 5))),
      parameter('x.int', int(0, 1)),
    ]);
    expect(space.dimensions.map(({ name }) => name)).toEqual(['x', 'x.float', 'x.int2', 'x.float2', 'x.int']);
  });

  it('are ordered where a choice is', () => {
    const { alternatives } = choose('s', 'm', 'l');
    expect(buildSpace([parameter('size', { alternatives, ordered: true })]).dimensions[0]?.type).toBe('ordered');
  });
});

describe('coordinates', () => {
  const cases: readonly (readonly [string, Parameter['domain'], number, number])[] = [
    ['float, in the middle', float(2, 4), 3, 0.5],
    ['float on a log scale, in the middle', float(0.01, 100, { log: true }), 1, 0.5],
    ['int, second of four', int(1, 4), 2, 0.375],
    ['step, last of five', float(0, 1, { step: 0.25 }), 1, 0.9],
    ['points on a log scale, first of two', float(1, 10, { points: 2, log: true }), 1, 0.25],
    ['int on a log scale: the middle of 0.5 to 1.5 from 0.5 to 4.5', int(1, 4, { log: true }), 1, 0.25],
    [
      'int on a log scale: the middle of 3.5 to 4.5',
      int(1, 4, { log: true }),
      4,
      1 - Math.log(4.5 / 3.5) / Math.log(81),
    ],
    [
      'step on a log scale that is longer than low',
      float(1, 21, { step: 10, log: true }),
      1,
      Math.log(12) / Math.log(52) / 2,
    ],
    ['choice of numbers', choose(1, 10, 100), 10, 0.5],
  ];
  it.each(cases)('%s', (_, domain, value, coordinate) => {
    const space = buildSpace([parameter('x', domain)]);
    expect(space.encode({ x: value })[0]).toBeCloseTo(coordinate, 12);
    expect(space.decode(Float64Array.of(coordinate))['x']).toBeCloseTo(value, 12);
  });

  it('between the cells of a log scale go to the cell, whatever the number of levels', () => {
    for (const [low, high] of [
      [1, 2],
      [1, 1000],
      [7, 1e6],
      [1, 1e12],
    ] as const) {
      const space = buildSpace([parameter('n', int(low, high, { log: true }))]);
      const values = [low, low + 1, Math.floor((low + high) / 2), high - 1, high];
      for (const value of values) expect(space.decode(space.encode({ n: value }))).toEqual({ n: value });
    }
  });

  it('never give -0, which JSON does not have', () => {
    const space = buildSpace([parameter('x', float(-0, 1)), parameter('y', float(-1, -0))]);
    expect(space.decode(Float64Array.of(-0.1, 1.1))).toEqual({ x: 0, y: 0 });
  });

  it('that are missing or too many are bugs of the caller', () => {
    const space = buildSpace([parameter('x', float(0, 1)), parameter('k', choose('a', 'b'))]);
    expect(() => space.decode(Float64Array.of(NaN, 0.5))).toThrow('"x" is active and has no coordinate');
    expect(() => space.snap(Float64Array.of(0.5, NaN))).toThrow('"k" is active and has no coordinate');
    expect(() => space.decode(Float64Array.of(0.5))).toThrow('has 2 coordinates, not 1');
    expect(() => space.snap(Float64Array.of(0.5, 0.5, 0.5))).toThrow('has 2 coordinates, not 3');
  });
});

describe('nested domains', () => {
  const space = buildSpace([parameter('x', choose('auto', float(0, 1), 0.5, int(10, 20)))]);
  it.each([
    [{ x: 'auto' }, [0.125, NaN, NaN]],
    [{ x: 0.25 }, [0.375, 0.25, NaN]],
    [{ x: 0.5 }, [0.625, NaN, NaN]],
    [{ x: 15 }, [0.875, NaN, 0.5]],
  ])('collapse to the number: %j', (configuration, point) => {
    expect(space.encode(configuration)).toEqual(Float64Array.from(point));
    expect(space.decode(Float64Array.from(point))).toEqual(configuration);
  });

  it('compare constants as JSON, whatever the order of keys', () => {
    const value = { b: [1, { d: null, c: true }], a: 'x' };
    const inside = buildSpace([parameter('x', { alternatives: [{ value: [] }, { value }], ordered: false })]);
    expect(inside.encode({ x: { a: 'x', b: [1, { c: true, d: null }] } })).toEqual(Float64Array.of(0.75));
    expect(inside.has({ x: { a: 'x', b: [{ c: true, d: null }, 1] } })).toBe(false);
    expect(inside.decode(Float64Array.of(0.1))).toEqual({ x: [] });
  });
});

describe('what is no member', () => {
  const space = buildSpace(svc);
  const cases: readonly (readonly [string, Configuration, readonly string[]])[] = [
    [
      'unknown, with a near name',
      { 'svc.kernel': 'linear', 'svc.C': 1, 'svc.c': 2 },
      ['There is no parameter "svc.c". Did you mean "svc.C"?'],
    ],
    [
      'unknown, with no near name',
      { 'svc.kernel': 'linear', 'svc.C': 1, penalty: 2 },
      ['There is no parameter "penalty". There are: "svc.C", "svc.degree", "svc.gamma", "svc.kernel".'],
    ],
    [
      'a dimension in place of its parameter',
      { 'svc.kernel': 'rbf', 'svc.C': 1, 'svc.gamma': 'scale', 'svc.gamma.float': 2 },
      ['"svc.gamma.float" is no parameter of its own. Give its number to "svc.gamma".'],
    ],
    ['missing', { 'svc.kernel': 'linear' }, ['"svc.C" is missing. Give it a number from 0.001 to 1000.']],
    [
      'missing while active',
      { 'svc.kernel': 'poly', 'svc.C': 1, 'svc.gamma': 'scale' },
      ['"svc.degree" is missing while "svc.kernel" is "poly". Give it an integer from 2 to 5.'],
    ],
    [
      'inactive',
      { 'svc.kernel': 'linear', 'svc.C': 1, 'svc.gamma': 0.5 },
      ['"svc.gamma" is given (0.5), but it only exists while "svc.kernel" is "rbf" or "poly". Leave it out.'],
    ],
    [
      'outside a range',
      { 'svc.kernel': 'linear', 'svc.C': 5000 },
      ['"svc.C" cannot be 5000. Give it a number from 0.001 to 1000.'],
    ],
    [
      'no alternative, and nothing about what depends on it',
      { 'svc.kernel': 'rbff', 'svc.C': 1, 'svc.degree': 3 },
      ['"svc.kernel" cannot be "rbff". Give it "rbf", "poly" or "linear".'],
    ],
    [
      'outside constants and nested domains',
      { 'svc.kernel': 'rbf', 'svc.C': 1, 'svc.gamma': 11 },
      ['"svc.gamma" cannot be 11. Give it "scale" or a number from 0.0001 to 10.'],
    ],
    [
      'everything at once',
      { 'svc.kernel': 'linear', 'svc.C': '1', 'svc.degree': 2, x: 1 },
      [
        '"svc.degree" is given (2), but it only exists while "svc.kernel" is "poly". Leave it out.',
        '"svc.C" cannot be "1". Give it a number from 0.001 to 1000.',
        'There is no parameter "x". There are: "svc.C", "svc.degree", "svc.gamma", "svc.kernel".',
      ],
    ],
  ];
  it.each(cases)('%s', (_, configuration, texts) => {
    expect(complaints(() => space.encode(configuration))).toEqual(texts.map((text) => `not-a-member: ${text}`));
    expect(space.has(configuration)).toBe(false);
  });

  it('names the nearest member of a grid', () => {
    const grid = buildSpace([parameter('x', float(0, 1, { step: 0.25 })), parameter('n', int(0, 90, { step: 3 }))]);
    expect(complaints(() => grid.encode({ x: 0.7, n: 91 }))).toEqual([
      'not-a-member: "x" cannot be 0.7. Give it one of 5 numbers: 0, 0.25, 0.5, 0.75, 1; the nearest is 0.75.',
      'not-a-member: "n" cannot be 91. Give it one of 31 numbers: 0, 3, 6, …, 90.',
    ]);
  });

  it('takes what is undefined as absent', () => {
    const configuration = { 'svc.kernel': 'linear', 'svc.C': 1, 'svc.gamma': undefined } as unknown as Configuration;
    expect(space.has(configuration)).toBe(true);
    expect(space.has({ 'svc.kernel': 'linear', 'svc.C': undefined } as unknown as Configuration)).toBe(false);
  });

  it('does not take NaN for null', () => {
    expect(buildSpace([parameter('k', choose(null, 'a'))]).has({ k: NaN })).toBe(false);
  });

  it('does not take what objects inherit', () => {
    const odd = buildSpace([parameter('toString', choose('a'))]);
    expect(odd.has({})).toBe(false);
    expect(odd.has({ toString: 'a' })).toBe(true);
  });
});

describe('parameters that contradict each other are bugs of the caller', () => {
  const k = parameter('k', choose('a', 'b'));
  const cases: readonly (readonly [string, readonly Parameter[], string])[] = [
    ['two of a name', [k, k], 'same name'],
    ['an unknown parent', [parameter('x', int(0, 1), [{ parameter: 'q', among: [0] }])], 'does not exist'],
    [
      'a numeric parent',
      [parameter('n', int(0, 1)), parameter('x', int(0, 1), [{ parameter: 'n', among: [0] }])],
      'no choice',
    ],
    ['an unknown alternative', [k, parameter('x', int(0, 1), [{ parameter: 'k', among: [2] }])], 'no alternative 2'],
    ['itself as parent', [parameter('k', choose('a'), [{ parameter: 'k', among: [0] }])], 'depends on itself'],
    [
      'a cycle',
      [
        parameter('a', choose(1, 2), [{ parameter: 'b', among: [0] }]),
        parameter('b', choose(1, 2), [{ parameter: 'a', among: [0] }]),
      ],
      'depends on itself',
    ],
    ['no alternatives', [parameter('k', choose())], 'no alternatives'],
    ['an alternative twice', [parameter('k', choose(1, 'a', 1))], 'twice'],
    ['a name that is none', [parameter('__proto__', int(0, 1))], 'cannot be called'],
    ['an impossible prior', [parameter('x', float(0, 1, { prior: { use: 'normal', mean: 0, sd: 0 } }))], 'prior'],
    [
      'a prior off the scale',
      [parameter('x', float(1, 2, { log: true, prior: { use: 'guess', value: 0, width: 1 } }))],
      'prior',
    ],
    ['an impossible beta', [parameter('x', float(1, 2, { prior: { use: 'beta', a: -1, b: 1 } }))], 'prior'],
  ];
  it.each(cases)('%s', (_, parameters, text) => {
    expect(() => buildSpace(parameters)).toThrow(text);
    expect(complaints.bind(undefined, () => buildSpace(parameters))).toThrow(text);
  });
});

describe('large spaces', () => {
  it('of 1,000 dimensions sample, decode, encode and snap', () => {
    const space = buildSpace(
      Array.from({ length: 1000 }, (_, i) =>
        i % 2 === 0
          ? parameter(`k${i}`, choose('a', 'b', float(0, 1)))
          : parameter(`x${i}`, int(1, 100), [{ parameter: `k${i - 1}`, among: [0, 2] }]),
      ),
    );
    const point = space.sample(seeded(1));
    expect(space.dimensions.length).toBe(1500);
    expect(space.snap(point)).toEqual(point);
    expect(space.encode(space.decode(point))).toEqual(point);
    expect(space.size).toBe(Infinity);
  });

  it('can be a chain of 1,000 conditions, listed in any order', () => {
    const chain = Array.from({ length: 1000 }, (_, i) =>
      parameter(`k${i}`, choose('stop', 'go', 'on'), i === 0 ? [] : [{ parameter: `k${i - 1}`, among: [1, 2] }]),
    ).reverse();
    const space = buildSpace(chain);
    expect(space.dimensions[999]).toMatchObject({ name: 'k999', conditions: [{ parent: 998, among: [1, 2] }] });
    expect(space.size).toBeGreaterThan(1e300);
    expect(space.has(space.decode(space.sample(seeded(3))))).toBe(true);
  });
});
