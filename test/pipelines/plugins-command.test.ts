import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command, emptyFolder } from '../support/command.js';
import { twoColumns } from '../../pipelines/src/commands/layout.js';

const TYPESCRIPT = `import Type, { type Static } from 'typebox';
import { Metric, type MetricPlugin } from 'tunewright';

const Params = Type.Object(
  {
    mode: Type.Enum(['fixed', 'free'], { default: 'fixed', description: 'How it is.' }),
    power: Type.Number({ exclusiveMinimum: 0, activeWhen: { mode: ['free'] }, default: 2, description: 'Of the error.' }),
    unit: Type.String({ description: 'What is measured.' }),
    note: Type.Optional(Type.String({ description: 'What to remember.' })),
  },
  { additionalProperties: false },
);

@Metric({
  name: 'mine', summary: 'Measures in its own way.', params: Params, goal: 'minimize', needs: 'values', tasks: ['regression'],
})
export class Mine implements MetricPlugin {
  constructor(readonly params: Static<typeof Params>) {}
  score(): number { return 1; }
}
`;
const STUDY = { objective: { use: 'module', path: './bowl.ts' }, space: { x: { tune: 'float', low: -1, high: 1 } } };

function folderWith(files: Readonly<Record<string, string | object>>): string {
  const folder = emptyFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

describe('tunewright plugins', () => {
  it('lists all plugins, or those of a kind, within 80 columns', async () => {
    const { stdout } = await command(['plugins']);
    expect(stdout).toMatch(/^data-set\n[^]*\nestimator\n[^]* {2}svc +Support vector/);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    const metrics = await command(['plugins', 'list', '--kind', 'metric']);
    expect(metrics.stdout).toMatch(/^metric\n {2}accuracy {2}/);
    expect(metrics.stdout).not.toContain('svc');
  });

  it('also lists what a definition brings along', async () => {
    const folder = folderWith({ 'mine.ts': TYPESCRIPT, 'study.json': { plugins: ['./mine.ts'] } });
    const { code, stdout } = await command(['plugins', '--kind', 'metric', '--for', 'study.json'], folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/ {2}mine +Measures in its own way\./);
  });

  it.each([
    [['--kind', 'metrics'], 'There is no kind of plugins "metrics". Did you mean "metric"?\n'],
    [['describe', 'svcc'], 'There is no plugin "svcc". Did you mean "svc"?\n'],
    [['describe', 'metrc/accuracy'], 'There is no plugin "metrc/accuracy". Did you mean "metric/accuracy"?\n'],
    [['describe', 'nothing-like-it'], 'There is no plugin "nothing-like-it". See "tunewright plugins list", '],
    [['new', 'scalar', 'mine'], 'There is no kind of plugins "scalar". Did you mean "scaler"?\n'],
    [
      ['new', 'scaler', 'MyScaler2'],
      'A plugin is named in kebab case, found "MyScaler2". Did you mean "my-scaler2"?\n',
    ],
    [['new', 'scaler', '??'], 'A plugin is named in kebab case, found "??". Write it like "robust-scaler".\n'],
    [
      ['new', 'metric', '../accuracy'],
      'A plugin is named in kebab case, found "../accuracy". Did you mean "accuracy"?',
    ],
    [['new', 'metric', 'accuracy'], 'Tunewright has a metric "accuracy" of its own. Choose another name.\n'],
    [['test', 'none.ts'], 'There is no file "none.ts".\n'],
    [['new', 'metric', 'mine', '--folder', '/dev/null/in'], 'Nothing can be written to /dev/null/in: '],
  ])('%j is refused', async (args, text) => {
    const { code, stdout, stderr } = await command(['plugins', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.startsWith(text) || stderr.includes(text)).toBe(true);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});

describe('tunewright plugins describe', () => {
  it('tells all about a plugin, within 80 columns', async () => {
    const { code, stdout } = await command(['plugins', 'describe', 'svc']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^svc \(estimator\)\nSupport vector classifier/);
    expect(stdout).toContain('\n  is for  classification\n');
    expect(stdout).toContain('probabilities while "probability" is true');
    expect(stdout).toMatch(/\n {2}C +a number > 0; default 1\n +Price of errors/);
    expect(stdout).toMatch(/\n {2}degree +an integer >= 0; default 3\n[^]*Matters only while kernel is "poly"\.\n/);
    expect(stdout.endsWith('\nIn a definition: { "use": "svc" }\n')).toBe(true);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('knows the plugins of a definition, in short and with their kind', async () => {
    const folder = folderWith({ 'mine.ts': TYPESCRIPT, 'study.json': { plugins: ['./mine.ts'] } });
    const { stdout } = await command(['plugins', 'describe', 'mine', '--for', 'study.json'], folder);
    expect(stdout).toBe(`mine (metric)
Measures in its own way.

  is for  regression
  needs   values
  goal    minimize

Parameters
  mode   "fixed" or "free"; default "fixed"
         How it is.
  power  a number > 0; default 2
         Of the error.
         Matters only while mode is "free".
  unit   a text; must be given
         What is measured.
  note   a text; may be left out
         What to remember.

In a definition: { "use": "mine", "unit": … }
`);
    const { stdout: same } = await command(['plugins', 'describe', 'metric/mine', '--for', 'study.json'], folder);
    expect(same).toBe(stdout);
  });

  it('asks which is meant where two kinds have the name', async () => {
    const other = TYPESCRIPT.replaceAll('Metric', 'Monitor').replace(/goal: .*\n/, '\n');
    const study = { plugins: ['./mine.ts', './other.ts'] };
    const folder = folderWith({ 'mine.ts': TYPESCRIPT, 'other.ts': other, 'study.json': study });
    const { code, stderr } = await command(['plugins', 'describe', 'mine', '--for', 'study.json'], folder);
    expect(code).toBe(2);
    expect(stderr).toContain('Several plugins are called "mine". Say which: "metric/mine" or "monitor/mine".');
    expect((await command(['plugins', 'describe', 'monitor/mine', '--for', 'study.json'], folder)).code).toBe(0);
  });

  it('gives other programs the manifest with the schema', async () => {
    const { stdout } = await command(['plugins', 'describe', 'svc', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'estimator',
      name: 'svc',
      tasks: ['classification'],
      gives: expect.arrayContaining(['values']) as string[],
      stochastic: false,
      params: { type: 'object', properties: { C: { type: 'number', exclusiveMinimum: 0, default: 1 } } },
    });
  });

  it('uses the width that there is', () => {
    const text = 'many words that go on and on until the end of the line is near';
    const lines = (width: number): number =>
      twoColumns([['term', text]], 2, width)
        .trimEnd()
        .split('\n').length;
    expect([60, 80].map(lines)).toEqual([2, 1]);
  });
});

describe('tunewright plugins new', () => {
  it('writes over nothing unless told to', async () => {
    const folder = folderWith({ 'parts/half-scaler.test.ts': 'mine' });
    const args = ['plugins', 'new', 'scaler', 'half-scaler', '--folder', 'parts'];
    const { code, stderr } = await command(args, folder);
    expect(code).toBe(2);
    expect(stderr).toContain('parts/half-scaler.test.ts exists.');
    const { code: forced, stdout } = await command([...args, '--force'], folder);
    expect(forced).toBe(0);
    expect(stdout).toContain('npx tunewright plugins test parts/half-scaler.test.ts');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    const text = readFileSync(join(folder, 'parts/half-scaler.ts'), 'utf8');
    expect(text).toMatch(/name: 'half-scaler',[^]*export class HalfScaler implements ScalerPlugin/);
  });

  it.each([
    ['scaler', 'scaler'],
    ['metric', 'target'],
  ])('a %s called "%s" hides none of the names that it needs', async (kind, name) => {
    const folder = emptyFolder();
    await command(['plugins', 'new', kind, name], folder);
    const { code, stdout } = await command(['plugins', 'test', `${name}.test.ts`], folder);
    expect(stdout).toContain('fail 0');
    expect(code).toBe(0);
  });
});

describe('tunewright plugins test', () => {
  it('puts exported plugins through their suite, and fails with them', async () => {
    const bad = TYPESCRIPT.replace('unit: Type.String({', "unit: Type.String({ default: 'm',");
    const { code, stdout } = await command(['plugins', 'test', 'mine.ts'], folderWith({ 'mine.ts': bad }));
    expect(code).toBe(1);
    expect(stdout).toMatch(/not ok .*is best for a perfect prediction/);
    expect(stdout).toMatch(/ok .*is made from its parameters and services/);
  });
});

describe('files in TypeScript and JavaScript, where nothing is installed', () => {
  it('are tuned as they are', async () => {
    const folder = folderWith({
      'bowl.ts': 'export default ({ x }: { x: number }): number => x ** 2;',
      'mine.ts': TYPESCRIPT,
      'plain.mjs': `import { Monitor } from 'tunewright'; import Type from 'tunewright/typebox';
        export class Plain { next() {} close() {} }
        Monitor({ name: 'plain', summary: 'Watches.', params: Type.Object({}) })(Plain);`,
      'study.json': {
        ...STUDY,
        plugins: ['./mine.ts', './plain.mjs'],
        metrics: [{ name: 'loss', goal: 'minimize' }],
        budget: { trials: 3 },
      },
    });
    const { code, stdout, stderr } = await command(['run', 'study.json', '--no-store'], folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('3 finished, 0 failed');
  });

  it.each([
    ['broken.mjs', 'const a = 1;\nconst = 2;', 'broken.mjs:2:7: '],
    ['broken.ts', 'const a: number = 1;\nconst : number = 2;', 'broken.ts:2:7: '],
    ['throws.mjs', 'const a = 1;\n\nthrow new Error("no licence");', 'throws.mjs:3: no licence.'],
  ])('%s: a complaint with its line, and no stack', async (name, text, place) => {
    const folder = folderWith({ [name]: text, 'study.json': { ...STUDY, plugins: [`./${name}`] } });
    const { code, stderr } = await command(['validate', 'study.json'], folder);
    expect(code).toBe(2);
    expect(stderr).toContain(`/plugins/0: "./${name}" could not be loaded: ${place}`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
