// Finite sets of numbers in rising order, by index. Knows nothing of coordinates.

export interface Grid {
  readonly count: number;
  /** The member at an index in [0, count). */
  at(index: number): number;
  /** The fractional index of any number, members or not; goes on beyond both ends. */
  position(value: number): number;
  /** The index of a member, -1 when there is none. Floats match within {@link CLOSE}, integers exactly. */
  find(value: number): number;
}

/** Relative difference that still counts as the same float: 0.1 + 0.2 is the member 0.3. */
const CLOSE = 1e-9;
/** The same as a share of the distance between members, where members are so large and dense that CLOSE spans many. */
const CLOSE_TO_GAP = 1e-3;

/** `low + k step` up to `high`; in decimals where both have them, so that 0.1 + 2 · 0.1 is 0.3. */
export class SteppedGrid implements Grid {
  readonly count: number;
  private readonly unit: number;
  private readonly start: number;
  private readonly stride: number;

  constructor(
    readonly low: number,
    private readonly high: number,
    readonly step: number,
    private readonly exact: boolean,
  ) {
    const steps = exact ? Math.floor((high - low) / step) : wholeSteps((high - low) / step);
    this.count = steps + 1;
    this.unit = exact ? 1 : decimalUnit(low, high, step);
    this.start = this.unit === 1 ? low : Math.round(low * this.unit);
    this.stride = this.unit === 1 ? step : Math.round(step * this.unit);
  }

  at(index: number): number {
    // A quotient of two exact integers is the double nearest to the decimal number, as if it had been written down.
    return Math.min((this.start + index * this.stride) / this.unit, this.high);
  }

  position(value: number): number {
    return (value - this.low) / this.step;
  }

  find(value: number): number {
    const index = clampIndex(Math.round(this.position(value)), this.count);
    const member = this.at(index);
    if (this.exact) return member === value ? index : -1;
    return isClose(value, member, this.step) ? index : -1;
  }
}

/** Numbers listed one by one, rising; fractional positions are interpolated on the scale. */
export class ListedGrid implements Grid {
  readonly count: number;
  private readonly scaled: Float64Array;

  constructor(
    private readonly values: Float64Array,
    private readonly log: boolean,
    private readonly exact: boolean,
  ) {
    this.count = values.length;
    this.scaled = log ? values.map((value) => Math.log(value)) : values;
  }

  at(index: number): number {
    return this.values[index] as number;
  }

  position(value: number): number {
    const { scaled, count } = this;
    const target = this.log ? Math.log(value) : value;
    if (count === 1) return target - (scaled[0] as number);
    let below = 0;
    let above = count - 1;
    while (above - below > 1) {
      const middle = (below + above) >>> 1;
      if ((scaled[middle] as number) <= target) below = middle;
      else above = middle;
    }
    const from = scaled[below] as number;
    return below + (target - from) / ((scaled[above] as number) - from);
  }

  find(value: number): number {
    const index = clampIndex(Math.round(this.position(value)), this.count);
    const member = this.at(index);
    if (this.exact) return member === value ? index : -1;
    return isClose(value, member, this.gapAt(index)) ? index : -1;
  }

  private gapAt(index: number): number {
    if (this.count === 1) return Math.abs(this.at(0));
    const from = Math.max(0, index - 1);
    return this.at(from + 1) - this.at(from);
  }
}

function isClose(value: number, member: number, gap: number): boolean {
  const allowed = Math.min(CLOSE * Math.max(Math.abs(member), gap), CLOSE_TO_GAP * gap);
  return Math.abs(value - member) <= allowed;
}

function clampIndex(index: number, count: number): number {
  return Math.min(Math.max(index, 0), count - 1);
}

function wholeSteps(ratio: number): number {
  const near = Math.round(ratio);
  // The quotient of decimals can fall short of a whole number: (0.9 - 0.1) / 0.1 is 8 but (0.7 - 0.1) / 0.1 is 5.99….
  return Math.abs(ratio - near) <= Math.min(CLOSE * Math.max(near, 1), CLOSE_TO_GAP) ? near : Math.floor(ratio);
}

/** The power of ten that makes both numbers integers; 1 when there is none that keeps all members exact. */
function decimalUnit(low: number, high: number, step: number): number {
  const digits = Math.max(decimals(low), decimals(step));
  const unit = digits > 15 ? Infinity : Number(`1e${digits}`);
  const largest = Math.max(Math.abs(low), Math.abs(high), step) * unit;
  return largest < Number.MAX_SAFE_INTEGER / 4 ? unit : 1;
}

function decimals(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const point = mantissa.indexOf('.');
  return Math.max(0, (point < 0 ? 0 : mantissa.length - point - 1) - Number(exponent));
}
