import { execFileSync } from 'node:child_process';
import { readdirSync, renameSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StudyEvent } from '@tunewright/core';
import { command, DEFINITIONS, emptyFolder, FIXTURES } from '../support/command.js';
import { storedEvents, writing } from '../support/journals.js';
import { timeless } from '../support/black-box.js';

const PACKAGE = join(DEFINITIONS, '..');
const NARROW = join(DEFINITIONS, 'iris-svc-narrow-grid.json');
const eventsOf = (stdout: string): StudyEvent[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as StudyEvent);

describe('tunewright run', () => {
  it('tunes, shows the best and where the log is', async () => {
    const folder = emptyFolder();
    const { code, stdout, stderr } = await command(['run', NARROW], folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/grid of 4 configurations × 5 folds = 20 fits/);
    expect(stdout).toMatch(/1 +0 +0\.98000 ± 0\.01826 .* 1 +0\.1/);
    expect(stdout).toMatch(/4 trials in .*: 4 finished, 0 failed, 0 stopped/);
    expect(stderr).toMatch(/^log: \.tunewright\/iris-svc-narrow-grid-[0-9a-f]{8}-1\.jsonl\n$/);
    expect(readdirSync(join(folder, '.tunewright'))).toHaveLength(1);
    for (const line of `${stdout}${stderr}`.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('begins a new log at each run', async () => {
    const folder = emptyFolder();
    await command(['run', NARROW, '--quiet'], folder);
    await command(['run', NARROW, '--quiet'], folder);
    expect(
      readdirSync(join(folder, '.tunewright'))
        .sort()
        .map((name) => name.slice(-7)),
    ).toEqual(['1.jsonl', '2.jsonl'].map((name) => `-${name}`.slice(-7)));
  });

  it('prints one event a line with --json, and nothing else', async () => {
    const { code, stdout, stderr } = await command(['run', NARROW, '--json', '--no-store']);
    const events = eventsOf(stdout);
    expect([code, stderr]).toEqual([0, '']);
    expect(events[0]).toMatchObject({ type: 'study-started', trials: 4, folds: 5, spaceSize: 4 });
    expect(events.at(-1)).toMatchObject({
      type: 'study-finished',
      best: { score: expect.closeTo(0.98, 12) as number, trial: 0, params: { 'svc.C': 1, 'svc.gamma': 0.1 } },
      counts: { finished: 4, failed: 0, stopped: 0, paused: 0 },
    });
  });

  it('prints nothing with --quiet, and keeps nothing with --no-store', async () => {
    const folder = emptyFolder();
    expect(await command(['run', NARROW, '--quiet', '--no-store'], folder)).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['0.97', 0],
    ['0.99', 1],
  ])('with --fail-under %s exits with %i', async (limit, code) => {
    expect(await command(['run', NARROW, '--quiet', '--no-store', '--fail-under', limit])).toMatchObject({ code });
  });

  it('exits with 1 when no trial finished, and says why they failed', async () => {
    const { code, stdout, stderr } = await command(['run', join(FIXTURES, 'failing.json'), '--no-store']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/No trial finished\./);
    expect(stdout).toMatch(/3 × exception, trials 0–2|3 × exception/);
    expect(`${stdout}${stderr}`).toMatch(/The service is down\./);
    expect(`${stdout}${stderr}`).not.toMatch(/ at .*\.mjs/);
  });

  const broken: readonly { when: string; text: string; says: RegExp }[] = [
    {
      when: 'has a typo',
      text: '{"data":{"use":"irs"},"steps":[{"use":"svc"}]}',
      says: /^my\.json:1:\d+ \/data\/use: .*Did you mean "iris"\?\n$/,
    },
    { when: 'is no JSON', text: '{"data" {}}', says: /^my\.json:1:9: / },
    { when: 'is empty', text: '', says: /^my\.json:1:1: / },
  ];
  it.each(broken)('exits with 2 when the definition $when', async ({ text, says }) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'my.json'), text);
    const { code, stdout, stderr } = await command(['run', 'my.json'], folder);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/node_modules|\.js:\d/);
  });

  it('exits with 2 when there is no such file, or nothing to resume', async () => {
    const folder = emptyFolder();
    const missing = await command(['run', 'none.json'], folder);
    expect(missing).toMatchObject({ code: 2, stderr: 'none.json: none.json cannot be read: there is no such file.\n' });
    const fresh = await command(['run', NARROW, '--resume'], folder);
    expect(fresh.code).toBe(2);
    expect(fresh.stderr).toMatch(/nothing to resume|no .*log/i);
  });

  it('loads the plugins that a definition lists, and says what is wrong with them', async () => {
    const folder = emptyFolder();
    const definition = (plugins: string[]): string =>
      JSON.stringify({ plugins, data: { use: 'iris' }, steps: [{ use: 'svc' }] });
    writeFileSync(join(folder, 'throws.mjs'), 'throw new Error("no license");');
    writeFileSync(join(folder, 'empty.mjs'), 'export const nothing = 1;');
    writeFileSync(
      join(folder, 'my.json'),
      definition(['./throws.mjs', './empty.mjs', './missing.mjs', 'no-such-package']),
    );
    const { code, stderr } = await command(['run', 'my.json'], folder);
    expect(code).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(4);
    expect(stderr).toMatch(/\/plugins\/0: "\.\/throws\.mjs" could not be loaded: throws\.mjs:1: no license\./);
    expect(stderr).toMatch(/\/plugins\/1: "\.\/empty\.mjs" exports no plugin/);
    expect(stderr).toMatch(/\/plugins\/2: There is no file "\.\/missing\.mjs" in /);
    expect(stderr).toMatch(/\/plugins\/3: No package "no-such-package" is installed/);
  });

  it('is interrupted by Ctrl-C with the best so far, and goes on with --resume to the same log', async () => {
    const folder = emptyFolder();
    const file = join(FIXTURES, 'slow.json');
    const first = await command(['run', file], folder, (child) => {
      void writing(folder, child).then(() => setTimeout(() => child.kill('SIGINT'), 300));
    });
    expect(first).toMatchObject({ code: 130, signal: null });
    expect(first.stdout).toMatch(/interrupted/);
    expect(first.stdout).toMatch(/1 +\d+ +-?0\.\d+/);
    const second = await command(['run', file, '--resume'], folder);
    expect(second.code).toBe(0);
    const whole = emptyFolder();
    await command(['run', file, '--quiet'], whole);
    const resumed = storedEvents(folder).filter((event) => event.type !== 'study-interrupted');
    expect(resumed.map(timeless)).toEqual(storedEvents(whole).map(timeless));
    expect(await command(['run', file, '--resume'], folder)).toMatchObject({ code: 2 });
  });
});

