import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DataSet,
  parseDefinition,
  pluginsOf,
  readDefinition,
  readLayers,
  Store,
  type Pipeline,
} from '@tunewright/core';
import Type from 'typebox';
import { describe, expect, it } from 'vitest';
import { complaintsOf, folderOf } from './folders.js';
import { testRegistry } from './plugins.js';

const closed = { additionalProperties: false };
class Rows {
  readonly load = (): never => {
    throw new Error('Nobody reads these rows.');
  };
}
const RowsParams = Type.Object(
  {
    path: Type.String({ path: true }),
    more: Type.Array(Type.String({ path: true }), { default: ['./same.csv'] }),
    title: Type.String({ default: './no-path' }),
  },
  closed,
);
DataSet({ name: 'rows', summary: 'A file.', params: RowsParams })(Rows);
class Log {}
Store({
  name: 'log',
  summary: 'A folder.',
  params: Type.Object({ folder: Type.String({ default: 'logs', path: true }) }, closed),
})(Log as never);

const registry = testRegistry().register([Rows, Log], 'this test');
const source = (folder: string, file = 'my.json') =>
  readLayers(parseDefinition(readFileSync(join(folder, file), 'utf8'), join(folder, file)), folder);
const valueOf = (files: Readonly<Record<string, unknown>>): unknown => source(folderOf(files)).value;
const read = (files: Readonly<Record<string, unknown>>): Pipeline => readDefinition(source(folderOf(files)), registry);
const problems = (files: Readonly<Record<string, unknown>>): readonly string[] => {
  const folder = folderOf(files);
  return complaintsOf(() => readDefinition(source(folder), registry), folder);
};

const BASE = {
  data: { use: 'iris' },
  cv: { use: 'k-fold', splits: 4 },
  steps: [{ use: 'svc', C: { tune: 'float', low: 1, high: 10 } }],
  budget: { trials: 3, time: '1m' },
};

describe('extends', () => {
  const merges: readonly { when: string; base: object; own: object; gives: object }[] = [
    { when: 'a key is new', base: { seed: 1 }, own: { name: 'x' }, gives: { seed: 1, name: 'x' } },
    { when: 'a value differs', base: { seed: 1 }, own: { seed: 2 }, gives: { seed: 2 } },
    {
      when: 'objects meet',
      base: { budget: { trials: 3, time: '1m' } },
      own: { budget: { trials: 9 } },
      gives: { budget: { trials: 9, time: '1m' } },
    },
    { when: 'lists meet', base: { plugins: ['a', 'b'] }, own: { plugins: ['c'] }, gives: { plugins: ['c'] } },
    { when: 'null removes', base: { seed: 1, test: { share: 0.1 } }, own: { test: null }, gives: { seed: 1 } },
    { when: 'null removes what is not there', base: { seed: 1 }, own: { test: null }, gives: { seed: 1 } },
    {
      when: 'null stands in what is new',
      base: { seed: 1 },
      own: { budget: { trials: 3, time: null } },
      gives: { seed: 1, budget: { trials: 3 } },
    },
    {
      when: 'a plugin is another one',
      base: { cv: { use: 'k-fold', splits: 4 } },
      own: { cv: { use: 'other' } },
      gives: { cv: { use: 'other' } },
    },
    {
      when: 'a plugin is the same',
      base: { cv: { use: 'k-fold', splits: 4, shuffle: false } },
      own: { cv: { use: 'k-fold', splits: 9 } },
      gives: { cv: { use: 'k-fold', splits: 9, shuffle: false } },
    },
    {
      when: 'a plugin is not said again',
      base: { cv: { use: 'k-fold', splits: 4 } },
      own: { cv: { splits: 9 } },
      gives: { cv: { use: 'k-fold', splits: 9 } },
    },
    ...[{ tune: 'int', low: 1, high: 2 }, { choose: [1, 2] }, { ref: 'y' }, { expr: 'y / 2' }, { env: 'X' }].map(
      (domain) => ({
        when: `${Object.keys(domain)[0] ?? ''} replaces`,
        base: { space: { x: { tune: 'float', low: 0, high: 1, log: false } } },
        own: { space: { x: domain } },
        gives: { space: { x: domain } },
      }),
    ),
    {
      when: 'a bound is moved',
      base: { space: { x: { tune: 'float', low: 0, high: 1 } } },
      own: { space: { x: { high: 2 } } },
      gives: { space: { x: { tune: 'float', low: 0, high: 2 } } },
    },
    {
      when: 'a parameter is called like a word',
      base: { space: { a: { choose: [1, 2] } } },
      own: { space: { use: { choose: [3, 4] } } },
      gives: { space: { a: { choose: [1, 2] }, use: { choose: [3, 4] } } },
    },
  ];
  it.each(merges)('merges where $when', ({ base, own, gives }) => {
    expect(valueOf({ 'my.json': { extends: './base.json', ...own }, 'base.json': base })).toEqual(gives);
  });

  it('lets later files win, and the file over all, through several levels', () => {
    const value = valueOf({
      'my.json': { extends: ['a.json', 'sub/b.json'], name: 'my' },
      'a.json': { name: 'a', seed: 1, description: 'of a', extends: 'root.json' },
      'sub/b.json': { name: 'b', seed: 2, extends: '../root.json' },
      'root.json': { select: 'best', seed: 3 },
    });
    expect(value).toEqual({ name: 'my', seed: 2, description: 'of a', select: 'best' });
  });

  it('leaves a definition alone that extends nothing', () => {
    const parsed = parseDefinition('{ "seed": 1 }');
    expect(readLayers(parsed, '/')).toBe(parsed);
    expect(readLayers({ seed: null }, '/').value).toEqual({ seed: null });
  });

  it('leaves no trace in the full form and the identity', () => {
    const whole = read({ 'my.json': { ...BASE, seed: 3 } });
    const layered = read({ 'my.json': { extends: 'base.json', seed: 3 }, 'base.json': { ...BASE, seed: 1 } });
    expect(layered.definition).toEqual(whole.definition);
    expect(layered.identity).toBe(whole.identity);
  });

  it('is refused where no folder is known', () => {
    expect(complaintsOf(() => readDefinition({ ...BASE, extends: './base.json' }, registry))).toEqual([
      expect.stringMatching(/^my\.json \/extends: "extends" names other files, and only/),
    ]);
  });
});

