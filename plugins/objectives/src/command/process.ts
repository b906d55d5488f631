// Runs one program to its end. Everything it started has ended when the promise is settled.
import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { TrialFailure } from '@tunewright/core';
import { GROUPS, ProcessGroup } from './group.js';

interface Launch {
  /** The program, then its arguments; for a shell one command line. */
  readonly command: readonly [string, ...string[]];
  readonly shell: boolean;
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Written to stdin; absent: stdin is empty. */
  readonly input?: string;
  /** Between SIGTERM and SIGKILL, in ms. */
  readonly grace: number;
}
interface Listener {
  readonly signal: AbortSignal;
  /** Bytes of stdout, and of stderr. What these throw ends the program and rejects the promise. */
  readonly out: (chunk: Buffer) => void;
  readonly error: (chunk: Buffer) => void;
}
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether it ended before processes that it had started. */
  readonly leftOthers: boolean;
}

// ms in which the last output is read. Only what has left the group, and kept its stdout, makes us wait so long.
const DRAIN = 500;

/** Rejects with a {@link TrialFailure} when the program cannot be started. */
export async function runProgram(launch: Launch, { signal, out, error }: Listener): Promise<Exit> {
  const child = start(launch);
  const ended = exitOf(child);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  if (child.pid === undefined) return ended as Promise<never>;
  const group = new ProcessGroup(child.pid);
  let thrown: { readonly error: unknown } | undefined;
  const stop = (): void => void group.end(launch.grace);
  const listen = (stream: Readable | null, hear: (chunk: Buffer) => void): void => {
    stream?.on('error', ignore).on('data', (chunk: Buffer) => {
      if (thrown !== undefined) return;
      try {
        hear(chunk);
      } catch (caught) {
        thrown = { error: caught };
        stop();
      }
    });
  };
  listen(child.stdout, out);
  listen(child.stderr, error);
  child.stdin?.on('error', ignore).end(launch.input);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const exit = await ended;
  signal.removeEventListener('abort', stop);
  const leftOthers = group.leaderEnded();
  await group.end(launch.grace);
  await drained(child, closed);
  if (thrown !== undefined) throw thrown.error;
  return { ...exit, leftOthers };
}

function start({ command: [program, ...args], shell, directory, environment, input }: Launch): ChildProcess {
  try {
    return spawn(program, args, {
      cwd: directory,
      env: environment,
      shell,
      detached: GROUPS,
      windowsHide: true,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
  } catch (error) {
    throw notStarted(program, error);
  }
}

function exitOf(child: ChildProcess): Promise<Omit<Exit, 'leftOthers'>> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(notStarted(child.spawnfile, error)));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

function notStarted(program: string, error: unknown): TrialFailure {
  const why = error instanceof Error ? error.message : String(error);
  return new TrialFailure('exception', `"${program}" could not be started: ${why}.`);
}

async function drained(child: ChildProcess, closed: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, DRAIN)));
  await Promise.race([closed, late]);
  clearTimeout(timer);
  child.stdout?.destroy();
  child.stderr?.destroy();
}

// A program may close its streams, and need not read what it is given.
const ignore = (): void => undefined;
