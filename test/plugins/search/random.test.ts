import { buildSpace, seeded, type Parameter } from '@tunewright/core';
import { RandomSearch } from '@tunewright/search';
import { describe, expect, it } from 'vitest';
import { ask, assignment, conditional, continuous, finite, journey, proposals, resultOf } from './searching.js';

const make = (parameters: readonly Parameter[], seed = 1) => {
  const space = buildSpace(parameters);
  return { space, search: new RandomSearch({}, space, seeded(seed), assignment) };
};

describe('random search', () => {
  it.each([
    { what: 'a plain space', parameters: finite, size: 12 },
    { what: 'a conditional space', parameters: conditional, size: 6 },
    { what: 'a space without parameters', parameters: [], size: 1 },
  ])('tries every configuration of $what once, then is done', ({ parameters, size }) => {
    const { space, search } = make(parameters);
    const tried = proposals(search, space);
    expect(search.planned).toBe(size);
    expect(tried).toHaveLength(size);
    expect(new Set(tried.map((configuration) => JSON.stringify(configuration))).size).toBe(size);
    expect(tried.every((configuration) => space.has(configuration))).toBe(true);
    const done = { kind: 'done', reason: 'every configuration of the space has been tried' };
    expect([search.ask(size), search.ask(size)]).toEqual([done, done]);
  });

  it('never ends in a continuous space', () => {
    const { space, search } = make(continuous);
    expect(search.planned).toBe(Infinity);
    const tried = proposals(search, space, 500);
    expect(tried).toHaveLength(500);
    expect(tried.every((configuration) => space.has(configuration))).toBe(true);
  });

  it('says that its proposals are random', () => {
    expect(make(finite).search.ask(0)).toMatchObject({ kind: 'work', proposal: { origin: 'random' } });
  });

  it('draws by the seed', () => {
    const drawn = (seed: number): unknown => {
      const { space, search } = make(continuous, seed);
      return proposals(search, space, 5);
    };
    expect(drawn(3)).toEqual(drawn(3));
    expect(drawn(3)).not.toEqual(drawn(4));
  });

  it('draws by the number of the trial, whatever was asked before', () => {
    const { search } = make(continuous);
    expect(ask(make(continuous).search, 1, 7)).toEqual(ask(search, 8).slice(7));
  });

  it('passes over what others have tried', () => {
    const { space, search } = make(finite);
    const others = proposals(make(finite).search, space, 4);
    for (const configuration of others) search.tell(resultOf(space, configuration));
    const tried = proposals(search, space);
    expect(tried).toHaveLength(8);
    for (const configuration of others) expect(tried).not.toContainEqual(configuration);
  });

  it.each([0, 1, 5, 11, 12])('goes on where it was saved, after %i', (asked) => {
    const { space, search } = make(finite);
    proposals(search, space, asked);
    const { search: loaded } = make(finite);
    proposals(loaded, space, 3);
    loaded.load(journey(search.save()));
    expect(loaded.save()).toEqual(search.save());
    expect(proposals(loaded, space, 1000, asked)).toEqual(proposals(search, space, 1000, asked));
  });
});
