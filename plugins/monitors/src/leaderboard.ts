// The table of the best trials. Pure; what fits is decided here.
import type { History, TrialRecord } from '@tunewright/core';
import { drawColumns, GAP, widthOfColumns, type TextColumn } from './columns.js';
import { decimalsOf, fixed, parametersText, trialTime, valueText } from './format.js';
import type { Look } from './look.js';
import { rankingMetric, spread } from './ranking.js';
import { cut, harmless } from './text.js';

export interface Leaderboard {
  readonly lines: readonly string[];
  /** Whether every parameter of every trial shown is there in full. */
  readonly complete: boolean;
}

// Less than this of a list of parameters tells nothing.
const LEAST_PARAMETERS = 12;
const LONGEST_METRIC = 20;

/** Lines of at most `look.width` columns. */
export function leaderboard(trials: readonly TrialRecord[], history: History, look: Look): Leaderboard {
  const { width, signs } = look;
  const parameters = parameterColumns(trials, history, signs.none);
  const full = [...facts(trials, history, look, { withSpread: true, withTime: true }), ...parameters];
  if (widthOfColumns(full) <= width) return { lines: drawColumns(full, look), complete: true };
  const narrower = [
    facts(trials, history, look, { withSpread: true, withTime: true }),
    facts(trials, history, look, { withSpread: false, withTime: true }),
    facts(trials, history, look, { withSpread: false, withTime: false }),
  ];
  const columns = narrower.find((each) => widthOfColumns(each) + GAP + LEAST_PARAMETERS <= width) ?? narrower[2] ?? [];
  const room = width - widthOfColumns(columns) - GAP;
  if (parameters.length > 0 && room >= LEAST_PARAMETERS) columns.push(parametersColumn(trials, room, signs.ellipsis));
  return { lines: drawColumns(columns, look), complete: parameters.length === 0 };
}

interface Shown {
  readonly withSpread: boolean;
  readonly withTime: boolean;
}

function facts(trials: readonly TrialRecord[], history: History, { signs }: Look, shown: Shown): TextColumn[] {
  const metric = rankingMetric(history)?.name ?? 'score';
  const score = (trial: TrialRecord): number => trial.scores[metric] ?? Number.NaN;
  const decimals = decimalsOf(trials.map(score));
  const scoreText = (trial: TrialRecord): string => {
    const text = fixed(score(trial), decimals);
    const sd = shown.withSpread ? spread(trial.foldScores) : undefined;
    return sd === undefined ? text : `${text} ${signs.plusMinus} ${fixed(sd, decimals)}`;
  };
  const columns: TextColumn[] = [
    { head: 'rank', cells: trials.map((_, index) => String(index + 1)), align: 'right' },
    { head: 'trial', cells: trials.map(({ trial }) => String(trial)), align: 'right' },
    { head: cut(harmless(metric), LONGEST_METRIC, signs.ellipsis), cells: trials.map(scoreText), align: 'left' },
  ];
  if (shown.withTime)
    columns.push({ head: 'ms', cells: trials.map(({ milliseconds }) => trialTime(milliseconds)), align: 'right' });
  return columns;
}

/** One column for each parameter that is active in one of the trials. */
function parameterColumns(trials: readonly TrialRecord[], { started }: History, none: string): readonly TextColumn[] {
  const active = new Set(trials.flatMap(({ configuration }) => Object.keys(configuration)));
  const names = new Set([...(started?.parameters ?? []).filter((name) => active.has(name)), ...active]);
  return [...names].map((name) => {
    const values = trials.map(({ configuration }) => configuration[name]);
    const numeric = values.every((value) => value === undefined || typeof value === 'number');
    const cells = values.map((value) => (value === undefined ? none : valueText(value)));
    return { head: harmless(name), cells, align: numeric ? 'right' : 'left' };
  });
}

function parametersColumn(trials: readonly TrialRecord[], room: number, ellipsis: string): TextColumn {
  const cells = trials.map(({ configuration }) => cut(parametersText(configuration), room, ellipsis));
  return { head: 'parameters', cells, align: 'left' };
}
