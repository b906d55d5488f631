import type { Json } from './json.js';
import type { Random } from './random.js';

/** The value of a parameter: a number, or one of the choices of a `choose` (any JSON; an alternative's id for components). */
export type Value = Json;

/** Values by parameter name, active parameters only: `{ "svc.C": 10, "svc.kernel": "linear" }`. */
export type Configuration = Readonly<Record<string, Value>>;

/** A configuration as numbers: one coordinate a dimension in [0, 1], NaN where the dimension is inactive. */
export type Point = Float64Array;

/** A dimension is active when each of its conditions' parents is active and takes one of the alternatives named. */
export interface Condition {
  /** Index of the parent dimension; always smaller than the dimension's own. */
  readonly parent: number;
  /** Indices of the parent's alternatives. */
  readonly among: readonly number[];
}

/** What a searcher may know of a dimension. Units and values stay in the space. */
export interface Dimension {
  /** `svc.C`; inside an alternative `model.svc.C`. */
  readonly name: string;
  /**
   * `continuous`: any coordinate in [0, 1]. `ordered`: `levels` cells in order, the coordinate (k + ½) / levels; for
   * evenly stepped numbers on a log scale the middle of the number's cell on that scale, so that small numbers lie
   * further apart. `unordered`: (k + ½) / levels, but neighbours are no nearer than others.
   */
  readonly type: 'continuous' | 'ordered' | 'unordered';
  /** Number of cells; Infinity when continuous. */
  readonly levels: number;
  readonly conditions: readonly Condition[];
}

/** The search space as searchers see it. */
export interface SearchSpace {
  readonly dimensions: readonly Dimension[];
  /**
   * Number of different configurations; Infinity as soon as one dimension is continuous; 1 without dimensions. With
   * constraints it may be an upper bound.
   */
  readonly size: number;
  /** A random member, drawn from each dimension's prior; choices first, then what they activate. */
  sample(random: Random): Point;
  /** The configuration at a point; a coordinate between cells goes to its cell. */
  decode(point: Point): Configuration;
  /** The point of a configuration. Throws a {@link Problem} when it is not a member. */
  encode(configuration: Configuration): Point;
  /**
   * Moves each coordinate to the nearest one that decodes to itself and sets inactive ones to NaN. The constraints of
   * the definition play no role in it: ask `allows`.
   */
  snap(point: Point): Point;
  /** Whether the configuration at a point fulfils the constraints of the definition. Only such points are proposed. */
  allows(point: Point): boolean;
  /** Whether the configuration fulfils the constraints and sets exactly its active parameters, each to a member of its domain. */
  has(configuration: Configuration): boolean;
  /**
   * The members in order, the last dimension fastest. A continuous dimension takes `resolution` evenly spaced points,
   * both ends included, and so does a stepped one that has more. Choices and `points` are taken whole.
   */
  enumerate(resolution?: number): Iterable<Point>;
  /** How many points `enumerate` yields; with constraints it may be an upper bound. */
  count(resolution?: number): number;
}
