// What is in a numeric domain: its members, how many, and which numbers are among them. Pure functions.
import type { Json } from '../contracts/json.js';
import { type Grid, ListedGrid, SteppedGrid } from './grid.js';
import type { NumericDomain } from './parameter.js';

/** Number of members; Infinity when the domain is continuous. */
export function members(domain: NumericDomain): number {
  return gridOf(domain)?.count ?? Infinity;
}

/** Whether the value is a number of the domain; members of a float grid match within 1e-9 relative. */
export function contains(domain: NumericDomain, value: Json): boolean {
  if (typeof value !== 'number') return false;
  const grid = gridOf(domain);
  return grid === undefined ? value >= domain.low && value <= domain.high : grid.find(value) >= 0;
}

/** The members of a domain as a grid, or undefined when it is continuous. Throws an Error for an impossible domain. */
export function gridOf(domain: NumericDomain): Grid | undefined {
  demandPossible(domain);
  const { tune, low, high, log, step, points } = domain;
  const exact = tune === 'int';
  if (points !== undefined) return new ListedGrid(spaced(domain, points), log, exact);
  if (low === high) return new ListedGrid(Float64Array.of(low), log, exact);
  if (step !== undefined || exact) return new SteppedGrid(low, high, step ?? 1, exact);
  return undefined;
}

function spaced(domain: NumericDomain, points: number): Float64Array {
  const { low, high } = domain;
  const values = Float64Array.from({ length: points }, (_, i) => between(domain, i, points));
  values[0] = low;
  if (points > 1) values[points - 1] = high;
  const rounded = domain.tune === 'int' ? values.map((value) => Math.round(value)) : values;
  return rounded.filter((value, i) => i === 0 || value > (rounded[i - 1] as number));
}

function between({ low, high, log }: NumericDomain, i: number, points: number): number {
  if (!log) return low + (i * (high - low)) / (points - 1);
  // As NumPy's logspace, so that its grids can be written down and compared.
  const from = Math.log10(low);
  const value = powerOfTen(from + i * ((Math.log10(high) - from) / (points - 1)));
  return Math.min(Math.max(value, low), high);
}

function powerOfTen(exponent: number): number {
  // Engines may miss whole powers by a unit in the last place; decimal notation never does.
  return Number.isInteger(exponent) ? Number(`1e${exponent}`) : 10 ** exponent;
}

function demandPossible(domain: NumericDomain): void {
  const { tune, low, high, log, step, points } = domain;
  const whole = tune === 'float' || (Number.isSafeInteger(low) && Number.isSafeInteger(high));
  const possible = Number.isFinite(high - low) && low <= high && whole && (!log || low > 0);
  if (!possible || !possibleSpacing(tune, step, points)) {
    throw new Error(`This domain is impossible: ${JSON.stringify(domain)}.`);
  }
}

function possibleSpacing(tune: 'float' | 'int', step: number | undefined, points: number | undefined): boolean {
  if (step !== undefined && points !== undefined) return false;
  if (points !== undefined) return Number.isSafeInteger(points) && points >= 1;
  if (step === undefined) return true;
  return step > 0 && Number.isFinite(step) && (tune === 'float' || Number.isSafeInteger(step));
}
