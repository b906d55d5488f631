// Definitions in an editor: completion, hover and marks at given places, by the library that editors use.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { schema } from '../../pipelines/src/commands/schema.js';
import { DEFINITIONS, emptyFolder } from '../support/command.js';
import { editor, type Editor } from '../support/editor.js';

const SHIPPED = fileURLToPath(new URL('../../pipelines/pipeline.schema.json', import.meta.url));
const SCALER = fileURLToPath(new URL('../../pipelines/templates/my-scaler.ts', import.meta.url));
const read = (file: string): Editor => editor(JSON.parse(readFileSync(file, 'utf8')) as object);

const shipped = read(SHIPPED);

/** A definition with comments around its steps. */
const steps = (inside: string) => `{
  // Two classes would do.
  "data": { "use": "wine" }, /* with a cursor: */
  "steps": [${inside}],
  "budget": { "trials": 3 },
}`;
const svc = (inside: string) => steps(`{ "use": "standard-scaler" }, { "use": "svc", ${inside} }`);
const learning = (inside: string) => `{ "data": { "use": "iris" }, "steps": [{ "use": "svc" }], ${inside} }`;
const objective = (inside: string) => `{ "objective": { "use": "module", "path": "./f.js" }, ${inside} }`;

describe('completion', () => {
  interface Case {
    readonly of: string;
    readonly at: string;
    readonly has: readonly string[];
    readonly lacks?: readonly string[];
  }
  const cases: readonly Case[] = [
    { of: 'plugins of a step', at: steps('{ "use": "|" }'), has: ['svc', 'pca', 'robust-scaler'], lacks: ['accuracy'] },
    { of: 'plugins of a step without quotes', at: steps('{ "use": | }'), has: ['svc', 'pca', 'robust-scaler'] },
    { of: 'an empty step', at: steps('{ | }'), has: ['use', 'choose'], lacks: ['C'] },
    { of: 'parameters of svc', at: svc('|'), has: ['id', 'C', 'kernel', 'gamma'], lacks: ['on', 'choose', 'withMean'] },
    { of: 'parameters in quotes', at: svc('"|"'), has: ['C', 'kernel', 'probability'] },
    {
      of: 'keys of a scaler',
      at: steps('{ "use": "standard-scaler", | }'),
      has: ['withMean', 'on', 'fitOn'],
      lacks: ['C'],
    },
    { of: 'words of a parameter', at: svc('"kernel": "|"'), has: ['rbf', 'linear', 'poly', 'sigmoid'] },
    { of: 'a domain', at: svc('"C": { | }'), has: ['tune', 'low', 'high', 'log', 'prior', 'choose', 'ref', 'expr'] },
    { of: 'a domain of words', at: svc('"kernel": { | }'), has: ['choose', 'ref', 'expr'], lacks: ['tune'] },
    {
      of: 'a range begun',
      at: svc('"C": { "tune": "float", | }'),
      has: ['low', 'high', 'log'],
      lacks: ['choose', 'ref'],
    },
    { of: 'kinds of numbers', at: svc('"C": { "tune": "|" }'), has: ['float', 'int'] },
    { of: 'alternatives', at: svc('"kernel": { "choose": ["|"] }'), has: ['rbf', 'poly'] },
    {
      of: 'components to choose from',
      at: steps('{ "id": "model", "choose": [{ "use": "|" }] }'),
      has: ['svc', 'random-forest'],
    },
    {
      of: 'the outer form',
      at: '{ | }',
      has: ['data', 'steps', 'objective', 'space', 'metrics', 'extends', 'control'],
    },
    { of: 'metrics', at: learning('"metrics": [{ "use": "|" }]'), has: ['accuracy', 'log-loss', 'f1'], lacks: ['svc'] },
    { of: 'scores of an objective', at: objective('"metrics": [{ | }]'), has: ['name', 'goal'], lacks: ['use'] },
    { of: 'a member of space', at: objective('"space": { "x": { | } }'), has: ['tune', 'choose', 'expr', 'when'] },
    { of: 'splitters', at: learning('"cv": { "use": "|" }'), has: ['k-fold', 'time-series'] },
    {
      of: 'a splitter inside a splitter',
      at: learning('"cv": { "use": "repeated", "splitter": { "use": "k-fold", | } }'),
      has: ['splits', 'shuffle'],
    },
    { of: 'a search', at: learning('"search": { "use": "grid", | }'), has: ['lag', 'resolution'] },
    { of: 'how it runs', at: learning('"run": { | }'), has: ['concurrency', 'timeout', 'order', 'store'] },
    { of: 'what changes what is extended', at: '{ "extends": "./base.json", "run": { | } }', has: ['concurrency'] },
    { of: 'a metric in an extension', at: '{ "extends": "./base.json", "metrics": [{ "use": "|" }] }', has: ['f1'] },
  ];

  it.each(cases)('of $of', async ({ at, has, lacks = [] }) => {
    const labels = (await shipped.completions(at)).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining([...has]));
    for (const label of lacks) expect(labels).not.toContain(label);
  });

  it('tells what each plugin and parameter is', async () => {
    for (const text of [steps('{ "use": "|" }'), svc('|'), '{ | }', learning('"metrics": [{ "use": "|" }]')]) {
      for (const { label, documentation } of await shipped.completions(text))
        expect(documentation, label).toMatch(/^.{8,}\.$/s);
    }
  });

  it('proposes the default', async () => {
    const [first] = await shipped.completions(svc('"kernel": |'));
    expect(first).toMatchObject({ label: 'rbf', detail: 'Default value' });
    const found = await shipped.completions(svc('|'));
    expect(found.find(({ label }) => label === 'C')?.inserted).toBe('"C": ${1:1}');
  });

  it('proposes a domain to fill in', async () => {
    const found = await shipped.completions(svc('"C": |'));
    expect(found.find(({ label }) => label === '{ "tune": … }')?.inserted).toMatch(/"low": \$\{2:0\}/);
  });
});

