import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isProblem, Registry, withPlugins } from '@tunewright/core';

let folder: string;

/** A module with a plugin, made without this package: the manifest lies under a global symbol. */
function pluginModule(name: string, as = 'export const Plugin ='): string {
  return `class Mine { next() {} close() {} }
    const manifest = { kind: 'monitor', contract: 1, name: '${name}', summary: 'Watches.', params: { type: 'object' } };
    Reflect.defineMetadata(Symbol.for('@tunewright/manifest'), manifest, Mine);
    ${as} Mine;`;
}

function write(files: Readonly<Record<string, string | object>>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tunewright-load-'));
  write({
    'one.mjs': pluginModule('one'),
    'listed.mjs': pluginModule('listed', 'export const plugins = [5,').replace(/Mine;$/, 'Mine];'),
    'two/deep.mjs': pluginModule('deep'),
    'throws.mjs': 'throw new Error("no licence");',
    'broken.mjs': 'export const = 5;',
    'nothing.mjs': 'export const answer = 42;',
    'badly-named.mjs': pluginModule('Badly Named'),
    'node_modules/classic/package.json': { name: 'classic', type: 'module', main: 'main.js' },
    'node_modules/classic/main.js': pluginModule('classic'),
    'node_modules/import-only/package.json': { type: 'module', exports: { '.': { import: './entry.js' } } },
    'node_modules/import-only/entry.js': pluginModule('import-only'),
    'node_modules/nested/package.json': {
      type: 'module',
      exports: { import: { types: './entry.d.ts', default: './entry.js' } },
    },
    'node_modules/nested/entry.js': pluginModule('nested'),
    'node_modules/@scope/plugins/package.json': { type: 'module', exports: './entry.js' },
    'node_modules/@scope/plugins/entry.js': pluginModule('scoped'),
    'node_modules/no-entry/package.json': { type: 'module', exports: { './other': './other.js' } },
    'node_modules/bad-manifest/package.json': '{ "name": ',
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function problemOf(...specifiers: readonly string[]): Promise<string> {
  const error: unknown = await withPlugins(specifiers, folder, new Registry()).catch((thrown: unknown) => thrown);
  if (!isProblem(error)) throw new Error('There is no problem.', { cause: error });
  return error.complaints.map(({ pointer, code, text }) => `${pointer ?? ''} ${code} ${text}`).join('\n');
}

describe('plugins that a definition lists', () => {
  const found = [
    ['a file', './one.mjs', 'one'],
    ['a file in a folder', './two/deep.mjs', 'deep'],
    ['a file that exports a list', './listed.mjs', 'listed'],
    ['an installed package', 'classic', 'classic'],
    ['a package that exports to import only', 'import-only', 'import-only'],
    ['a package with nested conditions', 'nested', 'nested'],
    ['a package of a scope', '@scope/plugins', 'scoped'],
  ] as const;
  it.each(found)('are loaded from %s', async (_, specifier, name) => {
    const registry = await withPlugins([specifier], folder, new Registry());
    expect(registry.list().map((manifest) => manifest.name)).toEqual([name]);
  });

  it('are found from a folder below the packages', async () => {
    const registry = await withPlugins(['import-only'], join(folder, 'two'), new Registry());
    expect(registry.find('monitor', 'import-only')).toBeDefined();
  });

  it('are added to a copy of the known ones', async () => {
    const known = new Registry();
    expect(await withPlugins([], folder, known)).toBe(known);
    await withPlugins(['./one.mjs'], folder, known);
    expect(known.list()).toEqual([]);
  });

  const wrong = [
    ['a file that is not there', './none.mjs', 'pluginFileMissing'],
    ['a package that is not there', 'not-installed', 'pluginFileMissing'],
    ['a package without an entry', 'no-entry', 'pluginFileMissing'],
    ['a package whose manifest is broken', 'bad-manifest', 'pluginFileMissing'],
    [
      'a file that throws',
      './throws.mjs',
      'pluginNotLoaded The plugins of "./throws.mjs" could not be loaded: no licence',
    ],
    ['a file that is no JavaScript', './broken.mjs', 'pluginNotLoaded'],
    ['a file without plugins', './nothing.mjs', 'noPluginsInside'],
    ['a plugin that is not sound', './badly-named.mjs', 'badPluginName'],
    ['TypeScript', './plugin.ts', 'typescriptPlugin'],
  ] as const;
  it.each(wrong)('may be %s: a problem that says so', async (_, specifier, code) => {
    expect(await problemOf(specifier)).toContain(`/plugins/0 ${code}`);
  });

  it('are all told of at once, each by its place', async () => {
    const text = await problemOf('./one.mjs', './none.mjs', 'classic', './throws.mjs');
    expect(text.match(/\/plugins\/\d/g)).toEqual(['/plugins/1', '/plugins/3']);
  });
});
