import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as core from '@tunewright/core';
import { isProblem, loadModule, manifestOf, shareModules } from '@tunewright/core';
import { loadFailure } from '../../../core/src/plugin/load-failure.js';

const FILES = {
  'whole.ts': `import Type, { type Static } from 'typebox';
import { Monitor, Problem, RANDOM, type MonitorPlugin } from '@tunewright/core';
import { type Random } from '@tunewright/core';
import { Type as SameType } from '@tunewright/core/typebox';
import { triple } from './lib/helper.js';
import { word } from './lib/other';
import settings from './settings.json' with { type: 'json' };
import fallback, { answer } from 'modules-only';
import old from 'classic';
import { from } from './plain.js';

enum Color { Red, Green }
const Params = Type.Object({ depth: Type.Integer({ default: 2 }) }, { additionalProperties: false });
const late: number = await Promise.resolve(triple(2));

@Monitor({ name: 'whole', summary: 'Watches.', params: Params, uses: [RANDOM] })
export class Whole implements MonitorPlugin {
  #count = 0;
  static readonly made = 1;
  declare readonly never: string;
  readonly depth: number;
  constructor(private readonly params: Static<typeof Params>, private readonly random: Random) {
    this.depth = this.params.depth satisfies number;
  }
  next(): void { this.#count++; }
  close(): void {}
}
export { Problem, RANDOM };
export const facts = { late, word, settings, answer, fallback: typeof fallback, old, from, color: Color.Green };
export const sameTypebox = Type === SameType;
export const file = import.meta.url;`,
  'lib/helper.ts': `import type { Json } from '@tunewright/core';
import { three } from './deep/three.js';
export const triple = (value: number): number => three * value;
export type Unused = Json;`,
  'lib/deep/three.ts': 'export const three = 3 as const;',
  'lib/other.ts': `export const word = 'other';`,
  'settings.json': '{ "kept": true }',
  'plain.js': `import { seeded } from '@tunewright/core'; export const from = typeof seeded;`,
  'node_modules/modules-only/package.json': '{ "type": "module", "exports": { "import": "./entry.js" } }',
  'node_modules/modules-only/entry.js':
    'export const answer = await Promise.resolve(42); export default class Fallback {}',
  'node_modules/classic/package.json': '{ "main": "main.js" }',
  'node_modules/classic/main.js': 'module.exports = { age: 10 };',
  'configured/tsconfig.json': '{ "compilerOptions": { "target": "es5", "module": "commonjs" } }',
  'configured/mine.mts': 'export const value = 1n as bigint;',
  'alone.mjs': `import { Problem } from '@tunewright/core'; export { Problem };`,
  'mixed.mjs': `import { Problem } from '@tunewright/core'; import { word } from './lib/other.ts'; export { word, Problem };`,
  'imported.cts': 'export const value: number = 1;',
  'first.ts': `export { slow as first } from './slow.js';`,
  'second.ts': `export { slow as second } from './slow.js';`,
  'slow.ts': 'await new Promise((resolve) => setTimeout(resolve, 20)); export const slow: number = 5;',
  'typo.ts': `const fine: number = 'no number, but types are not checked';\nexport default fine;`,

  'syntax.ts': 'interface Wide {\n  width: number;\n}\nexport const width: number = ;\n',
  'throws.ts':
    'interface Wide {\n  width: number;\n}\n\nfunction check(): void {\n  throw new Error("no licence");\n}\ncheck();\n',
  'throws-text.ts': 'throw "no licence";',
  'calls-nothing.ts': `import { seedd } from '@tunewright/core';\n\nexport const random = seedd(1);`,
  'lacks-package.ts': `import type { Json } from 'nowhere';\n\nimport { some } from 'somewhere/else';\nexport default some;`,
  'lacks-file.ts': `\nimport { some } from './somewhere.js';\nexport default some;`,
  'broken-below.ts': `import './syntax.js';\n`,
  'throws-below.ts': `import './throws.js';\n`,
  'syntax.mjs': 'export const a = 1;\nexport const = 5;',
  'throws.mjs': 'const a = 1;\nthrow new Error("no licence\\nat all");',
  'lacks-package.mjs': `import 'node:fs';\nimport { some } from '@acme/missing/part';\nexport default some;`,
  'lacks-file.mjs': `import { some } from './somewhere.mjs';\nexport default some;`,
  'lacks-export.mjs': `import 'node:fs';\nimport { none } from './throws-not.mjs';\nexport default none;`,
  'throws-not.mjs': 'export const other = 1;',
};