describe('hover', () => {
  it.each([
    ['a parameter', svc('"|C": 1'), /^Price of errors .* Default: 1\.$/],
    ['a tuned parameter', svc('"|C": { "tune": "float", "low": 1, "high": 9 }'), /^Price of errors .* Default: 1\.$/],
    ['a parameter that depends', svc('"de|gree": 2'), /Matters only while "kernel" is "poly"\. Default: 3\.$/],
    ['a plugin', steps('{ "use": "s|vc" }'), /`svc`: Support vector classifier/],
    ['a bound', svc('"C": { "tune": "float", "l|ow": 1, "high": 9 }'), /^Least value/],
    ['a choice', svc('"kernel": { "ch|oose": ["rbf", "poly"] }'), /^The alternatives/],
    ['steps', '{ "data": { "use": "iris" }, "|steps": [] }', /^Transformers, then one estimator/],
    ['metrics', learning('"me|trics": []'), /^What is measured/],
    ['an id', steps('{ "|id": "m", "use": "svc" }'), /^What it is called/],
    ['a key of an extension', '{ "extends": "./a.json", "bud|get": { "trials": 9 } }', /^When the study ends/],
  ])('on %s tells what it is', async (_, at, text) => {
    expect(await shipped.hover(at)).toMatch(text);
  });
});

