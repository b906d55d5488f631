// What a command is started with, and where its score is found.
import { rm, writeFile } from 'node:fs/promises';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isProblem, TrialFailure, type Complaint, type Inputs, type Score } from '@tunewright/core';
import { command, evaluate, metricsOf, studyOf, type Call } from './command-support.js';
import { writePrograms, type Programs } from './command-programs.js';

// Prints all it was given, as the note of a score.
const ECHO = `
const { readFileSync } = require('node:fs');
const stdin = process.argv[2] === 'stdin' ? readFileSync(0, 'utf8') : undefined;
const given = { args: process.argv.slice(2), env: process.env.GIVEN, absent: process.env.ABSENT, stdin };
console.error(JSON.stringify(given));
console.log(0.5);
`;

let programs: Programs;
let directory = '';
beforeAll(async () => {
  programs = writePrograms({
    good: 'echo 0.5',
    // Writes its second argument into the file that the first one names.
    writes: 'printf "%s" "$2" > "$1/result.json"',
    prints: 'printf "%s" "$1"',
    exits: 'exit $1',
    shows: 'cat "$1/params.json" >&2; echo 0.5',
    fails: 'exit 2',
    costs: `echo '{"cost": 3}'; echo '{"cost": 0.5, "unit": "USD"}'; exit 2`,
  });
  ({ directory } = programs);
  await writeFile(join(directory, 'echo.cjs'), ECHO);
  await writeFile(join(directory, 'data.txt'), 'no program');
});
afterAll(() => rm(directory, { recursive: true, force: true }));

interface Given {
  readonly args: readonly string[];
  readonly env?: string;
  readonly absent?: string;
  readonly stdin?: string;
}

/** What the program was given. */
async function given(said: Partial<Parameters<typeof command>[0]> & { args: (string | string[])[] }, call: Call = {}) {
  const { args, ...rest } = said;
  let told = '';
  const context = { ...call.context, notice: (_: string, text: string) => void (told = text) };
  const run = [process.execPath, 'echo.cjs', ...args];
  expect(await evaluate({ run, ...rest }, directory, { ...call, context })).toBe(0.5);
  return JSON.parse(told) as Given;
}

function complaintsOf(make: () => unknown): readonly Complaint[] {
  try {
    make();
  } catch (error) {
    if (isProblem(error)) return error.complaints;
    throw error;
  }
  return [];
}

const ALL = { parameters: { lr: 0.1, opt: 'sgd' }, lacking: ['momentum'] };

