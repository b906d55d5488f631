// Exhaustive search: every combination, in order.
import Type, { type Static } from 'typebox';
import {
  Searcher,
  SPACE,
  type Json,
  type Point,
  type SearcherPlugin,
  type SearchSpace,
  type Turn,
} from '@tunewright/core';

const Params = Type.Object(
  {
    resolution: Type.Optional(
      Type.Integer({
        minimum: 1,
        description:
          'How many evenly spaced points to take of each domain that does not say its own "points": required for ' +
          'continuous domains, and a limit for those with more members.',
      }),
    ),
  },
  { additionalProperties: false },
);

@Searcher({
  name: 'grid',
  summary: 'Try every combination of the points of each domain, the last parameter fastest.',
  params: Params,
  uses: [SPACE],
})
export class Grid implements SearcherPlugin {
  readonly planned: number;
  private points: Iterator<Point, unknown>;
  private asked = 0;

  /** Throws a Problem when a domain is continuous and no resolution is given. */
  constructor(
    private readonly params: Static<typeof Params>,
    private readonly space: SearchSpace,
  ) {
    this.planned = space.count(params.resolution);
    this.points = this.begin();
  }

  ask(): Turn {
    const next = this.points.next();
    if (next.done === true) return { kind: 'done', reason: 'every combination of the grid has been tried' };
    this.asked++;
    return { kind: 'work', proposal: { point: next.value, origin: 'grid' } };
  }

  tell(): void {
    // A grid learns nothing.
  }

  save(): Json {
    return { asked: this.asked };
  }

  load(state: Json): void {
    this.points = this.begin();
    this.asked = 0;
    const { asked } = state as { asked: number };
    while (this.asked < asked) this.ask();
  }

  private begin(): Iterator<Point, unknown> {
    return this.space.enumerate(this.params.resolution)[Symbol.iterator]();
  }
}
