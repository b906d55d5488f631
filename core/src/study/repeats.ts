// What is made of several measurements of the same thing.
import type { Repeats } from '../contracts/work.js';
import { mean } from '../numeric/statistics.js';

/** Each fold is measured once. */
export const ONCE: Repeats = { times: 1, aggregate: 'mean' };

/** What `trimmed` leaves out at each end where nothing is said. */
export const USUAL_SHARE = 0.2;

/** Of all measurements of a fold, or of those that are there. NaN for none. */
export function aggregateOf(values: readonly number[], { aggregate, share = 0 }: Repeats): number {
  if (aggregate === 'mean') return mean(values);
  const sorted = values.toSorted((a, b) => a - b);
  const last = sorted.length - 1;
  if (aggregate === 'median') return mean(sorted.slice(Math.floor(last / 2), Math.ceil(last / 2) + 1));
  const left = trimmed(sorted.length, share);
  return mean(sorted.slice(left, sorted.length - left));
}

/**
 * How many of so many measurements are left out at each end: ⌊n · share⌋, the trimmed mean of Tukey & McLaughlin 1963,
 * "Less vulnerable confidence and significance procedures for location based on a single sample".
 */
export function trimmed(values: number, share: number): number {
  // 0.29 · 100 is 28.999…: rounding must not cost a measurement.
  const rounding = 1e-9;
  return Math.floor(values * share + rounding);
}
