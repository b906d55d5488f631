// A search space: parameters with units and conditions on one side, points in the unit cube on the other.
import type { Json } from '../contracts/json.js';
import type { Random } from '../contracts/random.js';
import type { Configuration, Dimension, Point, SearchSpace } from '../contracts/space.js';
import { isActive } from './activity.js';
import { type Column, columnsOf } from './column.js';
import { countConfigurations } from './counting.js';
import { enumeratePoints } from './enumeration.js';
import { noResolution, notAMember } from './explanation.js';
import { locate } from './membership.js';
import type { Parameter } from './parameter.js';
import { type Spread, spreadOf } from './spread.js';

/**
 * The search space of parameters, each with a name of its own. Domains are taken as checked: contradictions are
 * errors of the caller. The alternative of a choice that is a nested domain adds a dimension of its own, such as
 * `svc.gamma.float` after `svc.gamma`, but in configurations `svc.gamma` simply is the number. A number that is both a
 * constant and in a nested domain, or in two of them, has one point for each; `encode` gives the first, constants
 * before domains, and `size` and `enumerate` count them apart.
 */
export function buildSpace(parameters: readonly Parameter[]): SearchSpace {
  return new ColumnSpace(columnsOf(parameters));
}

class ColumnSpace implements SearchSpace {
  readonly dimensions: readonly Dimension[];
  readonly size: number;
  /** Alternative that each choice took, for the call at hand; kept so that the hot calls need no memory. */
  private readonly cells: Int32Array;

  constructor(private readonly columns: readonly Column[]) {
    this.dimensions = columns.map((column) => column.dimension);
    this.cells = new Int32Array(columns.length);
    this.size = countConfigurations(columns, this.spreads(undefined));
  }

  sample(random: Random): Point {
    const { columns, cells } = this;
    const point = new Float64Array(columns.length);
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i] as Column;
      const active = isActive(column, cells);
      const coordinate = active ? column.draw(random) : NaN;
      point[i] = coordinate;
      cells[i] = active ? cellOf(column, coordinate) : -1;
    }
    return point;
  }

  decode(point: Point): Configuration {
    const { columns, cells } = this;
    this.demandLength(point);
    const configuration: Record<string, Json> = {};
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i] as Column;
      cells[i] = -1;
      if (!isActive(column, cells)) continue;
      const number = column.axis.read(given(point, i, column));
      if (column.options === undefined) {
        configuration[column.parameter] = number;
        continue;
      }
      cells[i] = number;
      const constant = column.options.constants[number];
      if (constant !== undefined) configuration[column.parameter] = constant;
    }
    return configuration;
  }

  encode(configuration: Configuration): Point {
    const point = new Float64Array(this.columns.length);
    const faults = locate(configuration, this.columns, point);
    if (faults.length > 0) throw notAMember(faults, this.columns);
    return point;
  }

  snap(point: Point): Point {
    const { columns, cells } = this;
    this.demandLength(point);
    const snapped = new Float64Array(columns.length);
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i] as Column;
      const active = isActive(column, cells);
      const coordinate = active ? column.axis.snap(given(point, i, column)) : NaN;
      snapped[i] = coordinate;
      cells[i] = active ? cellOf(column, coordinate) : -1;
    }
    return snapped;
  }

  has(configuration: Configuration): boolean {
    return locate(configuration, this.columns, new Float64Array(this.columns.length)).length === 0;
  }

  allows(): boolean {
    return true;
  }

  enumerate(resolution?: number): Iterable<Point> {
    const { columns } = this;
    const spreads = this.finiteSpreads(resolution);
    return { [Symbol.iterator]: () => enumeratePoints(columns, spreads) };
  }

  count(resolution?: number): number {
    return countConfigurations(this.columns, this.finiteSpreads(resolution));
  }

  private finiteSpreads(resolution: number | undefined): readonly Spread[] {
    if (resolution !== undefined && !(Number.isSafeInteger(resolution) && resolution > 0)) {
      throw new Error(`A resolution is a whole number above 0, not ${resolution}.`);
    }
    const spreads = this.spreads(resolution);
    if (spreads.some((spread) => spread.count === Infinity)) throw noResolution(this.columns);
    return spreads;
  }

  private spreads(resolution: number | undefined): readonly Spread[] {
    return this.columns.map((column) => spreadOf(column, resolution));
  }

  private demandLength(point: Point): void {
    if (point.length === this.columns.length) return;
    throw new Error(`A point of this space has ${this.columns.length} coordinates, not ${point.length}.`);
  }
}

/** The index of the alternative for a choice; anything that is not negative for a number. */
function cellOf(column: Column, coordinate: number): number {
  return column.options === undefined ? 0 : column.axis.read(coordinate);
}

function given(point: Point, i: number, column: Column): number {
  const coordinate = point[i] as number;
  if (Number.isNaN(coordinate))
    throw new Error(`The dimension "${column.dimension.name}" is active and has no coordinate.`);
  return coordinate;
}
