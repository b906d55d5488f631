// What is told when a study is over: a pure function of its history.
import type { History, TrialRecord } from '@tunewright/core';
import { costText } from './cost.js';
import { count, counted, duration, number, parametersText } from './format.js';
import { title } from './headline.js';
import { leaderboard } from './leaderboard.js';
import type { Look } from './look.js';
import { failureGroups, leaders, type FailureGroup } from './ranking.js';
import { doneOf } from './screen.js';
import { harmless, wrap, wrapAtMost } from './text.js';

const LEADERS = 5;
const FAILURE_GROUPS = 5;
const FAILURE_LINES = 4;
const TRIALS_NAMED = 3;
const INDENT = '  ';

/** Text of lines of at most `look.width` columns; each, the last too, ends with a newline. */
export function summary(history: History, look: Look): string {
  const { started } = history;
  const heading = started === undefined ? [] : title(started, look);
  const paragraphs = [heading, best(history, look), totals(history, look)];
  return paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(''))
    .join('\n');
}

function best(history: History, look: Look): readonly string[] {
  const trials = leaders(history, LEADERS);
  const [first] = trials;
  if (first === undefined) return [look.colors.yellow(nothing(history))];
  const { lines, complete } = leaderboard(trials, history, look);
  return complete ? lines : [...lines, ...bestInFull(first, look)];
}

function nothing({ length, counts }: History): string {
  if (length === 0) return 'No trial was run.';
  return counts.finished > 0 ? 'No trial has a score.' : 'No trial finished.';
}

/** The table had no room for all parameters; those of the best trial must not be lost. */
function bestInFull({ trial, configuration }: TrialRecord, { width }: Look): readonly string[] {
  return wrap(`best, trial ${trial}: ${parametersText(configuration)}`, width, INDENT);
}

function totals(history: History, look: Look): readonly string[] {
  const { width, colors } = look;
  const interrupted = wrap('interrupted: resume with --resume', width, INDENT).map(colors.yellow);
  return [
    ...resultLines(history).flatMap((line) => wrap(line, width, INDENT)),
    ...wrap(trialsLine(history), width, INDENT),
    ...costLine(history).flatMap((line) => wrap(line, width, INDENT)),
    ...(history.reused > 0 ? wrap(reusedLine(history), width, INDENT) : []),
    ...(history.foldsSaved > 0 ? wrap(savedLine(history), width, INDENT) : []),
    ...failures(history, look),
    ...(history.ended ? [] : interrupted),
  ];
}

/** What the table of leaders cannot show: another trial than the best was selected, the test set was scored. */
function resultLines({ selected, best: leader, tested }: History): readonly string[] {
  const chosen = selected === leader?.trial ? [] : [`selected: trial ${selected}, the cheapest that is about as good`];
  if (tested === undefined) return selected === undefined ? [] : chosen;
  const scores = Object.entries(tested.scores).map(([metric, score]) => `${metric} ${number(score)}`);
  return [...chosen, `on the test set of ${counted(tested.rows, 'row')}, once: ${scores.join(', ')}`];
}

function trialsLine({ counts, running, elapsed }: History): string {
  const states = [
    `${count(counts.finished)} finished`,
    `${count(counts.failed)} failed`,
    `${count(counts.stopped)} stopped`,
    ...(counts.paused > 0 ? [`${count(counts.paused)} paused`] : []),
    ...(running > 0 ? [`${count(running)} under way`] : []),
  ];
  return `${counted(doneOf(counts) + running, 'trial')} in ${duration(elapsed)}: ${states.join(', ')}`;
}

function costLine(history: History): readonly string[] {
  const cost = costText(history);
  return cost === undefined ? [] : [`spent: ${cost.replace(/^cost /, '').replace('/', ' of ')}`];
}

function reusedLine({ reused }: History): string {
  return `${counted(reused, 'repeated configuration')} ${reused === 1 ? 'was' : 'were'} not evaluated again`;
}

function savedLine({ foldsSaved, foldsScored }: History): string {
  return `early stopping saved ${count(foldsSaved)} of ${counted(foldsSaved + foldsScored, 'fold')}`;
}

function failures(history: History, look: Look): readonly string[] {
  if (history.counts.failed === 0) return [];
  const groups = failureGroups(history);
  const others = groups.slice(FAILURE_GROUPS);
  const missing = others.reduce((sum, { trials }) => sum + trials.length, 0);
  return [
    ...groups.slice(0, FAILURE_GROUPS).flatMap((group) => failureLines(group, look)),
    ...(missing > 0 ? [counted(missing, 'other failure')] : []),
  ];
}

function failureLines({ failure, trials }: FailureGroup, { width, signs, colors }: Look): readonly string[] {
  const named = trials.slice(0, TRIALS_NAMED).join(', ');
  const where = `trial${trials.length > 1 ? 's' : ''} ${named}${trials.length > TRIALS_NAMED ? `, ${signs.ellipsis}` : ''}`;
  const head = `${trials.length} ${signs.times} ${failure.cause}, ${where}: `;
  const lines = wrapAtMost(FAILURE_LINES, head + harmless(failure.message), width, INDENT, signs.ellipsis);
  return lines.map(colors.red);
}