describe('tunewright', () => {
  it('is linked by npm to a file that is there before anything is built', () => {
    const { bin } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { bin: { tunewright: string } };
    expect(bin.tunewright).not.toMatch(/^(bundle|dist)/);
    const file = join(PACKAGE, bin.tunewright);
    expect(execFileSync(file, ['--version'], { encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    ['calls process.exit', 'process.exit(0)', /an objective or a plugin called process\.exit\./],
    ['never settles', 'new Promise(() => {})', /waits for a promise that nothing will settle\./],
  ])('says so when an objective %s', async (_, body, says) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'odd.mjs'), `export default () => ${body};`);
    const objective = { use: 'module', path: './odd.mjs' };
    writeFileSync(join(folder, 'odd.json'), JSON.stringify({ objective, space: {}, run: {} }));
    const { code, stderr } = await command(['run', 'odd.json', '--no-store'], folder);
    expect(code).toBe(70);
    expect(stderr).toMatch(says);
  });

  it.each(['run', 'resolve', 'graph'])('%s ends quietly when nobody reads its output', async (name) => {
    const { code, stderr } = await command(
      [name, NARROW, ...(name === 'run' ? ['--json'] : [])],
      emptyFolder(),
      (child) => child.stdout?.destroy(),
    );
    expect([code, stderr]).toEqual([141, '']);
  });

  it('validates without running', async () => {
    const { code, stdout } = await command(['validate', NARROW]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /is sound: study "iris-svc-narrow-grid", searched by grid; svc\.C, svc\.gamma \(4 configurations\)/,
    );
  });

  it('validates what only searcher and objective can say', async () => {
    const folder = emptyFolder();
    const space = { x: { tune: 'float', low: 0, high: 1 } };
    writeFileSync(join(folder, 'grid.json'), JSON.stringify({ space, search: { use: 'grid' } }));
    const grid = await command(['validate', 'grid.json'], folder);
    expect(grid).toMatchObject({ code: 2, stdout: '' });
    expect(grid.stderr).toMatch(/grid\.json: .*"x" is continuous/);
    const objective = { use: 'module', path: './missing.mjs' };
    writeFileSync(join(folder, 'module.json'), JSON.stringify({ objective, space, budget: { trials: 1 } }));
    const missing = await command(['validate', 'module.json'], folder);
    expect(missing).toMatchObject({ code: 2, stdout: '' });
    expect(missing.stderr).toMatch(/module\.json:1:\d+ \/objective\/path: There is no file "\.\/missing\.mjs"/);
  });

  it('lists the plugins within 80 columns', async () => {
    const { code, stdout } = await command(['plugins']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^estimator\n[\s\S]*^ {2}svc +Support/m);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('says how it is used, with examples', async () => {
    const help = await command(['--help']);
    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(/Examples:[\s\S]*tunewright run study\.json --resume/);
    for (const line of help.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    const unknown = await command(['rum']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toMatch(/unknown command 'rum'[\s\S]*run/);
    const misused = await command(['run', NARROW, '--fail-under', 'x']);
    expect(misused.code).toBe(2);
    expect(misused.stderr).toMatch(/It must be a number/);
    expect((await command(['run', NARROW, '--json', '--quiet'])).stderr).toMatch(/cannot be used with/);
  });
});

describe('tunewright best and predict', () => {
  const definition = {
    data: { use: 'wine' },
    steps: [
      { id: 'scale', choose: [{ use: 'standard-scaler' }, { use: 'min-max-scaler' }] },
      { use: 'svc', probability: true, C: { tune: 'float', low: 0.1, high: 10, log: true } },
    ],
    budget: { trials: 6 },
  };
  const rows = readFileSync(new URL('../../plugins/learning/data/wine.csv', import.meta.url), 'utf8').split('\n');

  /** A folder with a study that has run, and its model. */
  async function withModel(): Promise<string> {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'my.json'), JSON.stringify(definition));
    expect(await command(['run', 'my.json', '--quiet'], folder)).toMatchObject({ code: 0 });
    const { stdout } = await command(['best', 'my.json', '--as', 'model'], folder);
    writeFileSync(join(folder, 'model.json'), stdout);
    return folder;
  }

  it('print parameters, a definition with nothing to tune, and predictions of the model', async () => {
    const folder = await withModel();
    const parameters = JSON.parse((await command(['best', 'my.json'], folder)).stdout) as Record<string, unknown>;
    expect(Object.keys(parameters)).toEqual(['scale', 'svc.C']);

    writeFileSync(join(folder, 'best.json'), (await command(['best', 'my.json', '--as', 'definition'], folder)).stdout);
    const events = eventsOf((await command(['run', 'best.json', '--json', '--no-store'], folder)).stdout);
    const whole = storedEvents(folder).at(-1);
    expect(events.filter(({ type }) => type === 'trial-finished')).toHaveLength(1);
    expect((events.at(-1) as { best: { score: number } }).best.score).toBe(
      (whole as { best: { score: number } }).best.score,
    );

    // Columns in another order, and one more.
    const turned = rows.slice(0, 6).map((row) => ['note', ...row.split(',').reverse()].join(','));
    writeFileSync(join(folder, 'rows.csv'), turned.join('\n'));
    const predicted = await command(['predict', 'model.json', 'rows.csv', '--probabilities'], folder);
    const lines = predicted.stdout.trim().split('\n');
    expect(lines[0]).toBe('prediction,p(class_0),p(class_1),p(class_2)');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(Array(5).fill('class_0'));
  });

  it('are not hidden by a later run that could not begin', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'rows.csv'), rows.join('\n'));
    const csv = { use: 'csv', path: 'rows.csv', target: 'class' };
    writeFileSync(join(folder, 'csv.json'), JSON.stringify({ ...definition, data: csv }));
    expect(await command(['run', 'csv.json', '--quiet'], folder)).toMatchObject({ code: 0 });
    renameSync(join(folder, 'rows.csv'), join(folder, 'away.csv'));
    expect(await command(['run', 'csv.json', '--quiet'], folder)).toMatchObject({ code: 2 });
    expect((await command(['best', 'csv.json'], folder)).stdout).toMatch(/svc\.C/);
  });

  it('print a definition that runs, also of what is shared and conditional', async () => {
    const folder = emptyFolder();
    const shared = {
      data: { use: 'wine' },
      space: {
        strength: { tune: 'float', low: 0.01, high: 100, log: true },
        tenth: { expr: 'strength / 10' },
      },
      steps: [
        { use: 'standard-scaler' },
        {
          id: 'model',
          choose: [
            { use: 'svc', C: { ref: 'strength' } },
            { use: 'logistic-regression', C: { ref: 'tenth' } },
          ],
        },
      ],
      constraints: ["strength <= 50 || model == 'svc'"],
      earlyStopping: [{ use: 'median' }],
      control: { random: 0.2, unstopped: 0.2 },
      onDuplicate: 'resample',
      start: [{ strength: 1, model: 'logisticRegression' }],
      budget: { trials: 6 },
    };
    writeFileSync(join(folder, 'shared.json'), JSON.stringify(shared));
    const run = async (file: string): Promise<unknown> =>
      eventsOf((await command(['run', file, '--json'], folder)).stdout).at(-1);
    const first = await run('shared.json');
    const { stdout } = await command(['best', 'shared.json', '--as', 'definition'], folder);
    writeFileSync(join(folder, 'settled.json'), stdout);
    expect(await run('settled.json')).toMatchObject({
      type: 'study-finished',
      best: { score: (first as { best: { score: number } }).best.score },
      counts: { finished: 1 },
    });
  });

  it('say what is wrong', async () => {
    const folder = await withModel();
    const predict = async (text: string): Promise<string> => {
      writeFileSync(join(folder, 'rows.csv'), text);
      const { code, stdout, stderr } = await command(['predict', 'model.json', 'rows.csv'], folder);
      expect([code, stdout]).toEqual([2, '']);
      return stderr;
    };
    const swapped = await command(['predict', 'my.json', 'my.json'], folder);
    expect(swapped.stderr).toMatch(/^my\.json: This is no model of Tunewright/);
    const absent = await command(['predict', 'none.json', 'my.json'], folder);
    expect(absent.stderr).toMatch(/^none\.json: none\.json cannot be read: there is no such file/);
    expect(await predict('alcohol,ash\n1,2\n')).toMatch(
      /lacks columns that the model needs: "malic_acid", "alcalinity/,
    );
    expect(await predict([rows[0], rows[1]?.replace(/^[\d.]+/, 'high')].join('\n'))).toMatch(
      /row 1: the column "alcohol" must hold a number, found "high"/,
    );
    writeFileSync(join(folder, 'other.json'), JSON.stringify({ ...definition, seed: 1 }));
    expect((await command(['best', 'other.json'], folder)).stderr).toMatch(
      /No study of this definition is stored in \.tunewright/,
    );
    expect((await command(['predict', 'my.json', 'rows.csv'], folder)).stderr).toMatch(/no model of Tunewright/);
  });
});
