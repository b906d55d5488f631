// How fast a large file of numbers is read, and what memory that takes beside the numbers themselves.
// In a process of its own, so that the peak is of this file alone: node test/dist/bench/csv.js FILE
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seeded } from '@tunewright/core';
import { Csv } from '@tunewright/learning';

const COLUMNS = 20;

export interface CsvReading {
  /** Megabytes of the file, and of its numbers. */
  readonly fileSize: number;
  readonly numericSize: number;
  readonly seconds: number;
  /** Of all threads of the process; on a machine with other work it says more than the time on the clock. */
  readonly processorSeconds: number;
  readonly rowsPerSecond: number;
  /** Most resident memory above that before the reading, in megabytes. */
  readonly memoryGrowth: number;
}

/** Writes a file of so many rows × 20 numbers of 1 to 17 digits, reads it `runs` times, and removes it. */
export function csvReadings(rows: number, runs: number): readonly CsvReading[] {
  const folder = mkdtempSync(join(tmpdir(), 'tunewright-'));
  try {
    const file = join(folder, 'rows.csv');
    write(file, rows);
    const self = fileURLToPath(import.meta.url);
    return Array.from({ length: runs }, () => {
      const { stdout, stderr, status } = spawnSync(process.execPath, [self, file], { encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
      return JSON.parse(stdout) as CsvReading;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(file: string, rows: number): void {
  const random = seeded(1);
  const descriptor = openSync(file, 'w');
  let text = `${Array.from({ length: COLUMNS }, (_, j) => `x${j}`).join(',')}\n`;
  for (let i = 0; i < rows; i++) {
    // Every third column in full precision; the others with 0 to 6 decimals; the last is a class.
    for (let j = 0; j < COLUMNS - 1; j++) {
      const value = random.normal() * (j + 1);
      text += `${j % 3 === 0 ? String(value) : value.toFixed(j % 7)},`;
    }
    text += `${random.below(2)}\n`;
    if (text.length > 1e6 || i === rows - 1) {
      writeSync(descriptor, text);
      text = '';
    }
  }
  closeSync(descriptor);
}

async function read(path: string): Promise<CsvReading> {
  const missing = ['', 'NA', 'NaN', 'nan', 'null', '?'];
  const params = {
    path,
    target: 'x19',
    columns: {},
    quote: '"',
    header: true,
    decimal: '.',
    encoding: 'utf-8',
    missing,
  };
  const data = new Csv(params as ConstructorParameters<typeof Csv>[0], '/');
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const used = process.cpuUsage();
  const started = performance.now();
  const { features } = await data.load();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(used);
  return {
    fileSize: statSync(path).size / 1e6,
    numericSize: (features.length * COLUMNS * Float64Array.BYTES_PER_ELEMENT) / 1e6,
    seconds,
    processorSeconds: (user + system) / 1e6,
    rowsPerSecond: features.length / seconds,
    // maxRSS is in kibibytes.
    memoryGrowth: (process.resourceUsage().maxRSS * 1024 - before) / 1e6,
  };
}

const [, script, file] = process.argv;
if (script === fileURLToPath(import.meta.url) && file !== undefined) console.log(JSON.stringify(await read(file)));
