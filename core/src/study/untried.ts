// Draws configurations that a study has not proposed before.
import type { Random } from '../contracts/random.js';
import type { Configuration, Point, SearchSpace } from '../contracts/space.js';
import { canonical } from '../numeric/canonical.js';
import type { Tally } from './tally.js';

/** A configuration and what it is known by. */
export interface Place {
  readonly point: Point;
  readonly configuration: Configuration;
  /** Canonical text of the configuration. */
  readonly text: string;
}

/** Draws in a row that hit only what was tried before the rest is listed, or given up. */
const PATIENCE = 200;

/** Members that are listed, at 100 bytes each. */
const LONGEST_LIST = 100_000;

export class Untried {
  /** What was left when draws hardly found any more, in random order. */
  private rest: Point[] | undefined;

  constructor(
    private readonly space: SearchSpace,
    private readonly random: Random,
  ) {}

  /**
   * `exhausted`: every configuration was tried; `not-found`: some may be left, but they are too many to list and
   * hardly ever drawn.
   *
   * @param tried Canonical texts.
   */
  draw(trial: number, tried: Pick<Tally, 'size' | 'has'>): Place | 'exhausted' | 'not-found' {
    const { space } = this;
    const random = this.random.split(trial);
    for (let draws = 0; this.rest === undefined && draws < PATIENCE; draws++) {
      const place = placeOf(space, space.sample(random));
      if (!tried.has(place.text)) return place;
    }
    if (tried.size >= space.size) return 'exhausted';
    if (this.rest === undefined && space.size > LONGEST_LIST) return 'not-found';
    this.rest ??= random.shuffle([...space.enumerate()]);
    for (let point = this.rest.pop(); point !== undefined; point = this.rest.pop()) {
      const place = placeOf(space, point);
      if (!tried.has(place.text)) return place;
    }
    return 'exhausted';
  }
}

function placeOf(space: SearchSpace, point: Point): Place {
  const configuration = space.decode(point);
  return { point, configuration, text: canonical(configuration) };
}
