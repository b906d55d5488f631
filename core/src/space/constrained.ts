// A search space of which only some members are allowed.
import type { Random } from '../contracts/random.js';
import type { Configuration, Dimension, Point, SearchSpace } from '../contracts/space.js';
import { complain } from '../problem/messages.js';
import { Problem } from '../problem/problem.js';

/** A condition that every configuration fulfils. */
export interface Constraint {
  /** As it was written. */
  readonly text: string;
  holds(configuration: Configuration): boolean;
}

/** Members that are looked through to count; of a larger space the unconstrained size is an upper bound. */
const LONGEST_COUNT = 100_000;

/** Members that are looked through for those that draws hardly find; it takes about a second. */
const LONGEST_SEARCH = 1_000_000;

/** Draws in a row before a space counts as one whose allowed members cannot be found by drawing. */
const PATIENCE = 100_000;

/** After so many draws in vain the allowed members of a finite space are listed instead. */
const LISTING_PAYS = 1000;

export class ConstrainedSpace implements SearchSpace {
  readonly dimensions: readonly Dimension[];
  private list: readonly Point[] | undefined;

  constructor(
    private readonly whole: SearchSpace,
    private readonly constraints: readonly Constraint[],
  ) {
    this.dimensions = whole.dimensions;
  }

  /** Exact up to 100,000 members without the constraints; above that an upper bound. */
  get size(): number {
    return this.whole.size > LONGEST_COUNT ? this.whole.size : this.members().length;
  }

  /** Drawn from the priors until one is allowed. Throws a {@link Problem} when none is found. */
  sample(random: Random): Point {
    for (let draws = 1; draws <= PATIENCE; draws++) {
      const point = this.whole.sample(random);
      if (this.allows(point)) return point;
      if (draws !== LISTING_PAYS || this.whole.size > LONGEST_SEARCH) continue;
      const members = this.members();
      if (members.length === 0) break;
      return (members[random.below(members.length)] as Point).slice();
    }
    throw new Problem([complain('constraintsExclude', { constraints: this.texts, draws: PATIENCE })]);
  }

  decode(point: Point): Configuration {
    return this.whole.decode(point);
  }

  encode(configuration: Configuration): Point {
    const point = this.whole.encode(configuration);
    const broken = this.constraints.find((constraint) => !constraint.holds(configuration));
    if (broken !== undefined) throw new Problem([complain('constraintBroken', { constraint: broken.text })]);
    return point;
  }

  snap(point: Point): Point {
    return this.whole.snap(point);
  }

  has(configuration: Configuration): boolean {
    return this.whole.has(configuration) && this.holds(configuration);
  }

  allows(point: Point): boolean {
    return this.whole.allows(point) && this.holds(this.whole.decode(point));
  }

  *enumerate(resolution?: number): Iterable<Point> {
    for (const point of this.whole.enumerate(resolution)) if (this.allows(point)) yield point;
  }

  /** An upper bound above 100,000. */
  count(resolution?: number): number {
    const most = this.whole.count(resolution);
    if (most > LONGEST_COUNT) return most;
    let count = 0;
    for (const point of this.whole.enumerate(resolution)) if (this.allows(point)) count++;
    return count;
  }

  private get texts(): readonly string[] {
    return this.constraints.map(({ text }) => text);
  }

  private holds(configuration: Configuration): boolean {
    return this.constraints.every((constraint) => constraint.holds(configuration));
  }

  private members(): readonly Point[] {
    this.list ??= [...this.enumerate()];
    return this.list;
  }
}