describe('what is wrong', () => {
  const wrong: readonly { when: string; files: Readonly<Record<string, unknown>>; says: readonly RegExp[] }[] = [
    {
      when: 'a base file has a wrong value',
      files: {
        'my.json': { extends: 'base.json' },
        'base.json': '{\n  "data": { "use": "iris" },\n  "steps": [{ "use": "svc",\n    "C": -1 }]\n}',
      },
      says: [/^base\.json:4:5 \/steps\/0\/C: "C" must be a number > 0, found -1/],
    },
    {
      when: 'both files have one',
      files: {
        'my.json': '{ "extends": "base.json", "seed": "x" }',
        'base.json': { ...BASE, cv: { use: 'k-fold', splits: 1 } },
      },
      says: [/^my\.json:1:27 \/seed:/, /^base\.json:1:\d+ \/cv\/splits:/],
    },
    {
      when: 'a base file says a key twice',
      files: { 'my.json': { extends: 'base.json', ...BASE }, 'base.json': '{ "seed": 1,\n "seed": 2 }' },
      says: [/^base\.json:2:2 \/seed: The key "seed" stands twice/],
    },
    {
      when: 'a base file is missing',
      files: { 'my.json': '{\n  "extends": ["a.json", "b.json"] }', 'a.json': {} },
      says: [
        /^my\.json:2:25 \/extends\/1: "b\.json" cannot be extended: \/b\.json cannot be read: there is no such file\./,
      ],
    },
    {
      when: 'a base of a base is missing',
      files: { 'my.json': { extends: 'sub/a.json' }, 'sub/a.json': '{\n "extends": "b.json" }' },
      says: [/^sub\/a\.json:2:2 \/extends: "b\.json" cannot be extended: \/sub\/b\.json cannot/],
    },
    {
      when: 'a base file is no JSON',
      files: { 'my.json': { extends: 'base.json' }, 'base.json': '{ "seed" 1 }' },
      says: [/^base\.json:1:10: This is not JSON: a colon is expected/],
    },
    {
      when: 'a base file is no object',
      files: { 'my.json': { extends: 'base.json' }, 'base.json': '[1]' },
      says: [/^my\.json:1:2 \/extends: "base\.json" cannot be extended: a definition is an object, found \[1\]/],
    },
    {
      when: 'a base file is a folder',
      files: { 'my.json': { extends: 'sub' }, 'sub/x.json': {} },
      says: [/"sub" cannot be extended: \/sub cannot be read: it is a folder/],
    },
    {
      when: 'a base file is no UTF-8',
      files: { 'my.json': { extends: 'base.json' }, 'base.json': Buffer.from([0x7b, 0xff, 0x7d]) },
      says: [/"base\.json" cannot be extended: \/base\.json is not UTF-8 text/],
    },
    {
      when: 'a base file never ends',
      files: { 'my.json': { extends: '/dev/zero' } },
      says: [/"\/dev\/zero" cannot be extended: \/dev\/zero cannot be read: it is no plain file/],
    },
    {
      when: 'a file extends itself',
      files: { 'my.json': { extends: 'my.json' } },
      says: [/^my\.json:1:2 \/extends: The definition would extend itself: my\.json → my\.json\./],
    },
    {
      when: 'files extend each other',
      files: { 'my.json': { extends: 'a.json' }, 'a.json': { extends: 'b.json' }, 'b.json': { extends: 'a.json' } },
      says: [/^b\.json:1:2 \/extends: The definition would extend itself: a\.json → b\.json → a\.json\./],
    },
    {
      when: 'the chain is too long',
      files: Object.fromEntries(
        Array.from({ length: 30 }, (_, i) => [i === 0 ? 'my.json' : `${i}.json`, { extends: `${i + 1}.json` }]),
      ),
      says: [/^20\.json:1:2 \/extends: "21\.json" is not read: definitions extend each other 20 deep at most/],
    },
    {
      when: 'it names no file',
      files: { 'my.json': { ...BASE, extends: 3 } },
      says: [/^my\.json:1:\d+ \/extends: "extends" must be the path of a file such as "\.\/base\.json", or a list/],
    },
    {
      when: 'a base names no file',
      files: { 'my.json': { extends: 'base.json' }, 'base.json': { extends: [''] } },
      says: [/^base\.json:1:\d+ \/extends(\/0)?: .* must be/],
    },
    {
      when: 'all files are missing',
      files: { 'my.json': { extends: ['a', 'b'] } },
      says: [/\/extends\/0: "a" cannot/, /\/extends\/1: "b" cannot/],
    },
  ];
  it.each(wrong)('is told with its file where $when', ({ files, says }) => {
    const told = problems(files);
    expect(told).toHaveLength(says.length);
    says.forEach((pattern, i) => expect(told[i]).toMatch(pattern));
  });

  it('is found fast in a pyramid of files', () => {
    const files = Object.fromEntries(
      Array.from({ length: 19 }, (_, i) => [
        i === 0 ? 'my.json' : `${i}.json`,
        { extends: [`${i + 1}.json`, `./${i + 1}.json`] },
      ]),
    );
    expect(valueOf({ ...files, '19.json': { seed: 1 } })).toEqual({ seed: 1 });
  });
});

