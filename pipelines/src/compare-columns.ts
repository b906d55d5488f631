// The columns of numbers in the table of a comparison. Pure.
import { duration, fixed, type Look, type TextColumn } from '@tunewright/monitors';
import type { Outcome } from './compare-groups.js';
import type { ComparedRun } from './compare-run.js';
import type { Difference } from './compare-statistics.js';

export interface Row {
  readonly outcome: Outcome;
  /** Absent for averages. */
  readonly runs?: readonly ComparedRun[];
}

interface Shown {
  readonly interval: 'ends' | 'margin';
  readonly time: boolean;
  readonly trials: boolean;
}

/** What is left out, step by step, where room is short. */
export const NARROWER: readonly Shown[] = [
  { interval: 'ends', time: true, trials: true },
  { interval: 'margin', time: true, trials: true },
  { interval: 'margin', time: false, trials: true },
  { interval: 'margin', time: false, trials: false },
];

export function factColumns(what: string, rows: readonly Row[], shown: Shown, { signs }: Look): TextColumn[] {
  const decimals = decimalsFor(rows);
  const differences = rows.map(({ outcome }) => outcome.difference);
  const spreads = rows.map(({ outcome }) => spreadText(outcome, decimals, signs));
  const columns: TextColumn[] = [{ head: what, cells: spreads, align: 'left' }];
  const add = (head: string, align: TextColumn['align'], cells: readonly string[]): void =>
    void columns.push({ head, cells, align });
  if (differences.some(Boolean)) {
    const cells = differences.map((difference) => differenceText(difference, decimals, shown, signs));
    add('difference', 'left', cells);
    add(
      'w/t/l',
      'left',
      differences.map((each) => (each ? `${each.wins}/${each.ties}/${each.losses}` : signs.none)),
    );
  }
  if (rows.some(({ runs }) => runs === undefined)) return columns;
  if (shown.trials)
    add(
      'trials',
      'right',
      rows.map((row) => meanText(row, ({ trials }) => trials, rounded, signs)),
    );
  if (shown.time)
    add(
      'time',
      'right',
      rows.map((row) => meanText(row, (run) => run.milliseconds, duration, signs)),
    );
  return columns;
}

type Signs = Look['signs'];

function spreadText({ spread }: Outcome, decimals: number, signs: Signs): string {
  if (spread === undefined) return signs.none;
  const mean = fixed(spread.mean, decimals);
  return spread.count === 1 ? mean : `${mean} ${signs.plusMinus} ${fixed(spread.deviation, decimals)}`;
}

/** `+0.0067 [+0.0012, +0.0121]`, `+0.0067 ± 0.0054`, `+0.0067 each time`. */
function differenceText(
  difference: Difference | undefined,
  decimals: number,
  { interval }: Shown,
  signs: Signs,
): string {
  if (difference === undefined) return signs.none;
  const { mean, margin, constant } = difference;
  const text = signed(mean, decimals);
  if (constant) return mean === 0 ? 'none' : `${text} each time`;
  if (margin === null) return text;
  if (interval === 'margin') return `${text} ${signs.plusMinus} ${fixed(margin, decimals)}`;
  return `${text} [${signed(mean - margin, decimals)}, ${signed(mean + margin, decimals)}]`;
}

function signed(value: number, decimals: number): string {
  return `${value > 0 ? '+' : ''}${fixed(value, decimals)}`;
}

/** Of the runs that have a score, on average. */
function meanText(
  { runs = [] }: Row,
  of: (run: ComparedRun) => number,
  text: (value: number) => string,
  signs: Signs,
): string {
  const values = runs.filter(({ failure }) => failure === undefined).map(of);
  return values.length === 0 ? signs.none : text(values.reduce((sum, value) => sum + value, 0) / values.length);
}

function rounded(value: number): string {
  return String(Math.round(value));
}

const LEAST_DIGITS = 4;
const SPREAD_DIGITS = 2;
const MORE_DECIMALS = 3;

/** Four digits of the largest mean, and more where the spread is smaller than that shows. */
function decimalsFor(rows: readonly Row[]): number {
  const spreads = rows.flatMap(({ outcome }) => outcome.spread ?? []);
  const least = decimalsOf(Math.max(0, ...spreads.map(({ mean }) => Math.abs(mean))), LEAST_DIGITS);
  const wanted = decimalsOf(Math.max(0, ...spreads.map(({ deviation }) => deviation)), SPREAD_DIGITS);
  return Math.max(least, Math.min(wanted, least + MORE_DECIMALS));
}

function decimalsOf(value: number, digits: number): number {
  return value > 0 ? Math.max(0, digits - 1 - Math.floor(Math.log10(value))) : 0;
}
