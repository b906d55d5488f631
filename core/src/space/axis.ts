// Coordinates in [0, 1] for numbers: the four ways a dimension can lie on the unit range. Hot: no allocation.
import type { Random } from '../contracts/random.js';
import { gridOf } from './domain.js';
import { type Grid, SteppedGrid } from './grid.js';
import type { NumericDomain } from './parameter.js';

export interface Axis {
  /** Number of cells; Infinity when continuous. */
  readonly levels: number;
  /** The user has listed the cells, by `points` or as choices: a grid takes them all. */
  readonly listed: boolean;
  /** The number at a coordinate; coordinates outside [0, 1] count as the nearer end. */
  read(coordinate: number): number;
  /** The coordinate of a member, NaN for any other number. */
  locate(value: number): number;
  /** The coordinate of any number on the same scale, member or not; may lie outside [0, 1]. */
  place(value: number): number;
  /** The coordinate of the member that is read at this one. */
  snap(coordinate: number): number;
  /** A coordinate of a member; uniform on the scale. */
  draw(random: Random): number;
  /** The coordinate of the cell with this index; cells only. */
  cell(index: number): number;
  /** The coordinate nearest to a share in [0, 1] of the way from the first member to the last, on the scale. */
  along(share: number): number;
}

export function axisOf(domain: NumericDomain): Axis {
  const grid = gridOf(domain);
  if (grid === undefined) return domain.log ? new LogAxis(domain) : new LinearAxis(domain);
  if (!(grid instanceof SteppedGrid)) return new CellAxis(grid, true);
  return domain.log ? new LogCellAxis(grid) : new CellAxis(grid, false);
}

/** Positions 0, 1, … of a list. */
export function indexAxis(count: number): Axis {
  return new CellAxis(new SteppedGrid(0, count - 1, 1, true), true);
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

class LinearAxis implements Axis {
  readonly levels = Infinity;
  readonly listed = false;
  private readonly low: number;
  private readonly high: number;

  constructor(domain: NumericDomain) {
    // JSON has no -0, so values must not either.
    this.low = domain.low + 0;
    this.high = domain.high + 0;
  }

  read(coordinate: number): number {
    if (coordinate >= 1) return this.high;
    return clamp(this.low + coordinate * (this.high - this.low), this.low, this.high);
  }

  locate(value: number): number {
    return value >= this.low && value <= this.high ? this.place(value) : NaN;
  }

  place(value: number): number {
    return (value - this.low) / (this.high - this.low);
  }

  snap(coordinate: number): number {
    return clamp(coordinate, 0, 1);
  }

  draw(random: Random): number {
    return random.next();
  }

  cell(): number {
    throw new Error('A continuous dimension has no cells.');
  }

  along(share: number): number {
    return share;
  }
}

class LogAxis implements Axis {
  readonly levels = Infinity;
  readonly listed = false;
  private readonly low: number;
  private readonly high: number;
  private readonly start: number;
  private readonly length: number;

  constructor(domain: NumericDomain) {
    this.low = domain.low;
    this.high = domain.high;
    this.start = Math.log(domain.low);
    this.length = Math.log(domain.high) - this.start;
  }

  read(coordinate: number): number {
    // The logarithm and back would miss the ends by rounding.
    if (coordinate <= 0) return this.low;
    if (coordinate >= 1) return this.high;
    return clamp(Math.exp(this.start + coordinate * this.length), this.low, this.high);
  }

  locate(value: number): number {
    return value >= this.low && value <= this.high ? this.place(value) : NaN;
  }

  place(value: number): number {
    return (Math.log(value) - this.start) / this.length;
  }

  snap(coordinate: number): number {
    return clamp(coordinate, 0, 1);
  }

  draw(random: Random): number {
    return random.next();
  }

  cell(): number {
    throw new Error('A continuous dimension has no cells.');
  }

  along(share: number): number {
    return share;
  }
}

/** Cells of equal width: cell k has the coordinate (k + ½) / levels. */
class CellAxis implements Axis {
  readonly levels: number;

  constructor(
    private readonly grid: Grid,
    readonly listed: boolean,
  ) {
    this.levels = grid.count;
  }

  read(coordinate: number): number {
    return this.grid.at(this.index(coordinate));
  }

  locate(value: number): number {
    const index = this.grid.find(value);
    return index < 0 ? NaN : this.cell(index);
  }

  place(value: number): number {
    return (this.grid.position(value) + 0.5) / this.levels;
  }

  snap(coordinate: number): number {
    return this.cell(this.index(coordinate));
  }

  draw(random: Random): number {
    return this.cell(random.below(this.levels));
  }

  cell(index: number): number {
    return (index + 0.5) / this.levels;
  }

  along(share: number): number {
    return this.cell(Math.round(share * (this.levels - 1)));
  }

  private index(coordinate: number): number {
    return clamp(Math.floor(coordinate * this.levels), 0, this.levels - 1);
  }
}

/**
 * Evenly stepped numbers on a log scale. The cell of a member m reaches from ln(m - step/2) to ln(m + step/2), so small
 * numbers have wide cells; its coordinate is the middle. Indices survive rounding up to 10^13 levels.
 */
class LogCellAxis implements Axis {
  readonly levels: number;
  readonly listed = false;
  private readonly firstEdge: number;
  private readonly start: number;
  private readonly length: number;

  constructor(private readonly grid: SteppedGrid) {
    this.levels = grid.count;
    // Half a step below `low` may be no positive number; half of `low` always is.
    this.firstEdge = Math.max(grid.low - grid.step / 2, grid.low / 2);
    this.start = Math.log(this.firstEdge);
    this.length = Math.log(grid.low + (grid.count - 0.5) * grid.step) - this.start;
  }

  read(coordinate: number): number {
    return this.grid.at(this.index(coordinate));
  }

  locate(value: number): number {
    const index = this.grid.find(value);
    return index < 0 ? NaN : this.cell(index);
  }

  place(value: number): number {
    return (Math.log(value) - this.start) / this.length;
  }

  snap(coordinate: number): number {
    return this.cell(this.index(coordinate));
  }

  draw(random: Random): number {
    return this.snap(random.next());
  }

  cell(index: number): number {
    const { low, step } = this.grid;
    const from = index === 0 ? this.firstEdge : low + (index - 0.5) * step;
    const middle = (Math.log(from) + Math.log(low + (index + 0.5) * step)) / 2;
    return (middle - this.start) / this.length;
  }

  along(share: number): number {
    const { grid } = this;
    const first = Math.log(grid.low);
    const last = Math.log(grid.at(grid.count - 1));
    return this.cell(this.nearest(Math.exp(first + share * (last - first))));
  }

  private index(coordinate: number): number {
    return this.nearest(Math.exp(this.start + coordinate * this.length));
  }

  private nearest(value: number): number {
    return clamp(Math.round(this.grid.position(value)), 0, this.levels - 1);
  }
}
