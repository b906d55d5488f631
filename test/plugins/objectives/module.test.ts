import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModuleObjective } from '@tunewright/objectives';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callOf, complaintOf, endsOf, eventsOf } from './calls.js';

const MODULES = {
  'bowl.mjs': 'export default ({ x }) => x ** 2;',
  'later.mjs': 'export default async ({ x }) => ({ loss: 10 - x });',
  'several.mjs': `
    export const bowl = ({ x }) => x ** 2;
    export const limit = 3;
    export async function named({ x }) { return { loss: x + 1 }; }`,
  'empty.mjs': '',
  'data.mjs': 'export default 3; export const other = () => 1;',
  'throws.mjs': 'throw new RangeError("no such device");',
  'broken.mjs': 'export default (',
  'imports.mjs': 'import "./not-there.mjs"; export default () => 1;',
  'refuses.mjs': 'export default ({ x }) => { if (x === 2) throw new RangeError("x is 2"); return x; };',
  'typed.ts': 'interface Point { x: number }\nexport default ({ x }: Point): number => x * 4;',
  'mistyped.ts': 'export default ({ x }: { x: number }): number => x *;',
  'echo.mjs': 'export default (...all) => all;',
  'counter.mjs': 'let calls = 0; export default () => ++calls;',
  'slow.mjs': 'await new Promise((resolve) => setTimeout(resolve, 5)); export default ({ x }) => x;',
  'a b é.mjs': 'export default () => 5;',
};

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tunewright-module-'));
  await Promise.all(Object.entries(MODULES).map(([name, text]) => writeFile(join(directory, name), text)));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const make = (path: string, name = 'default') => new ModuleObjective({ path, export: name }, directory);
const study = async (path: string, name?: string) =>
  endsOf(await eventsOf({ use: 'module', path, ...(name !== undefined && { export: name }) }, { directory }));

describe('module', () => {
  it.each([
    { path: 'bowl.mjs', name: 'default', gives: 9 },
    { path: './bowl.mjs', name: 'default', gives: 9 },
    { path: 'later.mjs', name: 'default', gives: { loss: 7 } },
    { path: 'several.mjs', name: 'bowl', gives: 9 },
    { path: 'several.mjs', name: 'named', gives: { loss: 4 } },
    { path: 'slow.mjs', name: 'default', gives: 3 },
    { path: 'typed.ts', name: 'default', gives: 12 },
    { path: 'a b é.mjs', name: 'default', gives: 5 },
  ])('calls "$name" of $path', async ({ path, name, gives }) => {
    expect(await make(path, name).evaluate({ x: 3 }, callOf())).toEqual(gives);
  });

  it('takes an absolute path', async () => {
    expect(await make(join(directory, 'bowl.mjs')).evaluate({ x: 3 }, callOf())).toBe(9);
  });

  it('hands on the parameters and the context, as they are', async () => {
    const parameters = { x: 2, kernel: 'rbf' };
    const context = callOf(7);
    const given = (await make('echo.mjs').evaluate(parameters, context)) as unknown as unknown[];
    expect(given).toHaveLength(2);
    expect(given[0]).toBe(parameters);
    expect(given[1]).toBe(context);
  });

  it('loads once, also when asked several times at the same time, and then answers at once', async () => {
    const objective = make('counter.mjs');
    const together = await Promise.all([0, 1, 2].map(async (trial) => objective.evaluate({}, callOf(trial))));
    expect(together).toEqual([1, 2, 3]);
    expect(objective.evaluate({}, callOf())).toBe(4);
  });

  it.each(['missing.mjs', '../missing.mjs', 'bowl'])('needs a file: %s', (path) => {
    expect(complaintOf(() => make(path))).toEqual({
      code: 'module-not-found',
      text: `There is no file "${path}" in ${directory}. Paths of a definition start where it stands.`,
      pointer: '/objective/path',
    });
  });

  it.each([
    { path: 'empty.mjs', name: 'default', exports: 'nothing' },
    { path: 'several.mjs', name: 'default', exports: 'bowl, limit, named' },
    { path: 'several.mjs', name: 'limit', exports: 'bowl, limit, named' },
    { path: 'several.mjs', name: 'toString', exports: 'bowl, limit, named' },
    { path: 'several.mjs', name: '__proto__', exports: 'bowl, limit, named' },
    { path: 'data.mjs', name: 'default', exports: 'default, other' },
  ])('fails the trials when $path has no function "$name"', async ({ path, name, exports }) => {
    const text = `invalid: "${path}" exports no function "${name}"; it exports ${exports}.`;
    expect(await study(path, name)).toEqual([text, text, text]);
  });

  it.each([
    { path: 'throws.mjs', text: /^exception: .*throws\.mjs:1: no such device\.$/ },
    { path: 'broken.mjs', text: /^exception: .+/ },
    { path: 'mistyped.ts', text: /^exception: .*mistyped\.ts:1:53: Unexpected token\.$/ },
    { path: 'imports.mjs', text: /^exception: .*not-there\.mjs/ },
  ])('fails the trials when $path cannot be loaded', async ({ path, text }) => {
    const matching = expect.stringMatching(text) as string;
    expect(await study(path)).toEqual([matching, matching, matching]);
  });

  it.each([
    { path: 'bowl.mjs', ends: [1, 4, 9] },
    { path: 'later.mjs', ends: [9, 8, 7] },
    { path: 'refuses.mjs', ends: [1, 'exception: x is 2', 3] },
  ])('in a study, $path ends its trials with $ends', async ({ path, ends }) => {
    expect(await study(path)).toEqual(ends);
  });
});
