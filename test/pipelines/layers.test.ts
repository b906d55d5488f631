// Definitions that build on others, are changed on the command line, and read the environment.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pluginsOf, readDefinition, withPlugins } from '@tunewright/core';
import { describe, expect, it } from 'vitest';
import { batteries } from '../../pipelines/src/batteries.js';
import { folderOf } from '../core/definition/folders.js';
import { command, DEFINITIONS } from '../support/command.js';

const definitions = readdirSync(DEFINITIONS).filter((file) => file.endsWith('.json'));
const NARROW = join(DEFINITIONS, 'iris-svc-narrow-grid.json');
const BASE = { data: { use: 'iris' }, cv: { use: 'k-fold', splits: 2 }, steps: [{ use: 'svc', C: 1 }] };

async function identityOf(definition: unknown): Promise<string> {
  const registry = await withPlugins(pluginsOf(definition), DEFINITIONS, batteries());
  return readDefinition(definition, registry).identity;
}

describe('tunewright resolve', () => {
  it.each(definitions)('prints the full form of %s, which is the same study', async (file) => {
    const { code, stdout, stderr } = await command(['resolve', join(DEFINITIONS, file)]);
    expect([code, stderr]).toEqual([0, '']);
    const { parseDefinition } = await import('@tunewright/core');
    const given = parseDefinition(readFileSync(join(DEFINITIONS, file), 'utf8'));
    expect(await identityOf(JSON.parse(stdout))).toBe(await identityOf(given));
  });

  it('puts files together, paths and plugins as they start in the outermost folder, and makes assignments', async () => {
    const folder = folderOf({
      'my.json': { extends: 'common/base.json', seed: 4 },
      'common/base.json': { ...BASE, data: { use: 'csv', path: 'rows.csv', target: 'y' }, plugins: ['./none.mjs'] },
      'common/none.mjs': `
        import { manifestOf } from '${import.meta.resolve('@tunewright/core')}';
        export const nothing = manifestOf;`,
    });
    const { code, stderr } = await command(['resolve', 'my.json'], folder);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^common\/base\.json:1:\d+ \/plugins\/0: "\.\/common\/none\.mjs" exports no plugin/);
    const set = ['--set', 'plugins=', '--set', 'svc.C=5', '--set', 'cv=stratified-k-fold'];
    const { stdout } = await command(['resolve', 'my.json', ...set], folder);
    expect(JSON.parse(stdout)).toMatchObject({
      data: { use: 'csv', path: './common/rows.csv' },
      cv: { use: 'stratified-k-fold', splits: 5 },
      steps: [{ use: 'svc', C: 5 }],
      seed: 4,
    });
    writeFileSync(join(folder, 'again.json'), stdout);
    expect((await command(['resolve', 'again.json'], folder)).stdout).toBe(stdout);
  });
});

describe('--set', () => {
  it('changes what is run, and is needed again to find it', async () => {
    const folder = folderOf({ 'my.json': BASE });
    const set = ['--set', 'svc.C={ "choose": [1, 2, 3] }', '--set', 'search=grid', '--set', 'metrics=[{"use":"f1"}]'];
    const run = await command(['run', 'my.json', '--quiet', ...set], folder);
    expect([run.code, run.stderr]).toEqual([0, '']);
    const best = await command(['best', 'my.json', ...set], folder);
    expect(JSON.parse(best.stdout)).toHaveProperty(['svc.C']);
    expect((await command(['best', 'my.json'], folder)).code).toBe(2);
  });

  it('is checked', async () => {
    const { code, stdout } = await command(['validate', NARROW, '--set', 'seed=3']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/is sound/) as string]);
    const wrong = await command(['validate', NARROW, '--set', 'svc.C=-1', '--set', 'run.concurrency=no']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/^--set run\.concurrency=no \/run\/concurrency: /m);
    expect(wrong.stderr).toMatch(/^--set svc\.C=-1 \/steps\/\d\/C: "C" must be a number > 0, found -1\./m);
    const unknown = await command(['run', NARROW, '--set', 'svv.C=1']);
    expect(unknown.stderr).toMatch(/^--set svv\.C=1: Nothing here is called "svv".* Did you mean "svc"\?\n$/);
  });
});

describe('extends', () => {
  it('is followed by every command, and blames the right file', async () => {
    const folder = folderOf({
      'a/my.json': { extends: '../base.json' },
      'base.json': '{\n "data": { "use": "irs" } }',
    });
    const { code, stderr } = await command(['validate', 'a/my.json'], folder);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^base\.json:2:\d+ \/data\/use: There is no data set "irs"\. Did you mean "iris"\?$/m);
  });
});

describe('{ "env": … }', () => {
  const definition = { ...BASE, data: { use: 'csv', path: { env: 'ROWS_OF_TEST' }, target: 'y' } };

  it('is needed to run, not to look', async () => {
    const folder = folderOf({ 'my.json': definition });
    expect((await command(['validate', 'my.json'], folder)).code).toBe(0);
    const resolved = await command(['resolve', 'my.json'], folder);
    expect(JSON.parse(resolved.stdout)).toMatchObject({ data: { path: { env: 'ROWS_OF_TEST' } } });
    const { code, stderr } = await command(['run', 'my.json'], folder);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^my\.json:1:\d+ \/data\/path: The environment variable ROWS_OF_TEST is not set; .*\n$/);
    expect(readdirSync(folder)).toEqual(['my.json']);
  });
});