describe('marks', () => {
  it.each([
    ['an unknown plugin', steps('{ "use": "svcc" }'), '"svcc"', /Valid values: .*"svc"/],
    ['an unknown parameter', svc('"Cc": 1'), '"Cc"', /^Property Cc is not allowed/],
    ['a number out of bounds', svc('"C": -1'), '-1', /below the exclusive minimum of 0/],
    ['a number out of bounds beside words', svc('"gamma": -1'), '-1', /below the exclusive minimum of 0/],
    ['a wrong type', svc('"C": "one"'), '"one"', /Expected "number"/],
    ['a misspelt word', svc('"kernel": "rfb"'), '"rfb"', /Valid values: "rbf", "linear", "poly", "sigmoid"/],
    ['a misspelt word beside numbers', svc('"gamma": "sclae"'), '"sclae"', /Expected a number > 0, "scale" or "auto"/],
    [
      'a kind of numbers',
      svc('"C": { "tune": "flaot", "low": 1, "high": 2 }'),
      '"flaot"',
      /Valid values: "float", "int"/,
    ],
    ['half a range', svc('"C": { "tune": "float", "low": 1 }'), '"C"', /Missing property "high"/],
    ['an alternative', svc('"kernel": { "choose": ["rbf", "ploy"] }'), '"ploy"', /Valid values: "rbf"/],
    ['a choice of one', svc('"kernel": { "choose": ["rbf"] }'), '["rbf"]', /Expected 2 or more/],
    [
      'a parameter in a choice',
      steps('{ "id": "m", "choose": [{ "use": "svc", "C": "x" }, { "use": "dummy" }] }'),
      '"x"',
      /number/,
    ],
    ['a choice without a name', steps('{ "choose": [{ "use": "svc" }, { "use": "dummy" }] }'), '{', /property "id"/],
    ['a duration', learning('"budget": { "time": "10 m" }'), '"10 m"', /^Expected a duration such as "500ms"/],
    [
      'a domain in a closed place',
      learning('"cv": { "use": "k-fold", "splits": { "tune": "int", "low": 2, "high": 3 } }'),
      /^\{ "tune"/,
      /integer/,
    ],
    [
      'a key of the other kind',
      learning('"objective": { "use": "function", "name": "f" }'),
      '"objective"',
      /belongs to a study of an objective/,
    ],
    ['a key that is none', learning('"budgte": { "trials": 3 }'), '"budgte"', /Property budgte is not allowed/],
    [
      'a name in space',
      objective('"space": { "x y": { "tune": "int", "low": 0, "high": 1 } }'),
      '"x y"',
      /^Expected letters/,
    ],
    ['a study of nothing', '{ "seed": 1 }', '{ "seed": 1 }', /^The study is about nothing/],
    ['a wrong plugin in an extension', '{ "extends": "./a.json", "search": { "use": "gird" } }', '"gird"', /"grid"/],
  ])('%s, once and where it is', async (_, text, place, message) => {
    const marks = await shipped.marks(text);
    expect(marks).toHaveLength(1);
    expect(marks[0]?.at).toMatch(place);
    expect(marks[0]?.message).toMatch(message);
  });

  it.each(withSchema())('nothing in %s', async (file) => {
    const [path, none] = [join(DEFINITIONS, file), editor(false)];
    const text = readFileSync(path, 'utf8');
    expect(await none.marks(text, path)).toEqual([]);
    expect(await none.marks(text.replace('{', '{ "sede": 1,'), path)).not.toEqual([]);
  });

  it.each([
    ['{ "extends": "./base.json", "seed": 3 }'],
    ['{ "extends": ["./a.json", "./b.json"], "earlyStopping": null, "budget": { "time": null, "trials": 9 } }'],
    ['{ "extends": "./base.json", "data": { "header": false }, "space": { "x": { "high": 9 }, "y": null } }'],
  ])('nothing in an extension that says only what differs: %s', async (text) => {
    expect(await shipped.marks(text)).toEqual([]);
  });
});

describe('with the plugins of a definition', () => {
  let own: Editor;
  beforeAll(async () => {
    const folder = emptyFolder();
    const [file, output] = [join(folder, 'my.json'), join(folder, 'my.schema.json')];
    writeFileSync(file, `{ "plugins": [${JSON.stringify(SCALER)}], "steps": [ { "use": "`);
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    expect(await schema({ for: file, output })).toBe(0);
    own = read(output);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('completes them', async () => {
    const names = await own.completions(steps('{ "use": "|" }'));
    expect(names).toContainEqual(
      expect.objectContaining({ label: 'my-scaler', documentation: expect.stringMatching(/^Divide every/) as string }),
    );
    const parameters = await own.completions(steps('{ "use": "my-scaler", | }'));
    expect(parameters).toContainEqual(expect.objectContaining({ label: 'size', inserted: '"size": ${1:1}' }));
  });

  it('explains and checks them', async () => {
    expect(await own.hover(steps('{ "use": "my-scaler", "si|ze": 2 }'))).toMatch(
      /^Largest absolute value .* Default: 1\.$/,
    );
    expect(await own.marks(steps('{ "use": "my-scaler", "size": 0 }, { "use": "svc" }'))).toHaveLength(1);
    expect(await own.marks(steps('{ "use": "my-scaler", "size": 2 }, { "use": "svc" }'))).toEqual([]);
    expect(await shipped.marks(steps('{ "use": "my-scaler" }, { "use": "svc" }'))).toHaveLength(1);
  });
});

/** Definitions that name the shipped schema; those with plugins of their own need one written for them. */
function withSchema(): readonly string[] {
  const files = readdirSync(DEFINITIONS).filter((file) => file.endsWith('.json'));
  return files.filter((file) => readFileSync(join(DEFINITIONS, file), 'utf8').includes('pipeline.schema.json'));
}
