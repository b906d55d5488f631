import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isProblem, Registry, withPlugins } from '@tunewright/core';
import { VERSION } from '../../../core/src/version.js';

let folder: string;

/** A module with a plugin, made without this package: the manifest lies under a global symbol. */
function pluginModule(name: string, as = 'export const Plugin ='): string {
  return `class Mine { next() {} close() {} }
    const manifest = { kind: 'monitor', contract: 1, name: '${name}', summary: 'Watches.', params: { type: 'object' } };
    Reflect.defineMetadata(Symbol.for('@tunewright/manifest'), manifest, Mine);
    ${as} Mine;`;
}

const TYPESCRIPT = `import Type from 'typebox';
  import { Monitor, type MonitorPlugin } from '@tunewright/core';
  @Monitor({ name: 'mine', summary: 'Watches.', params: Type.Object({}) })
  export class Mine implements MonitorPlugin { next(): void {} close(): void {} }`;

/** A package of plugins that asks for some versions. */
function asking(name: string, asks: object): Readonly<Record<string, string | object>> {
  const manifest = { name, version: '3.1.0', type: 'module', exports: './entry.js', ...asks };
  return {
    [`node_modules/${name}/package.json`]: manifest,
    [`node_modules/${name}/entry.js`]: pluginModule(name.replace(/^@.*\//, '')),
  };
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
    'node_modules/@scope/plugins/entry.js': pluginModule('scoped'),
    'node_modules/@scope/plugins/package.json': {
      name: '@scope/plugins',
      type: 'module',
      exports: {
        '.': './entry.js',
        './more': { types: './more.d.ts', import: './more.js' },
        './deep/*': './deep/*.mjs',
      },
    },
    'node_modules/@scope/plugins/more.js': pluginModule('more'),
    'node_modules/@scope/plugins/deep/down.mjs': pluginModule('down'),
    'node_modules/in-typescript/package.json': { name: 'in-typescript', exports: './entry.ts' },
    'node_modules/in-typescript/entry.ts': TYPESCRIPT.replaceAll('mine', 'packaged'),
    'mine.ts': TYPESCRIPT,
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
    ['what else a package exports', '@scope/plugins/more', 'more'],
    ['what a package exports by a pattern', '@scope/plugins/deep/down', 'down'],
    ['a TypeScript file', './mine.ts', 'mine'],
    ['a package in TypeScript', 'in-typescript', 'packaged'],
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
    ['a file that is not there', './none.mjs', 'pluginFileMissing', 'There is no file "./none.mjs"'],
    ['a file named a little wrong', './two/depe.mjs', 'pluginFileMissing', 'Did you mean "./two/deep.mjs"?'],
    ['a file of another ending', './mine.js', 'pluginFileMissing', 'Did you mean "./mine.ts"?'],
    ['a folder', './two', 'pluginFolder', 'is a folder'],
    ['a package that is not there', 'not-installed', 'pluginPackageMissing', 'npm install not-installed"'],
    ['a scoped package that is not there', '@acme/x/y', 'pluginPackageMissing', 'npm install @acme/x"'],
    ['a package without an entry', 'no-entry', 'pluginPackageUnsound', 'No "exports" main defined'],
    ['a package without this name inside', '@scope/plugins/none', 'pluginPackageUnsound', "subpath './none'"],
    ['a package whose manifest is broken', 'bad-manifest', 'pluginPackageUnsound', 'Invalid package config'],
    ['a module of Node', 'fs', 'noPluginsInside', '"fs" exports no plugin'],
    ['a file that throws', './throws.mjs', 'moduleNotLoaded', 'throws.mjs:1: no licence.'],
    ['a file that is no JavaScript', './broken.mjs', 'moduleNotLoaded', 'broken.mjs: '],
    ['a file without plugins', './nothing.mjs', 'noPluginsInside', 'exports no plugin'],
    ['a plugin that is not sound', './badly-named.mjs', 'badPluginName', 'Badly Named'],
  ] as const;
  it.each(wrong)('may be %s: a problem that says so', async (_, specifier, code, text) => {
    const problem = await problemOf(specifier);
    expect(problem).toContain(`/plugins/0 ${code} `);
    expect(problem).toContain(text);
    expect(problem.split('\n')).toHaveLength(1);
  });

  it('are all told of at once, each by its place', async () => {
    const text = await problemOf('./one.mjs', './none.mjs', 'classic', './throws.mjs');
    expect(text.match(/\/plugins\/\d/g)).toEqual(['/plugins/1', '/plugins/3']);
  });

  it('are the same classes when a file is loaded again, also at the same time', async () => {
    const registries = await Promise.all([0, 1].map(() => withPlugins(['./mine.ts'], folder, new Registry())));
    const again = await withPlugins(['./mine.ts'], folder, new Registry());
    const [first, ...others] = [...registries, again].map((registry) => registry.find('monitor', 'mine'));
    for (const other of others) expect(other).toBe(first);
  });
});

describe('the version that a package of plugins asks for', () => {
  const cases = [
    ['nothing', {}, undefined],
    ['this version', { peerDependencies: { '@tunewright/core': VERSION } }, undefined],
    ['a range that holds it', { peerDependencies: { tunewright: `^${VERSION}` } }, undefined],
    ['any', { dependencies: { tunewright: '*' } }, undefined],
    ['a place in place of a version', { peerDependencies: { tunewright: 'workspace:*' } }, undefined],
    ['a tag', { dependencies: { '@tunewright/core': 'latest' } }, undefined],
    ['a later one', { peerDependencies: { tunewright: '^7.0.0' } }, 'tunewright ^7.0.0'],
    ['an earlier one', { dependencies: { '@tunewright/core': '<0.0.5' } }, '@tunewright/core <0.0.5'],
  ] as const;
  it.each(cases)('%s', async (_, asks, wrong) => {
    const name = `@acme/asks-${cases.findIndex(([, others]) => others === asks)}`;
    write(asking(name, asks));
    const loaded = withPlugins([name], folder, new Registry());
    if (wrong === undefined) expect((await loaded).list()).toHaveLength(1);
    else {
      const text = await problemOf(name);
      expect(text).toMatch(/^\/plugins\/0 pluginVersion /);
      expect(text).toContain(`"${name}" 3.1.0 is made for ${wrong}, but this is ${VERSION}. Install`);
      await expect(loaded).rejects.toThrow();
    }
  });
});
