// What a terminal can show: its width, its signs, its colors. Reads the stream and the environment, writes nothing.
import picocolors from 'picocolors';
import type { TerminalStream } from './stream.js';

const UNICODE = { full: '█', empty: '░', rule: '─', times: '×', plusMinus: '±', ellipsis: '…', none: '–' } as const;
type Signs = Readonly<Record<keyof typeof UNICODE, string>>;
const ASCII: Signs = { full: '#', empty: '.', rule: '-', times: 'x', plusMinus: '+-', ellipsis: '...', none: '-' };

/** How things are drawn: signs, colors and width of a terminal. */
export interface Look {
  /** Characters in a line. */
  readonly width: number;
  readonly signs: Signs;
  readonly colors: ReturnType<typeof picocolors.createColors>;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const USUAL_WIDTH = 80;

/** The look of a terminal of this width. */
export function look(width: number, { unicode, color }: { unicode: boolean; color: boolean }): Look {
  return { width, signs: unicode ? UNICODE : ASCII, colors: picocolors.createColors(color) };
}

/** The look of a stream. `color` is the user's wish; NO_COLOR (https://no-color.org), pipes and dumb terminals win. */
export function lookOf(stream: TerminalStream, color: boolean, environment: Environment): Look {
  return look(widthOf(stream), {
    unicode: !isDumb(environment) && speaksUnicode(environment),
    color: stream.isTTY ? color && !isDumb(environment) && !environment.NO_COLOR : false,
  });
}

/** Whether lines can be redrawn in place. */
export function isLive(stream: TerminalStream, environment: Environment): boolean {
  return stream.isTTY && !isDumb(environment);
}

export function widthOf(stream: TerminalStream): number {
  return stream.columns > 0 ? stream.columns : USUAL_WIDTH;
}

function isDumb(environment: Environment): boolean {
  return environment.TERM === 'dumb';
}

/** POSIX: the first of the three that is set and not empty decides. Windows has none of them, and shows Unicode. */
function speaksUnicode(environment: Environment): boolean {
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG;
  return locale ? /utf-?8/i.test(locale) : environment.OS === 'Windows_NT';
}
