// The wide grid of the essay on iris: 100 points × 5 folds, the whole study, in this process.
import { readFileSync } from 'node:fs';
import { createStudy, parseDefinition } from 'tunewright';

const FILE = new URL('../../../pipelines/definitions/iris-svc-wide-grid.json', import.meta.url);

/** Milliseconds of each of `runs` studies in a row. */
export async function irisGrid(runs: number): Promise<number[]> {
  const text = readFileSync(FILE, 'utf8');
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    const study = await createStudy(parseDefinition(text));
    const { best } = await study.run();
    times.push(performance.now() - started);
    if (Math.abs((best?.score ?? 0) - 0.98667) > 1e-5) throw new Error(`Best ${best?.score}, expected 0.98667.`);
  }
  return times;
}
