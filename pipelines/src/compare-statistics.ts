// What can be said of scores by seed: how they spread, and how they differ from others of the same seeds.
import { mean, sampleDeviation, studentQuantile } from '@tunewright/core';

/** A score by seed; undefined where a run has none. */
export type Scores = readonly (number | undefined)[];

/** A mean, and how far the values lie about it. */
export interface Spread {
  /** Runs that have a score. */
  readonly count: number;
  readonly mean: number;
  /** Standard deviation (n − 1); 0 for a single run. */
  readonly deviation: number;
}

/** Differences to the first variant, seed by seed, over the seeds for which both have a score. */
export interface Difference {
  readonly pairs: number;
  readonly mean: number;
  /** Half the width of the 95 % interval around `mean` (paired, Student's t); null for a single pair. */
  readonly margin: number | null;
  /** The same difference for every seed: there is nothing to be uncertain about. */
  readonly constant: boolean;
  /** Seeds for which this variant is better, as good, worse. */
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
}

// Scores are means over folds: what is less than this share of them is rounding.
const ROUNDING = 1e-12;

export function spreadOf(scores: Scores): Spread | undefined {
  const known = scores.filter((score) => score !== undefined);
  if (known.length === 0) return undefined;
  const rounding = ROUNDING * Math.max(...known.map(Math.abs));
  return { count: known.length, mean: mean(known), deviation: beyond(rounding, sampleDeviation(known)) };
}

/** undefined when no seed has both scores. */
export function differenceTo(reference: Scores, scores: Scores, goal: 'maximize' | 'minimize'): Difference | undefined {
  const differences: number[] = [];
  let largest = 0;
  scores.forEach((score, i) => {
    const other = reference[i];
    if (score === undefined || other === undefined) return;
    differences.push(score - other);
    largest = Math.max(largest, Math.abs(score), Math.abs(other));
  });
  const pairs = differences.length;
  if (pairs === 0) return undefined;
  const rounding = ROUNDING * largest;
  const better = goal === 'maximize' ? 1 : -1;
  const wins = differences.filter((difference) => better * difference > rounding).length;
  const losses = differences.filter((difference) => better * difference < -rounding).length;
  const constant = pairs > 1 && Math.max(...differences) - Math.min(...differences) <= 2 * rounding;
  return {
    pairs,
    mean: beyond(rounding, mean(differences)),
    margin: pairs === 1 ? null : constant ? 0 : marginOf(differences),
    constant,
    wins,
    ties: pairs - wins - losses,
    losses,
  };
}

/** What rounding leaves of nothing at all is nothing. */
function beyond(rounding: number, value: number): number {
  return Math.abs(value) <= rounding ? 0 : value;
}

function marginOf(differences: readonly number[]): number {
  const n = differences.length;
  return (studentQuantile(0.975, n - 1) * sampleDeviation(differences)) / Math.sqrt(n);
}
