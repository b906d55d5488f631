import { describe, expect, it } from 'vitest';
import { buildSpace, seeded, type Parameter, type Point, type SearchSpace } from '@tunewright/core';
import { RandomSearch } from '@tunewright/search';

const choice = (name: string, count: number): Parameter => ({
  name,
  domain: { choose: Array.from({ length: count }, (_, i) => i), ordered: false },
  when: [],
});

function proposals(space: SearchSpace, most: number): Point[] {
  const search = new RandomSearch({}, space, seeded(1));
  const points: Point[] = [];
  for (let trial = 0; trial < most; trial++) {
    const turn = search.ask(trial);
    if (turn.kind !== 'work') break;
    points.push(turn.proposal.point);
  }
  return points;
}

const different = (points: readonly Point[]): number => new Set(points.map((point) => point.join())).size;

describe('random search', () => {
  it('tries every configuration of a finite space once', () => {
    const space = buildSpace([choice('a', 7), choice('b', 11)]);
    const points = proposals(space, 1000);
    expect(points).toHaveLength(77);
    expect(different(points)).toBe(77);
  });

  it('does not list a large space whose prior hardly leaves its middle', () => {
    const domain = {
      tune: 'int',
      low: 0,
      high: 10 ** 12,
      log: false,
      prior: { use: 'normal', mean: 5e11, sd: 0.5 },
    } as const;
    const space = buildSpace([{ name: 'a', domain: domain as unknown as Parameter['domain'], when: [] }]);
    const points = proposals(space, 40);
    expect(different(points)).toBe(40);
    for (const point of points) expect(space.has(space.decode(point))).toBe(true);
  });
});
