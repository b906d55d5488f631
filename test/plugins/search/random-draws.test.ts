// What random search draws: how often, never twice, and the same after it was saved.
import { buildSpace, seeded, type Parameter } from '@tunewright/core';
import { RandomSearch } from '@tunewright/search';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choose, float, int, parameter, parameterLists } from '../../core/space/spaces.js';
import { ask, assignment, conditional, continuous, finite, journey, proposals, resultOf } from './searching.js';

const make = (parameters: readonly Parameter[], seed = 1) => {
  const space = buildSpace(parameters);
  return { space, search: new RandomSearch({}, space, seeded(seed), assignment) };
};
const texts = (list: readonly unknown[]): string[] => list.map((each) => JSON.stringify(each)).sort();

describe('random search on a finite space', () => {
  it.each([
    { what: 'one value', parameters: [parameter('x', int(3, 3))] },
    { what: 'conditions', parameters: conditional },
    { what: 'a domain that is an alternative', parameters: [parameter('x', choose('a', int(1, 9)))] },
    { what: 'many members', parameters: [parameter('x', int(1, 3000))] },
  ])('with $what tries exactly its members', ({ parameters }) => {
    const { space, search } = make(parameters);
    const members = Array.from(space.enumerate(), (point) => space.decode(point));
    expect(texts(proposals(search, space, 10_000))).toEqual(texts(members));
  });

  it('tries all members once, whatever the space', () => {
    const small = parameterLists(true, 3).filter((parameters) => buildSpace(parameters).size <= 300);
    const property = fc.property(small, fc.integer(), (parameters, seed) => {
      const { space, search } = make(parameters, seed);
      const found = ask(search, space.size + 1).map((point) => point?.join());
      expect(found.pop()).toBeUndefined();
      expect(found).toHaveLength(space.size);
      expect(new Set(found).size).toBe(space.size);
    });
    fc.assert(property, { seed: 1, numRuns: 50 });
  });

  it.each([0, 6, 10])('draws nothing again that others tried after %i of its own', (asked) => {
    const { space, search } = make(finite, 4);
    const known = texts(proposals(search, space, asked));
    const others = Array.from(space.enumerate(), (point) => space.decode(point))
      .filter((configuration) => !known.includes(JSON.stringify(configuration)))
      .slice(0, 2);
    for (const other of others) search.tell(resultOf(space, other));
    const rest = texts(proposals(search, space, 1000, asked));
    expect(rest).toHaveLength(10 - asked);
    expect(new Set([...known, ...texts(others), ...rest]).size).toBe(12);
  });

  it('is done at once when others tried all', () => {
    const { space, search } = make(conditional);
    for (const point of space.enumerate()) search.tell(resultOf(space, space.decode(point)));
    expect(search.ask(6).kind).toBe('done');
  });

  it('finds what the prior hardly ever draws', () => {
    const leaning = int(1, 50, { prior: { use: 'guess', value: 25, width: 0.001 } });
    const { space, search } = make([parameter('x', leaning)]);
    const found = proposals(search, space);
    expect(found[0]).toEqual({ x: 25 });
    expect(new Set(found.map(({ x }) => x)).size).toBe(50);
  });

  it('draws evenly what the prior hardly ever draws of a space too large to list', () => {
    const leaning = int(1, 10_000_000, { prior: { use: 'guess', value: 25, width: 1e-9 } });
    const { space, search } = make([parameter('x', leaning)]);
    const found = proposals(search, space, 200).map(({ x }) => x as number);
    expect(new Set(found).size).toBe(200);
    const mean = found.reduce((sum, x) => sum + x, 0) / found.length;
    // The standard error of the mean is 0.02 of the range.
    expect(Math.abs(mean / 1e7 - 0.5)).toBeLessThan(0.1);
  });

  it.each([
    { what: 'the same for the same seed', others: [7], same: true },
    { what: 'other members first for other seeds', others: [8, 9], same: false },
  ])('draws $what', ({ others, same }) => {
    for (const parameters of [finite, conditional]) {
      const drawn = (seed: number) => ask(make(parameters, seed).search, 6);
      expect(others.every((seed) => JSON.stringify(drawn(seed)) === JSON.stringify(drawn(7)))).toBe(same);
    }
  });
});

describe('random search on a continuous space', () => {
  const values = (parameters: readonly Parameter[], name: string) => {
    const { space, search } = make(parameters);
    return proposals(search, space, 4000).map((configuration) => configuration[name]);
  };
  // The standard error of a share of 4000 draws is 0.008 at most.
  const expectShare = <T>(list: readonly T[], holds: (item: T) => boolean, wanted: number): void =>
    expect(Math.abs(list.filter(holds).length / list.length - wanted)).toBeLessThan(0.03);

  it.each([0.1, 0.25, 0.5, 0.9])('draws evenly: a share of %f below that share', (limit) => {
    expectShare(values(continuous, 'momentum') as number[], (value) => value < limit, limit);
  });

  it.each([1e-3, 1e-2, 1e-1])('draws each decade alike on a log scale: up to %f', (limit) => {
    const found = values(continuous, 'rate') as number[];
    expectShare(found, (value) => value < limit, (Math.log10(limit) + 4) / 4);
    expect(Math.min(...found)).toBeGreaterThanOrEqual(1e-4);
    expect(Math.max(...found)).toBeLessThanOrEqual(1);
  });

  it.each([
    { what: 'a value', holds: (value: unknown) => value === 'scale' },
    { what: 'another', holds: (value: unknown) => value === 'auto' },
    { what: 'a domain among them', holds: (value: unknown) => typeof value === 'number' },
  ])('draws choices alike: $what', ({ holds }) => {
    expectShare(values([parameter('gamma', choose('scale', 'auto', float(1, 2)))], 'gamma'), holds, 1 / 3);
  });

  it('follows a prior', () => {
    const prior = { use: 'normal', mean: 0.3, sd: 0.1 } as const;
    const found = values([parameter('x', float(0, 1, { prior }))], 'x') as number[];
    expectShare(found, (value) => value < 0.3, 0.5);
    expectShare(found, (value) => Math.abs(value - 0.3) < 0.1, 0.683);
  });

  it('is not moved by results', () => {
    const { space, search } = make(continuous);
    for (const configuration of proposals(search, space, 5)) search.tell(resultOf(space, configuration));
    expect(ask(search, 5, 5)).toEqual(ask(make(continuous).search, 10).slice(5));
  });
});

describe('random search that was saved', () => {
  it.each([
    { what: 'finite', parameters: finite, steps: [0, 1, 6, 11, 12] },
    { what: 'conditional', parameters: conditional, steps: [0, 1, 4, 5, 6] },
    { what: 'large', parameters: [parameter('x', int(1, 400))], steps: [200, 390] },
    { what: 'continuous', parameters: continuous, steps: [0, 9] },
  ])('goes on where it was in a $what space, after $steps', ({ parameters, steps }) => {
    for (const asked of steps) {
      const { space, search } = make(parameters);
      for (const done of proposals(search, space, asked)) search.tell(resultOf(space, done));
      const { search: loaded } = make(parameters);
      proposals(loaded, space, 3, 500);
      loaded.load(journey(search.save()));
      expect(journey(loaded.save())).toEqual(journey(search.save()));
      expect(ask(loaded, 20, asked)).toEqual(ask(search, 20, asked));
    }
  });
});