describe('relative paths', () => {
  const paths: readonly { said: string; gives: string }[] = [
    { said: 'rows.csv', gives: './sub/rows.csv' },
    { said: './rows.csv', gives: './sub/rows.csv' },
    { said: '../rows.csv', gives: './rows.csv' },
    { said: '../../data/rows.csv', gives: '../data/rows.csv' },
    { said: '/data/rows.csv', gives: '/data/rows.csv' },
    { said: 'https://example.org/rows.csv', gives: 'https://example.org/rows.csv' },
  ];
  it.each(paths)('of a base file start where it stands: $said', ({ said, gives }) => {
    const { definition } = read({
      'my.json': { extends: 'sub/base.json' },
      'sub/base.json': { ...BASE, data: { use: 'rows', path: said, more: [said] } },
    });
    expect(definition.data).toEqual({ use: 'rows', path: gives, more: [gives], title: './no-path' });
  });

  it('of the file itself, of files beside it and of defaults stay as they are', () => {
    const { definition, run } = read({
      'my.json': { extends: ['base.json', 'sub/store.json'], data: { path: 'rows.csv' } },
      'base.json': { ...BASE, data: { use: 'rows', path: 'other.csv' } },
      'sub/store.json': { run: { store: { use: 'log' } } },
    });
    expect(definition.data).toMatchObject({ path: 'rows.csv', more: ['./same.csv'] });
    expect(run.store).toEqual({ use: 'log', folder: 'logs' });
  });

  it('of plugins start where they are said', () => {
    const folder = folderOf({
      'my.json': { extends: 'sub/base.json' },
      'sub/base.json': { plugins: ['./a.mjs', '../b.mjs', '@acme/c', '/d.mjs'] },
    });
    expect(pluginsOf(source(folder))).toEqual(['./sub/a.mjs', './b.mjs', '@acme/c', '/d.mjs']);
  });
});
