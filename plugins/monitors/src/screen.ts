// What the live area shows, as lines: a pure function of the history and the time.
import type { Counts, History } from '@tunewright/core';
import { clockTime, count, number, parametersText } from './format.js';
import { costText } from './cost.js';
import { headline } from './headline.js';
import type { Look } from './look.js';
import { cut, displayWidth, harmless } from './text.js';

/** What the history does not know, as it stands still between events. Both in milliseconds of study time. */
export interface Moment {
  /** Now. */
  readonly elapsed: number;
  /** When the latest trial ended: between two ends the time left runs down instead of growing. */
  readonly lastEnd: number;
}

const LEAST_BAR = 8;
const MOST_BAR = 30;

/** Lines of at most `look.width` columns: size, progress, best. Empty before the study has started. */
export function screen(history: History, moment: Moment, look: Look): readonly string[] {
  if (history.started === undefined) return [];
  return [headline(history.started, look), progressLine(history, moment, look), bestLine(history, look)];
}

export function doneOf(counts: Counts): number {
  return counts.finished + counts.stopped + counts.paused + counts.failed;
}

interface Piece {
  readonly text: string;
  readonly paint?: (text: string) => string;
  /** Where room is short, the largest goes first; 0 always stays. */
  readonly dispensable: number;
}

function progressLine(history: History, moment: Moment, look: Look): string {
  const total = history.started?.trials ?? null;
  const least = total === null ? 0 : LEAST_BAR;
  const pieces = fitting(piecesOf(history, moment, look), look.width - least);
  const texts = pieces.map(({ text, paint }) => (paint ?? String)(text));
  if (total === null) return texts.join('  ');
  const room = Math.min(MOST_BAR, look.width - widthOf(pieces));
  return [bar(doneOf(history.counts) / total, room, look), ...texts].join('  ');
}

function piecesOf(history: History, moment: Moment, look: Look): readonly Piece[] {
  const { counts, running } = history;
  const { red, yellow, dim } = look.colors;
  const total = history.started?.trials ?? null;
  const done = doneOf(counts);
  const left = timeLeft(done, total, moment);
  const pieces: Piece[] = [
    { text: total === null ? `${count(done)} done` : `${count(done)}/${count(total)}`, dispensable: 0 },
    { text: `${running} running`, dispensable: 3 },
    { text: `${count(counts.failed)} failed`, dispensable: 1, ...(counts.failed > 0 && { paint: red }) },
    { text: `${count(counts.stopped)} stopped`, dispensable: 5, ...(counts.stopped > 0 && { paint: yellow }) },
  ];
  if (counts.paused > 0) pieces.push({ text: `${count(counts.paused)} paused`, dispensable: 6 });
  pieces.push({ text: clockTime(moment.elapsed), dispensable: 4, paint: dim });
  // A cost says better what is left than that there is no limit of trials.
  const ends = [costText(history), left].filter((text) => text !== undefined);
  for (const text of total === null ? ends.slice(0, 1) : ends) pieces.push({ text, dispensable: 2 });
  return pieces;
}

/** By the mean pace so far; undefined while there is none. */
function timeLeft(done: number, total: number | null, { elapsed, lastEnd }: Moment): string | undefined {
  if (total === null) return 'no limit';
  if (done === 0) return undefined;
  const expected = (lastEnd / done) * Math.max(0, total - done) - (elapsed - lastEnd);
  return `${clockTime(expected)} left`;
}

function fitting(pieces: readonly Piece[], width: number): readonly Piece[] {
  const first = Math.max(...pieces.map((piece) => piece.dispensable));
  if (first === 0 || widthOf(pieces) <= width) return pieces;
  return fitting(
    pieces.filter((piece) => piece.dispensable < first),
    width,
  );
}

/** Columns of the pieces, each with the two blanks before it. */
function widthOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, piece) => sum + piece.text.length + 2, 0);
}

function bar(share: number, width: number, { signs, colors }: Look): string {
  const full = Math.floor(Math.min(1, Math.max(0, share || 0)) * width);
  return colors.green(signs.full.repeat(full)) + colors.dim(signs.empty.repeat(Math.max(0, width - full)));
}

function bestLine({ best, metrics }: History, { width, signs, colors }: Look): string {
  if (best === undefined) return colors.dim(cut('no trial has finished yet', width, signs.ellipsis));
  const metric = (metrics.find((each) => each.objective) ?? metrics[0])?.name ?? 'score';
  const score = `best ${number(best.score)} ${harmless(metric)}`;
  const rest = `  trial ${best.trial}  ${parametersText(best.params)}`.trimEnd();
  if (displayWidth(score) >= width) return cut(score, width, signs.ellipsis);
  return colors.bold(score) + cut(rest, width - displayWidth(score), signs.ellipsis);
}