describe('the arguments of a command', () => {
  it.each<{ what: string; args: (string | string[])[]; call?: Call; expected: string[] }>([
    { what: 'plain text', args: ['a b', '', "it's", '$HOME', '*'], expected: ['a b', '', "it's", '$HOME', '*'] },
    { what: 'parameters', args: ['--lr={lr}', '{opt}{lr}'], call: ALL, expected: ['--lr=0.1', 'sgd0.1'] },
    {
      what: 'a group without its parameter',
      args: ['a', ['--momentum', '{momentum}'], 'b'],
      call: ALL,
      expected: ['a', 'b'],
    },
    { what: 'a group with its parameter', args: [['--lr', '{lr}']], call: ALL, expected: ['--lr', '0.1'] },
    { what: 'a group without parameters', args: [['-a', '-b']], expected: ['-a', '-b'] },
    { what: 'seed and trial', args: ['{seed}', '{trial}'], expected: ['42', '7'] },
    {
      what: 'braces',
      args: ['{{lr}', '{"lr": {lr}}', '{}', '{ lr }', '{{{lr}'],
      call: ALL,
      expected: ['{lr}', '{"lr": 0.1}', '{}', '{ lr }', '{0.1'],
    },
    {
      what: 'values of all types',
      args: ['{a}', '{b}', '{c}', '{d}', '{e}'],
      call: { parameters: { a: true, b: null, c: [1, 'x'], d: { k: 1 }, e: 1e-7 } },
      expected: ['true', 'null', '[1,"x"]', '{"k":1}', '1e-7'],
    },
    {
      what: 'values with blanks and quotes',
      args: ['{a}'],
      call: { parameters: { a: `x y "z' $(ls)` } },
      expected: [`x y "z' $(ls)`],
    },
    {
      what: 'names with dots and dashes',
      args: ['{net.width-2}'],
      call: { parameters: { 'net.width-2': 3 } },
      expected: ['3'],
    },
    {
      what: 'instances',
      args: ['{instance}', '{instance.path}', '{instance.size.x}', ['{instance.rare}']],
      call: {
        inputs: {
          instances: [
            { path: 'a b', size: { x: 1 } },
            { path: 'c', size: { x: 2 }, rare: 1 },
          ],
        },
        context: { instance: { path: 'a b', size: { x: 1 } } },
      },
      expected: ['{"path":"a b","size":{"x":1}}', 'a b', '1'],
    },
    {
      what: 'a text as instance',
      args: ['{instance}'],
      call: { inputs: { instances: ['a'] }, context: { instance: 'a' } },
      expected: ['a'],
    },
  ])('may hold $what', async ({ args, call, expected }) => {
    expect((await given({ args }, call)).args).toEqual(expected);
  });

  it('are quoted for a shell when there is one', async () => {
    const value = `x y "z' $(ls) *`;
    const said = { args: ['{a}', '{b}', '"a  b"', ['{momentum}'], '| cat'], shell: true };
    const call = { parameters: { a: value, b: 0.1 }, lacking: ['momentum'] };
    const told: string[] = [];
    const run = [process.execPath, 'echo.cjs', ...said.args];
    const context = { notice: (_: string, text: string) => void told.push(text) };
    expect(await evaluate({ run, shell: true }, directory, { ...call, context })).toBe(0.5);
    expect(JSON.parse(told[0] ?? '')).toMatchObject({ args: [value, '0.1', 'a  b'] });
  });

  it('may be too strange to start anything', async () => {
    const failing = evaluate({ run: ['echo', '{a}'] }, directory, { parameters: { a: 'a\0b' } });
    await expect(failing).rejects.toThrow(/^"echo" could not be started: .*null bytes/);
  });
});

describe('a command', () => {
  it('gets variables; those whose parameter is missing are not set', async () => {
    const env = { GIVEN: '{lr}/{seed}', ABSENT: '{momentum}' };
    expect(await given({ args: [], env }, ALL)).toEqual({ args: [], env: '0.1/42' });
  });

  it('reads nothing, or the parameters', async () => {
    expect((await given({ args: ['stdin'] }, ALL)).stdin).toBe('');
    const { stdin } = await given({ args: ['stdin'], stdin: 'parameters' }, ALL);
    expect(JSON.parse(stdin ?? '')).toEqual(ALL.parameters);
  });

  it('need not read what it is given', async () => {
    const parameters = { a: 'x'.repeat(1_000_000) };
    expect(await evaluate({ run: ['./good'], stdin: 'parameters' }, directory, { parameters })).toBe(0.5);
  });

  it('has a file with the parameters', async () => {
    let told = '';
    const context = { notice: (_: string, text: string) => void (told = text) };
    const said = { run: ['./shows', '{trialDir}'], parametersFile: 'params.json' };
    expect(await evaluate(said, directory, { ...ALL, context })).toBe(0.5);
    expect(JSON.parse(told)).toEqual(ALL.parameters);
  });

  it('is not started when its trial was cancelled before', async () => {
    const refuse = () => {
      throw new TrialFailure('exception', 'cancelled');
    };
    const call = { context: { pulse: refuse } };
    await expect(evaluate({ run: ['./good'] }, directory, call)).rejects.toThrow('cancelled');
  });
});

describe('the cost', () => {
  it('is what lines without a score say, also of a program that fails', async () => {
    const spent: number[] = [];
    const context = { spend: (amount: number) => void spent.push(amount) };
    await expect(evaluate({ run: ['./costs'] }, directory, { context })).rejects.toThrow(/exited with code 2/);
    expect(spent).toEqual([3, 0.5]);
  });
});

