// The schema for editors and the reader of definitions take and refuse the same.
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  isProblem,
  parseDefinition,
  parseUnfinished,
  pluginsOf,
  readDefinition,
  withPlugins,
  type Registry,
} from '@tunewright/core';
import { tensorflow } from '@tunewright/tensorflow';
import { batteries } from 'tunewright';
import { languageSchema } from '../../../../core/src/definition/language-schema/language-schema.js';
import { testRegistry } from '../plugins.js';
import { definitions } from './arbitrary.js';
import { mutations } from './mutations.js';
import { READER_ONLY } from './reader-only.js';
import { strictly } from './strict.js';

const ROOT = resolve(import.meta.dirname, '../../../..');

/** Codes of all that the reader complains about. */
function complaintsOf(source: unknown, registry: Registry): readonly string[] {
  try {
    readDefinition(source, registry);
    return [];
  } catch (error) {
    if (isProblem(error)) return [...new Set(error.complaints.map(({ code }) => code))];
    throw error;
  }
}

const known = (codes: readonly string[]) => codes.filter((code) => !Object.hasOwn(READER_ONLY, code));
const files = (folder: string) =>
  readdirSync(resolve(ROOT, folder))
    .filter((file) => file.endsWith('.json'))
    .map((file) => resolve(ROOT, folder, file));

describe('a sound definition', () => {
  it.each([...files('pipelines/definitions'), ...files('test/fixtures')])('%s fits the schema', async (file) => {
    const source = parseDefinition(readFileSync(file, 'utf8'), file);
    const listed = pluginsOf(source);
    // The sources in place of the built package.
    const others = listed.filter((name) => name !== '@tunewright/tensorflow');
    const registry = (await withPlugins(others, dirname(file), batteries())).copy();
    if (others.length < listed.length) registry.register(tensorflow, '@tunewright/tensorflow');
    expect(complaintsOf(source, registry)).toEqual([]);
    expect(strictly(languageSchema(registry))(source.value)).toEqual([]);
  });
});

describe('what the documents show', () => {
  const documents = [
    'README.md',
    ...readdirSync(resolve(ROOT, 'pipelines/docs')).map((file) => `pipelines/docs/${file}`),
  ];
  const blocks = documents
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) => [...readFileSync(resolve(ROOT, file), 'utf8').matchAll(/```jsonc?\n([\s\S]*?)```/g)])
    .map(([, block]) => parseUnfinished(block ?? ''));

  it('fits the schema where it is a definition', () => {
    const refused = strictly(languageSchema(batteries()));
    const sound = blocks.filter((block) => complaintsOf(block, batteries()).length === 0);
    expect(sound.length).toBeGreaterThan(3);
    for (const block of sound) expect(refused(block), JSON.stringify(block)).toEqual([]);
  });
});

describe('a broken definition', () => {
  const refused = strictly(languageSchema(testRegistry()));
  const folder = resolve(ROOT, 'test/golden/errors');
  const readable = files('test/golden/errors').flatMap((file) => {
    try {
      return [[file.slice(folder.length + 1), parseDefinition(readFileSync(file, 'utf8'))] as const];
    } catch {
      // Not JSON.
      return [];
    }
  });

  it.each(readable)('%s is refused by the schema too, unless only the reader can know', (_, source) => {
    if (typeof source.value === 'object' && source.value !== null && 'extends' in source.value) return;
    const codes = complaintsOf(source, testRegistry());
    if (known(codes).length > 0) expect(refused(source.value), codes.join()).not.toEqual([]);
  });
});

describe.each([
  ['the plugins of this package', batteries],
  ['plugins of all shapes', testRegistry],
])('with %s', (_, registryOf) => {
  const registry = registryOf();
  const refused = strictly(languageSchema(registry));
  const agree = (definition: unknown) => {
    const codes = complaintsOf(definition, registry);
    const found = refused(definition);
    if (found.length > 0) expect(codes, found.join()).not.toEqual([]);
    else expect(known(codes)).toEqual([]);
  };

  it('takes what is made of the schemas of plugins', () => {
    fc.assert(fc.property(definitions(registry), agree), { seed: 1, numRuns: 100 });
  });

  it('refuses the same mistakes', () => {
    fc.assert(fc.property(mutations(definitions(registry)), agree), { seed: 2, numRuns: 300 });
  });
});
