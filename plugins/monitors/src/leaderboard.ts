// The table of the best trials. Pure; cli-table3 draws it, what fits is decided here.
import type { History, TrialRecord } from '@tunewright/core';
import Table from 'cli-table3';
import { decimalsOf, number, parametersText, trialTime, valueText } from './format.js';
import type { Look } from './look.js';
import { rankingMetric, spread } from './ranking.js';
import { cut, displayWidth, harmless } from './text.js';

interface Column {
  readonly head: string;
  readonly cells: readonly string[];
  readonly align: 'left' | 'right';
}

export interface Leaderboard {
  readonly lines: readonly string[];
  /** Whether every parameter of every trial shown is there in full. */
  readonly complete: boolean;
}

const GAP = 2;
// Less than this of a list of parameters tells nothing.
const LEAST_PARAMETERS = 12;
const LONGEST_METRIC = 20;

/** Lines of at most `look.width` columns. */
export function leaderboard(trials: readonly TrialRecord[], history: History, look: Look): Leaderboard {
  const { width, signs } = look;
  const parameters = parameterColumns(trials, history, signs.none);
  const full = [...facts(trials, history, look, { withSpread: true, withTime: true }), ...parameters];
  if (widthOf(full) <= width) return { lines: draw(full, look), complete: true };
  const narrower = [
    facts(trials, history, look, { withSpread: true, withTime: true }),
    facts(trials, history, look, { withSpread: false, withTime: true }),
    facts(trials, history, look, { withSpread: false, withTime: false }),
  ];
  const columns = narrower.find((each) => widthOf(each) + GAP + LEAST_PARAMETERS <= width) ?? narrower[2] ?? [];
  const room = width - widthOf(columns) - GAP;
  if (parameters.length > 0 && room >= LEAST_PARAMETERS) columns.push(parametersColumn(trials, room, signs.ellipsis));
  return { lines: draw(columns, look), complete: parameters.length === 0 };
}

interface Shown {
  readonly withSpread: boolean;
  readonly withTime: boolean;
}

function facts(trials: readonly TrialRecord[], history: History, { signs }: Look, shown: Shown): Column[] {
  const metric = rankingMetric(history)?.name ?? 'score';
  const score = (trial: TrialRecord): number => trial.scores[metric] ?? Number.NaN;
  const decimals = decimalsOf(trials.map(score));
  const scoreText = (trial: TrialRecord): string => {
    const text = fixed(score(trial), decimals);
    const sd = shown.withSpread ? spread(trial.foldScores) : undefined;
    return sd === undefined ? text : `${text} ${signs.plusMinus} ${fixed(sd, decimals)}`;
  };
  const columns: Column[] = [
    { head: 'rank', cells: trials.map((_, index) => String(index + 1)), align: 'right' },
    { head: 'trial', cells: trials.map(({ trial }) => String(trial)), align: 'right' },
    { head: cut(harmless(metric), LONGEST_METRIC, signs.ellipsis), cells: trials.map(scoreText), align: 'left' },
  ];
  if (shown.withTime)
    columns.push({ head: 'ms', cells: trials.map(({ milliseconds }) => trialTime(milliseconds)), align: 'right' });
  return columns;
}

/** Very large and very small numbers have an exponent, and no common number of decimals with others. */
function fixed(value: number, decimals: number): string {
  const text = number(value);
  return text.includes('e') || !Number.isFinite(value) ? text : value.toFixed(Math.min(decimals, 20));
}

/** One column for each parameter that is active in one of the trials. */
function parameterColumns(trials: readonly TrialRecord[], { started }: History, none: string): readonly Column[] {
  const active = new Set(trials.flatMap(({ configuration }) => Object.keys(configuration)));
  const names = new Set([...(started?.parameters ?? []).filter((name) => active.has(name)), ...active]);
  return [...names].map((name) => {
    const values = trials.map(({ configuration }) => configuration[name]);
    const numeric = values.every((value) => value === undefined || typeof value === 'number');
    const cells = values.map((value) => (value === undefined ? none : valueText(value)));
    return { head: harmless(name), cells, align: numeric ? 'right' : 'left' };
  });
}

function parametersColumn(trials: readonly TrialRecord[], room: number, ellipsis: string): Column {
  const cells = trials.map(({ configuration }) => cut(parametersText(configuration), room, ellipsis));
  return { head: 'parameters', cells, align: 'left' };
}

function widthOf(columns: readonly Column[]): number {
  const widths = columns.map(({ head, cells }) => Math.max(...[head, ...cells].map(displayWidth)));
  return widths.reduce((sum, width) => sum + width, GAP * (columns.length - 1));
}

const NO_BORDERS = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '', left: '', 'left-mid': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '', right: '', 'right-mid': '' },
};

function draw(columns: readonly Column[], { signs, colors }: Look): readonly string[] {
  const table = new Table({
    head: columns.map(({ head }) => colors.dim(head)),
    chars: { ...NO_BORDERS, mid: signs.rule, 'mid-mid': signs.rule.repeat(GAP), middle: ' '.repeat(GAP) },
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map(({ align }) => align),
  });
  const rows = columns[0]?.cells.length ?? 0;
  for (let row = 0; row < rows; row++) table.push(columns.map(({ cells }) => cells[row] ?? ''));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}
