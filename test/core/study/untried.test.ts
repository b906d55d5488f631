import { describe, expect, it } from 'vitest';
import { seeded, type Parameter, type SearchSpace } from '@tunewright/core';
import { buildSpace } from '../../../core/src/space/space.js';
import { Untried } from '../../../core/src/study/untried.js';
import { choose, float, int, parameter } from '../space/spaces.js';

const spaceOf = (...parameters: readonly Parameter[]): SearchSpace => buildSpace(parameters);

/** Draws until there is an end to it; the texts drawn and how it ended. */
function exhaust(space: SearchSpace, most: number, seed = 1): { texts: string[]; end: string } {
  const untried = new Untried(space, seeded(seed));
  const tried = new Set<string>();
  for (let trial = 0; trial < most; trial++) {
    const place = untried.draw(trial, tried);
    if (typeof place === 'string') return { texts: [...tried], end: place };
    expect(tried.has(place.text)).toBe(false);
    expect(space.has(place.configuration)).toBe(true);
    tried.add(place.text);
  }
  return { texts: [...tried], end: 'enough' };
}

describe('untried', () => {
  it.each<[string, SearchSpace, number]>([
    ['a small space', spaceOf(parameter('x', int(1, 6)), parameter('y', choose('a', 'b'))), 12],
    ['two configurations', spaceOf(parameter('x', choose('only', 'other')), parameter('y', int(3, 3))), 2],
    // The prior hardly ever draws the far ends.
    [
      'a space with an uneven prior',
      spaceOf(parameter('x', int(0, 200, { prior: { use: 'normal', mean: 100, sd: 3 } }))),
      201,
    ],
    // The number 2 is two alternatives of one configuration.
    [
      'a space that counts a configuration twice',
      spaceOf(parameter('x', { alternatives: [{ value: 2 }, { domain: int(1, 3) }], ordered: false })),
      3,
    ],
  ])('finds every configuration of %s, once', (_, space, size) => {
    const { texts, end } = exhaust(space, 10_000);
    expect(texts).toHaveLength(size);
    expect(end).toBe('exhausted');
  });

  it('never ends where there are infinitely many', () => {
    expect(exhaust(spaceOf(parameter('x', float(0, 1))), 1000).end).toBe('enough');
  });

  it('draws in an order that depends on the seed', () => {
    const space = spaceOf(parameter('x', int(1, 50)));
    expect(exhaust(space, 99, 1).texts).toEqual(exhaust(space, 99, 1).texts);
    expect(exhaust(space, 99, 1).texts).not.toEqual(exhaust(space, 99, 2).texts);
  });

  it('gives up where what is left cannot be listed and is hardly ever drawn', () => {
    const alternatives = [...Array.from({ length: 40 }, (_, value) => ({ value })), { domain: float(0.2, 0.4) }];
    const rare = spaceOf(parameter('x', { alternatives, ordered: true }), parameter('y', int(1, 5000)));
    const untried = new Untried(rare, seeded(1));
    // Pretends to know all but what has a decimal point.
    const tried = { size: 5, has: (text: string) => !text.includes('.') };
    const found = untried.draw(0, tried);
    expect(typeof found === 'object' && found.text.includes('.')).toBe(true);
    expect(untried.draw(1, { size: 5, has: () => true })).toBe('not-found');
  });
});
