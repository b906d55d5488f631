// `tunewright plugins test`: runs tests of plugins where nothing but this package is installed.
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { resolve } from 'node:path';
import { loadModule, manifestOf, Problem, type PluginClass } from '@tunewright/core';
import { batteries } from '../batteries.js';
import { contract } from '../testing.js';
import { EXIT, reporting } from './definition-file.js';

/**
 * Loads files. Test files are written with `node:test`, which runs and reports them; of other files, the exported
 * plugins go through the suite of their kind. The exit code of failing tests is set by `node:test`.
 */
export function test(files: readonly string[]): Promise<number> {
  return reporting(undefined, async () => {
    batteries(); // Shares our modules with the files.
    for (const file of files) {
      if (!existsSync(file)) throw Problem.of('no-file', `There is no file "${file}".`);
      const module = await loadModule(resolve(file), file);
      if (!/\.(test|spec)\.\w+$/.test(file)) prove(Object.values(module).flat());
    }
    return EXIT.fine;
  });
}

function prove(exported: readonly unknown[]): void {
  for (const target of new Set(exported)) {
    const manifest = manifestOf(target);
    if (manifest === undefined) continue;
    void describe(`${manifest.kind} ${manifest.name}`, () => {
      for (const law of contract(target as PluginClass)) void it(law.name, () => law.check());
    });
  }
}