let folder = '';
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tunewright-module-'));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a TypeScript module', () => {
  it('is taken as it is: decorators, types, enums, members, helpers, JSON, packages, top-level await', async () => {
    const module = await loadModule(at('whole.ts'));
    expect(module['facts']).toEqual({
      late: 6,
      word: 'other',
      settings: { kept: true },
      answer: 42,
      fallback: 'function',
      old: { age: 10 },
      from: 'function',
      color: 1,
    });
    expect(module['file']).toBe(new URL(`file://${at('whole.ts')}`).href);
    expect(manifestOf(module['Whole'])).toMatchObject({ kind: 'monitor', name: 'whole', uses: [core.RANDOM] });
    const Whole = module['Whole'] as new (params: object) => object;
    expect(new Whole({ depth: 3 })).toMatchObject({ depth: 3, params: { depth: 3 } });
  });

  it('shares the modules of the running program, although none is installed where it lies', async () => {
    const module = await loadModule(at('whole.ts'));
    expect(module['Problem']).toBe(core.Problem);
    expect(module['RANDOM']).toBe(core.RANDOM);
    expect(module['sameTypebox']).toBe(true);
  });

  it('gets what else is shared', async () => {
    writeFileSync(at('shared.ts'), `export { thing } from 'acme-host';`);
    shareModules(['acme-host'], (name) => Promise.resolve({ thing: name }));
    expect((await loadModule(at('shared.ts')))['thing']).toBe('acme-host');
  });

  it.each([
    ['is not read by the options of a tsconfig.json', 'configured/mine.mts', { value: 1n }],
    ['may be of CommonJS', 'imported.cts', { value: 1 }],
    ['is not checked for its types', 'typo.ts', { default: 'no number, but types are not checked' }],
  ])('%s', async (_, name, exported) => {
    expect({ ...(await loadModule(at(name))) }).toMatchObject(exported);
  });

  it('is whole also when another module waits for the same helper', async () => {
    const [first, second] = await Promise.all([loadModule(at('first.ts')), loadModule(at('second.ts'))]);
    expect([first['first'], second['second']]).toEqual([5, 5]);
  });

  it('leaves nothing behind on the disk', async () => {
    const before = readdirSync(folder, { recursive: true });
    await loadModule(at('lib/deep/three.ts'));
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });
});

describe('a JavaScript module', () => {
  it('shares the modules of the running program where none is installed', async () => {
    expect((await loadModule(at('alone.mjs')))['Problem']).toBe(core.Problem);
  });

  it('may import TypeScript', async () => {
    expect(await loadModule(at('mixed.mjs'))).toMatchObject({ word: 'other', Problem: core.Problem });
  });
});

describe('a module that cannot be loaded', () => {
  const cases = [
    ['syntax.ts', 'syntax.ts:4:30: Unexpected token.'],
    ['throws.ts', 'throws.ts:6: no licence.'],
    ['throws-text.ts', 'throws-text.ts: no licence.'],
    ['calls-nothing.ts', 'calls-nothing.ts:3: seedd is not a function.'],
    ['lacks-package.ts', /^lacks-package\.ts:3: it imports "somewhere\/else".* "npm install somewhere"\.$/],
    ['lacks-file.ts', /^lacks-file\.ts:2: it imports "\.\/somewhere\.js", which was not found\. Correct the path/],
    ['broken-below.ts', 'syntax.ts:4:30: Unexpected token.'],
    ['throws-below.ts', 'throws.ts:6: no licence.'],
  ] as const;
  it.each(cases)('%s: the complaint says where', async (name, reason) => {
    const error: unknown = await loadModule(at(name), `./${name}`).catch((thrown: unknown) => thrown);
    if (!isProblem(error)) throw new Error('There is no problem.', { cause: error });
    expect(error.complaints).toHaveLength(1);
    const [complaint] = error.complaints;
    expect(complaint?.code).toBe('moduleNotLoaded');
    const start = `"./${name}" could not be loaded: `;
    expect(complaint?.text.startsWith(start)).toBe(true);
    const found = complaint?.text.slice(start.length).replace(`${folder}/`, '');
    if (typeof reason === 'string') expect(found).toBe(reason);
    else expect(found).toMatch(reason);
  });

  it('is loaded once it is mended', async () => {
    writeFileSync(at('mended.ts'), 'throw new Error("not yet");');
    await expect(loadModule(at('mended.ts'))).rejects.toThrow('not yet');
    writeFileSync(at('mended.ts'), 'export const value = 1;');
    expect((await loadModule(at('mended.ts')))['value']).toBe(1);
  });

  // Vitest loads JavaScript in its own way, so that these errors are fetched from a Node of their own.
  const native = [
    ['throws.mjs', 'throws.mjs:2: no licence.'],
    ['lacks-package.mjs', 'lacks-package.mjs:2: it imports "@acme/missing", which was not found. Install it there'],
    ['lacks-file.mjs', 'lacks-file.mjs:1: it imports "FOLDER/somewhere.mjs", which was not found. Correct the path'],
    [
      'lacks-export.mjs',
      "lacks-export.mjs:2: The requested module './throws-not.mjs' does not provide an export named",
    ],
  ] as const;
  it('says where also in the words of Node', () => {
    const script = `const found = [];
      for (const file of process.argv.slice(1)) await import(file).catch(({ name, message, stack }) => {
        found.push({ name, message, stack });
      });
      console.log(JSON.stringify(found));`;
    const files = native.map(([name]) => at(name));
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script, ...files], {
      encoding: 'utf8',
    });
    const errors = JSON.parse(output) as Error[];
    expect(errors).toHaveLength(native.length);
    for (const [index, [name, reason]] of native.entries()) {
      const told = loadFailure(Object.assign(new Error(), errors[index]), at(name)).replaceAll(folder, 'FOLDER');
      expect(told.slice(0, 'FOLDER/'.length + reason.length)).toBe(`FOLDER/${reason}`);
    }
  });
});
