// The conventions of plugins: one file each, listed by its package, described, tested.
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { manifestOf, type Manifest } from '@tunewright/core';
import { describe, expect, it } from 'vitest';
import * as decorators from '../../core/src/plugin/decorators.js';
import { absolute, filesUnder, pluginPackages, sourceFiles } from './source-files.js';

interface Plugin {
  readonly name: string;
  readonly path: string;
  readonly target: unknown;
  readonly manifest: Manifest;
}

const DECORATED = new RegExp(String.raw`^@(${Object.keys(decorators).join('|')})\(`, 'gm');

describe.each(pluginPackages)('package %s', async (folder) => {
  const index = await load(`plugins/${folder}/src/index.ts`);
  const listed = index[folder];
  const files = sourceFiles.filter(({ path }) => path.startsWith(`plugins/${folder}/src/`));
  const decorated = files.filter(({ text }) => text.match(DECORATED) !== null);
  const plugins = (await Promise.all(decorated.map(({ path }) => pluginsIn(path)))).flat();
  const tests = filesUnder(`test/plugins/${folder}`).map((path) => basename(path));

  it('exports the list of its plugins under its own name', () => {
    expect(listed).toBeInstanceOf(Array);
    expect((listed as readonly unknown[]).length).toBeGreaterThan(0);
  });

  it.each(decorated)('exports what $path decorates', ({ path, text }) => {
    const exported = plugins.filter((plugin) => plugin.path === path);
    expect(exported, 'one plugin, one file').toHaveLength(1);
    expect(text.match(DECORATED), 'one plugin, one file').toHaveLength(1);
    expect(listed, `add it to plugins/${folder}/src/index.ts`).toContain(exported[0]?.target);
  });

  it('lists nothing twice, and nothing from elsewhere', () => {
    const targets = new Set(plugins.map(({ target }) => target));
    expect(new Set(listed as readonly unknown[])).toEqual(targets);
    expect(listed).toHaveLength(targets.size);
  });

  describe.each(plugins)('$name', ({ path, manifest }) => {
    it('is the name of its file', () => {
      expect(basename(path, '.ts')).toBe(manifest.name);
    });

    it('has a summary that is a sentence', () => {
      expect(manifest.summary).toMatch(/^[A-Z].*\.$/);
    });

    it('takes only parameters that it describes', () => {
      const { type, additionalProperties, properties } = schemaOf(manifest);
      expect(type).toBe('object');
      expect(additionalProperties).toBe(false);
      for (const [param, { description }] of Object.entries(properties))
        expect(description, `description of "${param}"`).toMatch(/^\S.*\.$/s);
    });

    it('promises answers on request of parameters that it has', () => {
      const { onRequest = {} } = manifest as { onRequest?: Readonly<Record<string, string>> };
      expect(Object.keys(schemaOf(manifest).properties)).toEqual(expect.arrayContaining(Object.values(onRequest)));
    });

    it('has tests in a file of its name', () => {
      const own = new RegExp(String.raw`^${manifest.name}[.-](.*\.)?test\.ts$`);
      expect(tests, `a file in test/plugins/${folder}`).toContainEqual(expect.stringMatching(own));
    });
  });
});

interface ObjectSchema {
  readonly type: unknown;
  readonly additionalProperties: unknown;
  readonly properties: Readonly<Record<string, { readonly description?: unknown }>>;
}

function schemaOf(manifest: Manifest): ObjectSchema {
  return manifest.params as unknown as ObjectSchema;
}

async function load(path: string): Promise<Readonly<Record<string, unknown>>> {
  return (await import(pathToFileURL(absolute(path)).href)) as Readonly<Record<string, unknown>>;
}

async function pluginsIn(path: string): Promise<readonly Plugin[]> {
  return Object.values(await load(path)).flatMap((target) => {
    const manifest = manifestOf(target);
    return manifest === undefined ? [] : [{ name: `${manifest.kind} ${manifest.name}`, path, target, manifest }];
  });
}
