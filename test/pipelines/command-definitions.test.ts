// The shipped definitions that tune a program. On a machine without the program they are skipped, by name; where CI is
// set its absence is a failure.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createStudy, type StudyResult } from 'tunewright';

const folder = new URL('../../pipelines/definitions/', import.meta.url);

/** Debian's Python comes first: it is the one that packages of the system are for. */
const PATH = `/usr/bin:${process.env['PATH'] ?? ''}`;
const has = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { env: { ...process.env, PATH } }).status === 0;
const scikitLearn = has('python3', '-c', 'import sklearn');
const zstd = has('zstd', '--version');
const required = process.env['CI'] !== undefined;

async function run(name: string, trials: number): Promise<StudyResult> {
  const definition = { extends: `${name}.json`, objective: { env: { PATH } }, budget: { trials } };
  return (await createStudy(definition, { directory: fileURLToPath(folder) })).run();
}

describe('python-digits', () => {
  it.skipIf(!scikitLearn && !required)(
    'tunes a script that uses scikit-learn (apt-get install python3-sklearn)',
    async () => {
      const { best, counts, history } = await run('python-digits', 4);
      expect(counts).toMatchObject({ finished: 4, failed: 0 });
      expect(best?.score).toBeGreaterThan(0.9);
      const penalties = [...history.trials()].map(({ configuration }) => configuration['penalty']);
      expect(new Set(penalties), 'with and without the group of arguments').toEqual(new Set(['l2', 'elasticnet']));
    },
  );
});

describe('zstd-delivery', () => {
  it.skipIf(!zstd && !required)('tunes zstd by its time (apt-get install zstd)', async () => {
    const { best, counts, history } = await run('zstd-delivery', 2);
    expect(counts).toMatchObject({ finished: 2, failed: 0 });
    const { scores } = history.trial(best?.trial ?? 0);
    expect(scores['seconds']).toBeGreaterThan((scores['bytes'] as number) / 5e5);
  });
});
