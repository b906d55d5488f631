// Where monitors write. The command binds standard error and standard output; tests bind what they like.
import { token } from '@tunewright/core';

/** What a monitor needs of a stream; `process.stderr` and `process.stdout` are such streams. */
export interface TerminalStream {
  /** Absent or false when the stream is a file or a pipe. */
  readonly isTTY: boolean;
  /** Width in characters; absent or 0 when unknown. */
  readonly columns: number;
  /** Monitors do not wait for slow readers: what it returns is ignored. */
  write(text: string): unknown;
}

/** Progress, notices and failures. */
export const TERMINAL = token<TerminalStream>('terminal');
/** Results: the summary, or the events as JSON. */
export const OUTPUT = token<TerminalStream>('output');
