// Random search (Bergstra & Bengio 2012, "Random search for hyper-parameter optimization", JMLR 13).
import Type, { type Static } from 'typebox';
import {
  ASSIGNMENT,
  type Assignment,
  RANDOM,
  Searcher,
  SPACE,
  type Json,
  type Point,
  type Random,
  type SearcherPlugin,
  type SearchSpace,
  type TrialResult,
  type Turn,
} from '@tunewright/core';

const Params = Type.Object({}, { additionalProperties: false });

/** Draws in a row that hit only known members before the unknown ones are listed instead. */
const PATIENCE = 50;

/** Members that are listed, at 100 bytes each. Of more, what the priors hardly ever draw is drawn evenly instead. */
const LONGEST_LIST = 100_000;

@Searcher({
  name: 'random',
  summary: 'Draw every trial from the domains; on a finite space no configuration comes twice.',
  params: Params,
  uses: [SPACE, RANDOM, ASSIGNMENT],
})
export class RandomSearch implements SearcherPlugin {
  readonly planned: number;
  private readonly seen = new Set<string>();
  /** Members not proposed yet, in random order; made once draws hardly find any. */
  private rest: Point[] | undefined;

  constructor(
    _params: Static<typeof Params>,
    private readonly space: SearchSpace,
    private readonly random: Random,
    { start }: Assignment,
  ) {
    if (Number.isFinite(space.size)) for (const point of start) this.seen.add(key(point));
    this.planned = space.size - this.seen.size;
  }

  ask(trial: number): Turn {
    const random = this.random.split(trial);
    const point = Number.isFinite(this.space.size) ? this.unseen(random) : this.space.sample(random);
    if (point === undefined) return { kind: 'done', reason: 'every configuration of the space has been tried' };
    return { kind: 'work', proposal: { point, origin: 'random' } };
  }

  /** Configurations that others proposed (start, control) are not drawn again either. */
  tell(result: TrialResult): void {
    if (Number.isFinite(this.space.size)) this.seen.add(key(result.point));
  }

  save(): Json {
    return { seen: [...this.seen], rest: this.rest?.map((point) => [...point].map(orNull)) ?? null };
  }

  load(state: Json): void {
    const { seen, rest } = state as { seen: string[]; rest: (number | null)[][] | null };
    this.seen.clear();
    for (const each of seen) this.seen.add(each);
    this.rest = rest?.map((point) => Float64Array.from(point, (x) => x ?? Number.NaN));
  }

  private unseen(random: Random): Point | undefined {
    if (this.rest === undefined) {
      for (let draws = 0; draws < PATIENCE; draws++) {
        const point = this.space.sample(random);
        if (this.add(point)) return point;
      }
      // A list of what is left of a larger space is fine once that is less than what has been seen.
      if (this.space.size > LONGEST_LIST && this.space.size > 2 * this.seen.size) return this.evenly(random);
      this.rest = random.shuffle([...this.space.enumerate()].filter((point) => !this.seen.has(key(point))));
    }
    let point = this.rest.pop();
    while (point !== undefined && !this.add(point)) point = this.rest.pop();
    return point;
  }

  /** undefined where hardly any is left: constraints may allow far fewer than the size says. */
  private evenly(random: Random): Point | undefined {
    for (let draws = 0; draws < LONGEST_LIST; draws++) {
      const point = this.space.snap(Float64Array.from(this.space.dimensions, () => random.next()));
      if (this.space.allows(point) && this.add(point)) return point;
    }
    return undefined;
  }

  private add(point: Point): boolean {
    const before = this.seen.size;
    return this.seen.add(key(point)).size > before;
  }
}

// Only of snapped points of a finite space, so that equal members give equal texts.
function key(point: Point): string {
  return point.join();
}

function orNull(coordinate: number): number | null {
  return Number.isNaN(coordinate) ? null : coordinate;
}
