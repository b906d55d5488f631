import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  DIRECTORY,
  loadModule,
  manifestOf,
  provide,
  withPlugins,
  type MonitorPlugin,
  type PluginClass,
} from '@tunewright/core';
import { batteries, createStudy } from 'tunewright';
import { contract } from 'tunewright/testing';
import { begin } from '../../pipelines/src/commands/plugins-new.js';
import { command, emptyFolder } from '../support/command.js';
import { toJavaScript } from '../support/javascript.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TEMPLATES = join(ROOT, 'pipelines/templates');
const KINDS = [
  'acquisition',
  'data-set',
  'diagnosis',
  'estimator',
  'executor',
  'metric',
  'monitor',
  'objective',
  'scaler',
  'searcher',
  'splitter',
  'stopper',
  'store',
  'surrogate',
  'transformer',
] as const;
let written = (): string => '';
beforeEach(() => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  written = () => write.mock.calls.map(([text]) => String(text)).join('');
});
afterEach(() => {
  vi.restoreAllMocks();
});

const files = readdirSync(TEMPLATES).filter((file) => file.startsWith('my-'));

it('there are templates of every kind of plugin, in both languages', () => {
  const endings = ['.ts', '.test.ts', '.mjs', '.test.mjs'];
  const expected = KINDS.flatMap((kind) => endings.map((ending) => `my-${kind}${ending}`));
  expect(files.sort()).toEqual(expected.sort());
});

it.each(files.filter((file) => file.endsWith('.ts')))('%s says the same in JavaScript', async (file) => {
  const made = await toJavaScript(readFileSync(join(TEMPLATES, file), 'utf8'));
  const path = join(TEMPLATES, file.replace(/\.ts$/, '.mjs'));
  if (process.env['UPDATE_GOLDEN']) writeFileSync(path, made);
  expect(readFileSync(path, 'utf8')).toBe(made);
});

describe.each([
  { language: 'TypeScript', js: false, ending: '.ts' },
  { language: 'JavaScript', js: true, ending: '.mjs' },
])('plugins begun in $language', ({ js, ending }) => {
  // Nothing is installed there.
  const folder = emptyFolder();
  const nameOf = (kind: string): string => `first-${kind}`;

  it.each(KINDS)('%s: is written and loads from a definition', async (kind) => {
    expect(await begin(kind, nameOf(kind), { folder, js, force: false })).toBe(0);
    expect(written()).toContain(`first-${kind}.test${ending}`);
    const registry = await withPlugins([`./${nameOf(kind)}${ending}`], folder, batteries());
    expect(registry.find(kind, nameOf(kind))).toMatchObject({ kind, name: nameOf(kind) });
  });

  it.each(KINDS)('%s: keeps its contract', async (kind) => {
    const path = join(folder, `${nameOf(kind)}${ending}`);
    const [target] = Object.values(await loadModule(path)).filter((each) => manifestOf(each) !== undefined);
    for (const { name, check } of contract(target as PluginClass))
      await expect((async () => check())(), name).resolves.toBeUndefined();
  });

  it('are tested by the command, without anything installed', async () => {
    const tests = [`first-scaler.test${ending}`, `first-searcher.test${ending}`];
    const { code, stdout, stderr } = await command(['plugins', 'test', ...tests], folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/first-scaler[^]*first-searcher[^]*fail 0/);
  });

  it('work together in a study', async () => {
    const definition = {
      plugins: KINDS.map((kind) => `./${nameOf(kind)}${ending}`),
      data: { use: 'first-data-set', rows: 60, noise: 0.3 },
      cv: { use: 'first-splitter', repeats: 3 },
      steps: [
        { use: 'first-transformer' },
        { use: 'first-scaler', size: { tune: 'float', low: 0.1, high: 10, log: true } },
        { use: 'first-estimator', shrink: { tune: 'float', low: 0, high: 1 } },
      ],
      metrics: [{ use: 'accuracy' }],
      search: { use: 'first-searcher' },
      earlyStopping: [{ use: 'first-stopper' }],
      budget: { trials: 5 },
      run: { executor: { use: 'first-executor' }, store: { use: 'first-store' } },
    };
    const study = await createStudy(definition, { directory: folder, monitors: [await monitorIn(folder, ending)] });
    const { best, history } = await study.run();
    expect(history.counts.failed).toBe(0);
    expect(best?.score).toBeGreaterThan(0.3);
    expect(readdirSync(join(folder, 'studies'))).toEqual(['000001.log']);
    expect(readFileSync(join(folder, 'best.txt'), 'utf8')).toMatch(
      /^best so far: trial 0 with .*\n[^]*5 trials, 0 of them failed\n$/,
    );
  });
});

async function monitorIn(folder: string, ending: string): Promise<MonitorPlugin> {
  const registry = await withPlugins([`./first-monitor${ending}`], folder, batteries());
  return registry.workshop([provide(DIRECTORY, folder)]).make('monitor', { use: 'first-monitor', file: 'best.txt' });
}

it('plugins begun in TypeScript compile under strict rules', { timeout: 120_000 }, async () => {
  const folder = emptyFolder();
  for (const kind of KINDS) await begin(kind, `first-${kind}`, { folder, js: false, force: false });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const compilerOptions = {
    target: 'es2022',
    module: 'nodenext',
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    noImplicitOverride: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    verbatimModuleSyntax: true,
    experimentalDecorators: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  };
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const told = await promisify(execFile)(process.execPath, [compiler, '-p', folder]).catch((error: unknown) => error);
  expect((told as { stdout: string }).stdout).toBe('');
});
