// npm run bench: what the documentation claims about speed, beside Debian's scikit-learn where it is installed.
// Ratios of medians from one run; machines are noisy, so look at the ranges too.
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { csvReadings } from './csv.js';
import { firstTrial } from './first-trial.js';
import { irisGrid } from './iris-grid.js';
import { networks } from './networks.js';
import { orchestration } from './orchestration.js';

const RUNS = 7;
const PYTHON = '/usr/bin/python3';
const SCRIPT = fileURLToPath(new URL('../../bench/iris_grid.py', import.meta.url));

interface Peer {
  readonly version: string;
  readonly jobs: Readonly<Record<'1' | '2', number[]>>;
}

function peer(runs: number): Peer | undefined {
  const { status, stdout } = spawnSync(PYTHON, [SCRIPT, String(runs)], { encoding: 'utf8' });
  return status === 0 ? (JSON.parse(stdout) as Peer) : undefined;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function row(what: string, times: readonly number[]): string {
  const [low, middle, high] = [Math.min(...times), median(times), Math.max(...times)].map((time) =>
    time.toFixed(0).padStart(6),
  );
  return `  ${what.padEnd(44)} ${middle} ms   (${low} …${high})`;
}

async function grid(): Promise<void> {
  console.log('Wide iris grid, 100 × 5 fits, whole study without process start, median of', RUNS, '(least … most):');
  // Before and after the peer, so that a change of the machine's mood shows.
  const before = await irisGrid(RUNS);
  const found = peer(RUNS);
  const after = await irisGrid(RUNS);
  console.log(row('Tunewright, first study of the process', before.slice(0, 1)));
  console.log(row('Tunewright, following studies', [...before.slice(1), ...after]));
  if (found === undefined) {
    console.log(`  scikit-learn: not run, ${PYTHON} has none (Debian: apt-get install python3-sklearn)`);
    return;
  }
  const { version, jobs } = found;
  console.log(row(`scikit-learn ${version}, n_jobs=1, first`, jobs[1].slice(0, 1)));
  console.log(row(`scikit-learn ${version}, n_jobs=1, following`, jobs[1].slice(1)));
  console.log(row(`scikit-learn ${version}, n_jobs=2, following`, jobs[2].slice(1)));
  const fastest = Math.min(median(jobs[1]), median(jobs[2]));
  console.log(
    `  ratio to the faster of both: ${(fastest / median([...before, ...after])).toFixed(1)} ×, ` +
      `first study against first: ${((jobs[1][0] ?? NaN) / (before[0] ?? NaN)).toFixed(1)} ×`,
  );
}

async function training(): Promise<void> {
  console.log('\nOne epoch of 5,000 × 64 rows through 128 hidden units, batches of 32, Adam:');
  const { ours, plain } = await networks(RUNS);
  console.log(row('neural-network on WebAssembly', ours));
  console.log(row('TensorFlow.js, plain JavaScript, model.fit', plain));
  console.log(`  ratio: ${(median(plain) / median(ours)).toFixed(1)} ×`);
}

async function main(): Promise<void> {
  console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`);
  await grid();
  console.log('\nOrchestration alone: trivial objective, random search, nothing stored:');
  for (const trials of [100_000, 100_000, 100_000, 1_000_000]) {
    const { trialsPerSecond, heapGrowth } = await orchestration(trials);
    console.log(
      `  ${String(trials).padStart(9)} trials: ${trialsPerSecond.toFixed(0).padStart(7)} trials/s, heap grew by ${heapGrowth.toFixed(1)} MB`,
    );
  }
  console.log('\nA CSV file of 1,000,000 × 20:');
  for (const { seconds, fileSize, numericSize, memoryGrowth } of csvReadings(1_000_000, 2))
    console.log(
      `  ${fileSize.toFixed(0)} MB in ${seconds.toFixed(1)} s, memory grew by ${memoryGrowth.toFixed(0)} MB; its numbers take ${numericSize.toFixed(0)} MB`,
    );
  await training();
  console.log('\nFrom the command to the end of the first trial:');
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) times.push(await firstTrial());
  console.log(row('tunewright run iris-svc-wide-grid.json', times));
}

await main();
