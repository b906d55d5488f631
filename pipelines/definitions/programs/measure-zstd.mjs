// Compresses made-up log lines with zstd and prints what it would take to deliver them.
// node measure-zstd.mjs LEVEL [WINDOW]
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

const [level, window] = process.argv.slice(2);
const LINES = 100_000;
const BANDWIDTH = 5e5; // bytes a second

/** The same lines in every trial: requests of a server whose second day is like its first. */
function logLines() {
  let state = 1;
  const below = (limit) => (state = (state * 48_271) % 2_147_483_647) % limit;
  const day = Array.from({ length: LINES / 2 }, (_, i) => {
    const user = below(5_000);
    return `${i} GET /shop/${below(40)}/item/${below(3_000)} user=${user} bytes=${below(90_000)} agent=browser-${user % 7}`;
  });
  const line = (_, i) => `day=${Math.floor((2 * i) / LINES)} ${day[i % day.length]}`;
  return Buffer.from(Array.from({ length: LINES }, line).join('\n'));
}

const input = logLines();
const options = ['-c', '-q', `-${level}`, ...(window === undefined ? [] : [`--long=${window}`])];
const begin = performance.now();
const { status, error, stdout, stderr } = spawnSync('zstd', options, { input, maxBuffer: 2 * input.length });
const compressing = (performance.now() - begin) / 1000;
if (status !== 0) {
  console.error(error?.message ?? stderr.toString());
  process.exit(1);
}
const sending = stdout.length / BANDWIDTH;
console.log(JSON.stringify({ seconds: compressing + sending, compressing, bytes: stdout.length }));