const reading = (score: object, args: string[], names = ['loss']) => ({ score, args, names });

describe('the score', () => {
  const find = (score: unknown, program: string, text: string, names: string[]): Promise<Score> => {
    const run = [program, ...(program === './writes' ? ['{trialDir}'] : []), text];
    const said = { run, score } as unknown as Parameters<typeof evaluate>[0];
    return evaluate(said, directory, { inputs: { metrics: metricsOf(...names) } });
  };

  it.each([
    { text: '1\n0.5', score: 0.5 },
    { text: '0.5\nnot 3\n[4]\n{"a": 1}\n', score: 0.5 },
    { text: '-1.5e-3', score: -0.0015 },
    { text: '.5', score: 0.5 },
    { text: '5.', score: 5 },
    { text: '+2', score: 2 },
    { text: '  7  \n', score: 7 },
    { text: 'NaN', score: Number.NaN },
    { text: '-Infinity', score: -Infinity },
    { text: '{"loss": 1, "rest": "x"}\n{"level": "info"}', score: { loss: 1, rest: 'x' } },
    { text: '{"loss": 1}\n{"loss": 2}', score: { loss: 2 } },
    { text: '{"loss": -Infinity}', score: { loss: -Infinity } },
    { text: '{"loss": NaN, "note": "a NaN"}', lacks: /the last line on stdout is/ },
    { text: '1 2', lacks: /the last line on stdout is "1 2"/ },
    { text: 'x'.repeat(300), lacks: /"x{200}…"/ },
    { text: '0x10', lacks: /"0x10"/ },
  ])('of the lines $text', async ({ text, score, lacks }) => {
    const found = find('last-line', './prints', text, ['loss']);
    await (lacks ? expect(found).rejects.toThrow(lacks) : expect(found).resolves.toEqual(score));
  });

  it.each([
    { regex: 'accuracy: ([0-9.]+)', text: 'accuracy: 0.1\naccuracy: 0.9 (best)\n', score: 0.9 },
    { regex: '^\\S+$', text: 'a b\n0.25\nc d', score: 0.25 },
    {
      regex: '(?<loss>\\S+) of (?<size>\\d+)',
      text: '0.5 of 30',
      names: ['loss', 'size'],
      score: { loss: 0.5, size: 30 },
    },
    { regex: 'loss (\\S+)', text: 'loss nan', score: Number.NaN },
    { regex: 'loss (\\S+)', text: 'loss high', lacks: /^What the regular expression found is no number: "high"\.$/ },
    { regex: 'loss (\\d+)', text: 'none\n', lacks: /matches nothing on stdout: the last line on stdout is "none"\.$/ },
    { regex: 'loss (\\d+)', text: `loss 3\n${'-'.repeat(70_000)}`, lacks: /matches nothing on stdout/ },
    { regex: '(a+)+$', text: `${'a'.repeat(50)}!`, lacks: /did not come to an end within 1000 ms/ },
  ])('by the expression $regex', async ({ regex, text, names = ['loss'], score, lacks }) => {
    const found = find({ regex }, './prints', text, names);
    await (lacks ? expect(found).rejects.toThrow(lacks) : expect(found).resolves.toEqual(score));
  });

  it.each([
    { text: '0.5', score: 0.5 },
    { text: '{"loss": 2}', score: { loss: 2 } },
    { key: 'a.b', text: '{"a": {"b": 3}}', score: 3 },
    { key: 'a', text: '{"a": {"loss": NaN}}', score: { loss: Number.NaN } },
    { key: 'a.c', text: '{"a": {"b": 3}}', lacks: /^There is no "a\.c" in "result\.json"\.$/ },
    { text: '"0.5"', lacks: /^It in "result\.json" is no number and no object: "0\.5"\.$/ },
    { text: 'loss: 3', lacks: /^The file "result\.json" is not JSON\.$/ },
    { text: `"${'x'.repeat(100_000)}`, lacks: /^The file "result\.json" is not JSON\.$/ },
    { file: 'other.json', text: '1', lacks: /^The program wrote no file "other\.json" into the trial's directory\.$/ },
  ])('in a file, $text', async ({ text, key, file = 'result.json', score, lacks }) => {
    const found = find({ file, ...(key !== undefined && { key }) }, './writes', text, ['loss']);
    const expected = lacks && new RegExp(lacks.source.replace(/\$$/, '(\\nIts directory is kept: .*)$'));
    await (expected ? expect(found).rejects.toThrow(expected) : expect(found).resolves.toEqual(score));
  });

  it('may be the exit code', async () => {
    expect(await find({ exitCode: true }, './exits', '3', ['loss'])).toBe(3);
  });

  it.each([
    { ...reading({ regex: '(' }, []), code: 'bad-regex', pointer: '/objective/score/regex' },
    { ...reading({ regex: '(\\d+)' }, [], ['loss', 'size']), code: 'score-lacks-metric', pointer: '/objective/score' },
    {
      ...reading({ regex: '(?<loss>a)' }, [], ['loss', 'size']),
      code: 'score-lacks-metric',
      pointer: '/objective/score/regex',
    },
    { ...reading({ exitCode: true }, [], ['loss', 'size']), code: 'score-lacks-metric', pointer: '/objective/score' },
    { ...reading({ file: '../result.json' }, []), code: 'file-outside', pointer: '/objective/score/file' },
    { ...reading({ file: '/tmp/result.json' }, []), code: 'file-outside', pointer: '/objective/score/file' },
  ])('cannot be $score', ({ score, names, code, pointer }) => {
    const said = { run: ['./good'], score } as unknown as Parameters<typeof command>[0];
    const complaints = complaintsOf(() => command(said, directory, { metrics: metricsOf(...names) }));
    expect(complaints).toEqual([{ code, pointer, text: expect.stringMatching(/^[A-Z"].*\.$/) as string }]);
  });
});

describe('before the first trial', () => {
  const parameters: Inputs['parameters'] = [
    { name: 'lr', always: true },
    { name: 'momentum', always: false },
    { name: 'seed', always: true },
  ];
  it.each<{ run: (string | string[])[]; instances?: Inputs['instances']; pointer: string; text: RegExp }>([
    {
      run: ['./good', '{momentun}'],
      pointer: '/objective/run/1',
      text: /no parameter "momentun".*Did you mean "momentum"\?/,
    },
    { run: ['./good', ['a', '{xyzzy}']], pointer: '/objective/run/1/1', text: /There are: .*"lr".*"trialDir"/ },
    { run: ['./good', '{momentum}'], pointer: '/objective/run/1', text: /Some configurations have no "momentum"/ },
    {
      run: ['./good', '{seed}'],
      pointer: '/objective/run/1',
      text: /both the parameter "seed" and what Tunewright gives/,
    },
    { run: ['./good', '{instance}'], pointer: '/objective/run/1', text: /lists none/ },
    {
      run: ['./good', '{instance.b}'],
      instances: [{ b: 1 }, { a: 1 }],
      pointer: '/objective/run/1',
      text: /The instance 1 has no "b".*\{"a":1\}/,
    },
    {
      run: ['./good', ['{instance.b}']],
      instances: [3],
      pointer: '/objective/run/1/0',
      text: /The instance 0 has no "b".*it is 3/,
    },
    { run: ['no-such-program'], pointer: '/objective/run/0', text: /no program "no-such-program" on the PATH/ },
    { run: ['./no-such-program'], pointer: '/objective/run/0', text: /no program .*\/no-such-program\. Paths/ },
    { run: ['./data.txt'], pointer: '/objective/run/0', text: /no executable file\. .*"python3", "\.\/data\.txt"/ },
    { run: ['./pids'], pointer: '/objective/run/0', text: /no executable file/ },
  ])('$run is refused', ({ run, instances, pointer, text }) => {
    const complaints = complaintsOf(() => command({ run }, directory, { parameters, instances }));
    expect(complaints).toEqual([
      { code: expect.any(String) as string, pointer, text: expect.stringMatching(text) as string },
    ]);
  });

  it('all mistakes are told at once', () => {
    const said = {
      run: ['no-such-program', '{a}'],
      env: { 'X/Y': '{b}' },
      parametersFile: '../p',
      score: { regex: '(' },
    };
    expect(complaintsOf(() => command(said, directory)).map(({ pointer }) => pointer)).toEqual([
      '/objective/run/1',
      '/objective/env/X~1Y',
      '/objective/run/0',
      '/objective/parametersFile',
      '/objective/score/regex',
    ]);
  });

  it('a program is looked for on the PATH that it gets', () => {
    expect(complaintsOf(() => command({ run: ['good'], env: { PATH: directory } }, directory))).toEqual([]);
    expect(complaintsOf(() => command({ run: ['sh'], env: { PATH: directory } }, directory))).toHaveLength(1);
  });

  it('a mistake ends the study, once', async () => {
    const study = await studyOf({ run: ['no-such-program', '{y}'] }, directory);
    await expect(study.run()).rejects.toThrow(/There is no parameter "y".*\n.*no program "no-such-program"/);
    expect(study.history.started).toBeUndefined();
  });

  it('what is computed and what is conditional is known', async () => {
    const space = {
      x: { choose: [1, 2] },
      opt: { choose: ['adam', 'sgd'] },
      momentum: { tune: 'float', low: 0, high: 1, points: 2, when: { opt: 'sgd' } },
      twice: { expr: 'x * 2' },
      half: { expr: 'momentum / 2' },
    };
    const run = async (...args: (string | string[])[]) =>
      (await studyOf({ run: ['./good', ...args] }, directory, { space })).run();
    await expect(run('{half}')).rejects.toThrow(/Some configurations have no "half"/);
    expect((await run('{twice}', ['{half}', '{momentum}'])).counts.finished).toBe(6);
  });
});

describe('the directory of a trial', () => {
  const folder = 'kept';
  const kept = (): string[] => (existsSync(join(directory, folder)) ? readdirSync(join(directory, folder)) : []);

  it.each([
    { keep: 'always', program: './good', stays: true },
    { keep: 'failures', program: './good', stays: false },
    { keep: 'never', program: './good', stays: false },
    { keep: 'always', program: './fails', stays: true },
    { keep: 'failures', program: './fails', stays: true },
    { keep: 'never', program: './fails', stays: false },
  ] as const)('with keep "$keep" of $program stays: $stays', async ({ keep, program, stays }) => {
    await rm(join(directory, folder), { recursive: true, force: true });
    const said = { run: [program, '{trialDir}'], folder, keep };
    const [first] = await Promise.allSettled([evaluate(said, directory), evaluate(said, directory)]);
    expect(kept().sort()).toEqual(stays ? ['trial-7', 'trial-7-2'] : []);
    const told = first?.status === 'rejected' ? String(first.reason) : '';
    expect(told.includes('Its directory is kept: ')).toBe(program === './fails' && stays);
  });

  it('is new for each evaluation, so that no old score is read', async () => {
    const said = { run: ['./{program}', '{trialDir}', '0.5'], folder, keep: 'always', score: { file: 'result.json' } };
    const call = (program: string): Call => ({ parameters: { program } });
    expect(await evaluate(said as Parameters<typeof evaluate>[0], directory, call('writes'))).toBe(0.5);
    await expect(evaluate(said as Parameters<typeof evaluate>[0], directory, call('good'))).rejects.toThrow(
      /wrote no file/,
    );
  });

  it('is not made when nothing names it', async () => {
    await rm(join(directory, folder), { recursive: true, force: true });
    await evaluate({ run: ['./good'], folder, keep: 'always' }, directory);
    expect(existsSync(join(directory, folder))).toBe(false);
  });

  it('holds what was written to it', async () => {
    const said = { run: ['./good', '{trialDir}'], folder, keep: 'always', parametersFile: 'in/params.json' } as const;
    await evaluate({ ...said, run: [...said.run] }, directory, { parameters: {}, lacking: ['x'] });
    expect(readFileSync(join(directory, folder, 'trial-7', 'in/params.json'), 'utf8')).toBe('{}\n');
  });
});
