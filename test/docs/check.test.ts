// The check itself is checked: a page without faults, and one fault after another, each named with its line.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPages } from './check.js';
import { readMarks, wrongMarks } from './marks.js';
import { agrees } from './output.js';
import { readPage } from './page.js';
import { copySources } from './sources.js';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'tunewright-pages-'));
  for (const name of ['node_modules', 'pipelines']) symlinkSync(join(REPOSITORY, name), join(root, name));
  writeFileSync(join(root, 'rows.csv'), 'a,b\n1,2\n');
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const fence = (info: string, ...lines: string[]): string => `\`\`\`${info}\n${lines.join('\n')}\n\`\`\`\n`;
const SOUND = '{ "data": { "use": "iris" }, "steps": [{ "use": "svc" }] }';

async function faultsOf(text: string): Promise<string[]> {
  writeFileSync(join(root, 'page.md'), text);
  const { faults } = await checkPages(root, ['page.md']);
  return faults.map((fault) => `${fault.line}: ${fault.text}`);
}

it('finds nothing wrong with a page as it should be', async () => {
  const page = [
    '# A page\n\n## Its `second` heading\n\n[here](#its-second-heading), [rows](rows.csv), [out](https://example.org)\n',
    fence('json file=iris.json', SOUND),
    fence('json fragment', '"seed": 3, "budget": { "trials": 2 }'),
    fence('json fragment=steps frame=iris.json', '[{ "use": "standard-scaler" }, { "use": "svc" }]'),
    fence('json fragment=space', '{ "x": { "tune": "float", "low": 0, "high": 1 } }'),
    fence('json refused', '{ "data": { "use": "wines" } }'),
    fence('console', '$ npx tunewright validate iris.json', 'iris.json is sound: …'),
    fence('console exit=2', '$ tunewright validate none.json', 'none.json: none.json cannot be read: …'),
    fence('sh with=rows.csv:other.csv', '# A comment', 'cat other.csv'),
    fence('text output', 'a,b', '…'),
    fence('csv source=rows.csv', 'a,b', '1,2'),
    fence('ts file=half.ts', 'export const half = (x: number): number => x / 2;'),
    fence(
      'ts',
      "import { float } from 'tunewright';",
      "import { half } from './half.js';",
      'console.log(half(1), float(0, 1).json);',
    ),
    fence('text output', '0.5 { tune: … }'),
    fence('ts no-run="it would never end"', 'for (;;);'),
    fence('ts refused', 'const text: string = 1;'),
    fence('sh unchecked="it installs"', 'npm ci'),
    fence('python', 'print(1)'),
  ];
  writeFileSync(join(root, 'page.md'), page.join('\n'));
  const { faults, checked, unchecked, links } = await checkPages(root, ['page.md']);
  expect(faults).toEqual([]);
  expect(Object.fromEntries(checked)).toEqual({ json: 5, console: 2, sh: 1, text: 2, csv: 1, ts: 4 });
  expect(Object.fromEntries(unchecked)).toEqual({ sh: 1, python: 1 });
  expect(links).toBe(3);
});

