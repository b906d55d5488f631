// How long after the command the first trial is proposed: process start, loading, reading, data, folds.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../../pipelines/bundle/cli.js', import.meta.url));
const FILE = fileURLToPath(new URL('../../../pipelines/definitions/iris-svc-wide-grid.json', import.meta.url));

/** Milliseconds from spawning the command to its first `trial-finished` event. */
export async function firstTrial(): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [CLI, 'run', FILE, '--no-store', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    if (!line.includes('"trial-finished"')) continue;
    const elapsed = performance.now() - started;
    child.kill();
    return elapsed;
  }
  throw new Error('No trial finished.');
}
