import { buildSpace, seeded } from '@tunewright/core';
import { RandomSearch } from '@tunewright/search';
import { describe, expect, it } from 'vitest';
import { int, parameter } from '../../core/space/spaces.js';
import { ask, assignment } from './searching.js';

describe('random search in a large space', () => {
  it('lists nothing where the prior hardly leaves its middle', () => {
    const prior = { use: 'normal', mean: 5e11, sd: 0.5 } as const;
    const space = buildSpace([parameter('a', int(0, 1e12, { prior }))]);
    const points = ask(new RandomSearch({}, space, seeded(1), assignment), 40).flatMap((point) => point ?? []);
    expect(new Set(points.map((point) => point.join())).size).toBe(40);
    for (const point of points) expect(space.has(space.decode(point))).toBe(true);
  });
});