describe('names what is wrong', () => {
  it.each<[what: string, page: string, line: number, fault: RegExp]>([
    [
      'a definition',
      fence('json', '{', '  "data": { "use": "wines" },', '  "steps": [{ "use": "svc" }]', '}'),
      3,
      /Did you mean "wine"/,
    ],
    ['text that is no JSON', fence('json', '{ "data": '), 2, /./],
    ['a fragment', fence('json fragment=steps', '[{ "use": "svm" }]'), 1, /\/steps\/0\/use/],
    ['a frame that is not there', fence('json fragment=seed frame=none.json', '1'), 1, /none\.json/],
    ['a sound definition that should be refused', fence('json refused', SOUND), 1, /it is sound/],
    [
      'a program that does not compile',
      fence('ts', 'const a = 1;', 'const b: string = a;', 'export { b };'),
      3,
      /not assignable/,
    ],
    [
      'a program that imports what there is not',
      fence('ts', "import { tuna } from 'tunewright';", 'tuna();'),
      2,
      /tuna/,
    ],
    ['a program that throws', fence('ts', "throw new Error('lost');"), 1, /ended with 1:[\s\S]*lost/],
    ['a program that should be refused', fence('ts refused', 'export const a = 1;'), 1, /it compiles/],
    ['another output', fence('ts', 'console.log(1);') + fence('text output', '2'), 4, /printed:\n1/],
    ['an output of nothing', fence('text output', '2'), 1, /Nothing that ran well/],
    ['a command that fails', fence('sh', 'npx tunewright validate none.json'), 2, /ended with 2/],
    ['a command that should fail', fence('console exit=2', '$ tunewright --version'), 2, /ended with 0/],
    ['what a command prints', fence('console', '$ tunewright --version', '99.0.0'), 2, /printed:/],
    ['a command that is not run', fence('sh', 'npm ci'), 2, /"npm ci" is not run here/],
    ['a language that nobody knows', fence('rust', 'fn main() {}'), 1, /"rust" cannot be checked/],
    ['no language', fence('', 'what is this'), 1, /Say the language/],
    ['a mark that nobody knows', fence('json fragmnt', SOUND), 1, /There is no mark "fragmnt"/],
    ['no reason', fence('sh unchecked', 'npm ci'), 1, /needs a value/],
    ['a source that differs', fence('csv source=rows.csv', 'a,b', '1,3'), 1, /differs from rows\.csv/],
    ['a source that is not there', fence('csv source=none.csv', 'a'), 1, /There is no file none\.csv/],
    ['a file that is not there', fence('sh with=none.csv', 'cat none.csv'), 1, /There is no file none\.csv/],
    ['a file outside', fence('json file=../../iris.json', SOUND), 1, /not inside/],
    ['a link to no file', '\n[there](there.md)\n', 2, /there\.md leads to no file/],
    ['a link to no heading', '# A\n[there](#b)\n', 2, /#b names no heading/],
    ['a picture that is not there', '![curve](curve.svg)\n', 1, /curve\.svg leads to no file/],
    ['a path of one machine', 'See `/home/ada/notes`.\n', 1, /\/home\/ada\/notes is a path of one machine/],
  ])('%s', async (_, page, line, fault) => {
    const faults = await faultsOf(page);
    expect(
      faults.find((each) => each.startsWith(`${line}: `) && fault.test(each)),
      faults.join('\n'),
    ).toBeDefined();
  });
});

it('tells all faults of a page at once, in the order of their lines', async () => {
  const faults = await faultsOf(`[a](a.md)\n${fence('rust', '1')}${fence('sh', 'rm -r .')}[b](b.md)\n`);
  expect(faults.map((fault) => Number(fault.split(':')[0]))).toEqual([1, 2, 6, 8]);
});

it('copies a source to the snippets that show it', () => {
  writeFileSync(
    join(root, 'page.md'),
    `${fence('csv source=rows.csv', 'old')}\nmiddle\n\n${fence('csv source=rows.csv', 'a', 'b', 'c')}`,
  );
  copySources(root, 'page.md');
  expect(readPage(root, 'page.md').snippets.map(({ text }) => text)).toEqual(['a,b\n1,2\n', 'a,b\n1,2\n']);
  expect(readPage(root, 'page.md').text).toContain('\nmiddle\n');
});

it.each<[shown: string, printed: string, same: boolean]>([
  ['a', 'a\n', true],
  ['a', 'b', false],
  ['a … c', 'a b c', true],
  ['took … ms', 'took 1\n2 ms', false],
  ['…', 'any\nlines', true],
  ['a\n…\nd', 'a\nb\nc\nd', true],
  ['a\n…\nd', 'a\nd', true],
  ['a\n…', 'b', false],
  ['(1 + 1)?', '(1 + 1)?', true],
  ['\na  \n\n', 'a', true],
])('output %j agrees with %j: %j', (shown, printed, same) => {
  expect(agrees(shown, printed)).toBe(same);
});

it('reads marks', () => {
  const marks = readMarks('file=a.json unchecked="it = a test" refused');
  expect([...marks]).toEqual([
    ['file', 'a.json'],
    ['unchecked', 'it = a test'],
    ['refused', ''],
  ]);
  expect(wrongMarks(marks)).toEqual([]);
});
