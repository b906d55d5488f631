// Runs a program to its end, as a terminal would show it.
import { spawn } from 'node:child_process';

const LIMIT_MS = 60_000;

export interface Ended {
  readonly code: number | null;
  /** Standard output and errors as they came. */
  readonly printed: string;
}

export function runProcess(program: string, args: readonly string[], cwd: string, path = ''): Promise<Ended> {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, PATH: `${path}:${process.env['PATH'] ?? ''}` };
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: LIMIT_MS });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      resolve({ code, printed });
    });
  });
}
