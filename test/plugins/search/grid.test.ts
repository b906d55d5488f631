import { buildSpace, isProblem, type Configuration, type Parameter, type SearcherPlugin } from '@tunewright/core';
import { Grid } from '@tunewright/search';
import { describe, expect, it } from 'vitest';
import { choose, float, int, parameter } from '../../core/space/spaces.js';
import { conditional, continuous, finite, journey, proposals, resultOf } from './searching.js';

interface Case {
  readonly when: string;
  readonly parameters: readonly Parameter[];
  readonly resolution?: number;
  readonly gives: readonly Configuration[];
}

const cases: readonly Case[] = [
  { when: 'there is nothing to tune', parameters: [], gives: [{}] },
  {
    when: 'two parameters are whole: the last one fastest',
    parameters: [parameter('b', choose('x', 'y')), parameter('a', int(1, 3))],
    gives: [
      { b: 'x', a: 1 },
      { b: 'x', a: 2 },
      { b: 'x', a: 3 },
      { b: 'y', a: 1 },
      { b: 'y', a: 2 },
      { b: 'y', a: 3 },
    ],
  },
  {
    when: 'a domain says its points',
    parameters: [parameter('C', float(0.01, 100, { log: true, points: 5 }))],
    gives: [0.01, 0.1, 1, 10, 100].map((C) => ({ C })),
  },
  {
    when: 'a domain says its points, whatever the resolution',
    parameters: [parameter('C', float(0.01, 100, { log: true, points: 5 }))],
    resolution: 2,
    gives: [0.01, 0.1, 1, 10, 100].map((C) => ({ C })),
  },
  {
    when: 'a domain has steps',
    parameters: [parameter('share', float(0, 1, { step: 0.25 }))],
    gives: [0, 0.25, 0.5, 0.75, 1].map((share) => ({ share })),
  },
  {
    when: 'the resolution spreads a continuous domain, both ends included',
    parameters: [parameter('share', float(-1, 1))],
    resolution: 5,
    gives: [-1, -0.5, 0, 0.5, 1].map((share) => ({ share })),
  },
  {
    when: 'a resolution of 1 takes the middle',
    parameters: [parameter('share', float(-1, 3))],
    resolution: 1,
    gives: [{ share: 1 }],
  },
  {
    when: 'the resolution thins out integers',
    parameters: [parameter('depth', int(1, 9))],
    resolution: 3,
    gives: [1, 5, 9].map((depth) => ({ depth })),
  },
  {
    when: 'the resolution leaves shorter domains and choices whole',
    parameters: [parameter('depth', int(1, 2)), parameter('criterion', choose('a', 'b', 'c', 'd'))],
    resolution: 3,
    gives: [1, 2].flatMap((depth) => ['a', 'b', 'c', 'd'].map((criterion) => ({ depth, criterion }))),
  },
  {
    when: 'parameters depend on a choice',
    parameters: conditional,
    gives: [
      { kernel: 'linear', C: 0.1 },
      { kernel: 'linear', C: 10 },
      { kernel: 'poly', degree: 2, C: 0.1 },
      { kernel: 'poly', degree: 2, C: 10 },
      { kernel: 'poly', degree: 3, C: 0.1 },
      { kernel: 'poly', degree: 3, C: 10 },
    ],
  },
  {
    when: 'a domain is an alternative',
    parameters: [parameter('gamma', choose('scale', float(1, 3), 'auto'))],
    resolution: 3,
    gives: ['scale', 1, 2, 3, 'auto'].map((gamma) => ({ gamma })),
  },
];

const make = (parameters: readonly Parameter[], resolution?: number) => {
  const space = buildSpace(parameters);
  const grid: SearcherPlugin = new Grid(resolution === undefined ? {} : { resolution }, space);
  return { space, grid };
};

describe('grid', () => {
  it.each(cases)('when $when', ({ parameters, resolution, gives }) => {
    const { space, grid } = make(parameters, resolution);
    expect(grid.planned).toBe(gives.length);
    expect(proposals(grid, space)).toEqual(gives);
    expect(grid.ask(gives.length)).toEqual({ kind: 'done', reason: 'every combination of the grid has been tried' });
    expect(grid.ask(gives.length).kind).toBe('done');
  });

  it('spreads a logarithmic domain evenly on its scale', () => {
    const { space, grid } = make([parameter('rate', float(1e-4, 1, { log: true }))], 5);
    const exponents = proposals(grid, space).map(({ rate }) => Math.log10(rate as number));
    exponents.forEach((exponent, i) => expect(exponent).toBeCloseTo(i - 4, 12));
  });

  it('says that its proposals are of the grid', () => {
    expect(make(finite).grid.ask(0)).toMatchObject({ kind: 'work', proposal: { origin: 'grid' } });
  });

  it.each([
    { names: '"momentum" is', parameters: continuous.slice(1) },
    { names: '"rate" and "momentum" are', parameters: continuous },
  ])('needs a resolution where $names continuous', ({ names, parameters }) => {
    try {
      make(parameters);
    } catch (error) {
      if (!isProblem(error)) throw error;
      expect(error.complaints[0]?.code).toBe('no-resolution');
      expect(error.complaints[0]?.text.startsWith(`${names} continuous`)).toBe(true);
      expect(error.complaints[0]?.text).toMatch(/"points".*"step".*"resolution"/);
      return;
    }
    expect.unreachable('It took a continuous domain without a resolution.');
  });

  it('learns nothing, and passes over nothing that others have tried', () => {
    const { space, grid } = make(finite);
    const all = proposals(make(finite).grid, space);
    for (const configuration of all.slice(0, 5)) grid.tell(resultOf(space, configuration));
    expect(proposals(grid, space)).toEqual(all);
  });

  it('hands out points that are nobody else’s', () => {
    const { grid } = make(finite);
    const turn = grid.ask(0);
    if (turn.kind === 'work') turn.proposal.point.fill(Number.NaN);
    expect(proposals(grid, buildSpace(finite), 1000, 1)).toHaveLength(11);
  });

  it.each([0, 1, 5, 11, 12])('goes on where it was saved, after %i', (asked) => {
    const { space, grid } = make(finite);
    proposals(grid, space, asked);
    const { grid: loaded } = make(finite);
    proposals(loaded, space, 3);
    loaded.load(journey(grid.save()));
    expect(loaded.save()).toEqual(grid.save());
    const rest = proposals(grid, space);
    expect(rest).toHaveLength(12 - asked);
    expect(proposals(loaded, space)).toEqual(rest);
  });

  it('begins at once, however large the grid', () => {
    const { space, grid } = make(Array.from({ length: 12 }, (_, i) => parameter(`x${i}`, int(0, 9))));
    expect(grid.planned).toBe(1e12);
    const last = proposals(grid, space, 11).at(-1);
    expect([last?.['x9'], last?.['x10'], last?.['x11']]).toEqual([0, 1, 0]);
  });
});
