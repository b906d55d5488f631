// Going through the members one by one. Lazy: nothing is kept but the point at hand.
import type { Point } from '../contracts/space.js';
import { isActive } from './activity.js';
import type { Column } from './column.js';
import type { Spread } from './spread.js';

/** Every combination of the spreads' coordinates over the active dimensions, the last dimension fastest. */
export function* enumeratePoints(columns: readonly Column[], spreads: readonly Spread[]): Generator<Point> {
  const odometer = new Odometer(columns, spreads);
  do yield odometer.point.slice();
  while (odometer.advance());
}

class Odometer {
  readonly point: Point;
  private readonly positions: Float64Array;
  private readonly cells: Int32Array;

  constructor(
    private readonly columns: readonly Column[],
    private readonly spreads: readonly Spread[],
  ) {
    this.point = new Float64Array(columns.length);
    this.positions = new Float64Array(columns.length);
    this.cells = new Int32Array(columns.length);
    this.resetFrom(0);
  }

  /** Moves to the next member; false when there is none. */
  advance(): boolean {
    for (let i = this.columns.length - 1; i >= 0; i--) {
      const next = (this.positions[i] as number) + 1;
      if ((this.cells[i] as number) < 0 || next >= (this.spreads[i] as Spread).count) continue;
      this.set(i, next);
      this.resetFrom(i + 1);
      return true;
    }
    return false;
  }

  private resetFrom(start: number): void {
    for (let i = start; i < this.columns.length; i++) {
      if (isActive(this.columns[i] as Column, this.cells)) this.set(i, 0);
      else {
        this.cells[i] = -1;
        this.point[i] = NaN;
      }
    }
  }

  private set(i: number, position: number): void {
    const { axis, options } = this.columns[i] as Column;
    const coordinate = (this.spreads[i] as Spread).at(position);
    this.positions[i] = position;
    this.point[i] = coordinate;
    this.cells[i] = options === undefined ? 0 : axis.read(coordinate);
  }
}
