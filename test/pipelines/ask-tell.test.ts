// Loops written elsewhere: one process asks, another tells, and the log of the study is all that they share.
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStudy, TrialFailure, type Score, type Study, type StudyEvent } from 'tunewright';
import { claim } from '@tunewright/stores';
import { describe, expect, it } from 'vitest';
import { timeless } from '../support/black-box.js';
import { command, emptyFolder, FIXTURES, type Ended } from '../support/command.js';
import { storedEvents } from '../support/journals.js';

interface Asked {
  readonly trial: number;
  readonly seed: number;
  readonly parameters: { readonly x: number };
}

const BOWL = {
  name: 'bowl',
  space: { x: { tune: 'float', low: -1, high: 1 } },
  metrics: [{ name: 'loss', goal: 'minimize' }],
  search: { use: 'random' },
  budget: { trials: 3 },
  seed: 1,
};

const STRICT = { plugins: [join(FIXTURES, 'strict.mjs')], earlyStopping: [{ use: 'strict' }] };

/** A folder with the definition, and the command in it. */
function workplace(changes: object = {}): {
  readonly folder: string;
  readonly ask: (...flags: string[]) => Promise<Ended>;
  readonly tell: (...args: (string | number)[]) => Promise<Ended>;
} {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'bowl.json'), JSON.stringify({ ...BOWL, ...changes }));
  return {
    folder,
    ask: (...flags) => command(['ask', 'bowl.json', ...flags], folder),
    tell: (...args) => command(['tell', 'bowl.json', ...args.map(String)], folder),
  };
}

function trialsIn({ stdout }: Ended): Asked[] {
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Asked);
}

/** What does not depend on time, on the process, or on where the program stands. */
function essence(events: readonly StudyEvent[]): object[] {
  return events.map((event) => {
    const { versions: _, ...rest } = timeless(event) as { versions?: unknown; failure?: { message: string } };
    return rest.failure ? { ...rest, failure: rest.failure.message } : rest;
  });
}

describe('tunewright ask and tell', () => {
  it('leads a loop from its first trial to its end', async () => {
    const { ask, tell, folder } = workplace();
    const first = await ask();
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const [{ trial, seed, parameters }] = trialsIn(first) as [Asked];
    expect(trial).toBe(0);
    expect(seed).toBeGreaterThanOrEqual(0);
    expect(Math.abs(parameters.x)).toBeLessThanOrEqual(1);

    expect(await ask()).toMatchObject({ code: 4, stdout: '', stderr: 'wait: trial 0 must be told first.\n' });
    expect(trialsIn(await ask('--pending'))).toEqual([{ trial, seed, parameters }]);
    expect(await tell(0, '-0.5')).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(await ask('--pending')).toMatchObject({ code: 0, stdout: '' });

    await ask();
    await tell(1, '--failed', 'The device is gone.');
    expect(trialsIn(await ask())).toMatchObject([{ trial: 2 }]);
    expect(await ask()).toMatchObject({
      code: 3,
      stderr: 'done: there is no further trial; trial 2 can still be told.\n',
    });
    expect(await tell(2, 'NaN')).toMatchObject({
      code: 0,
      stderr: 'done: all trials of the budget are done. The best is trial 0 with -0.5.\n',
    });
    expect(await ask()).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(/^done: the study has ended, see \.tunewright.bowl-/) as string,
    });
    const ends = storedEvents(folder).filter(({ type }) => type.startsWith('trial-f') || type === 'study-finished');
    expect(ends).toMatchObject([
      { scores: { loss: -0.5 } },
      { failure: { cause: 'exception', message: 'The device is gone.' } },
      { failure: { cause: 'nan' } },
      { best: { trial: 0, score: -0.5 } },
    ]);
  });

  it('says what is wrong with what is told, and changes nothing', async () => {
    const { ask, tell, folder } = workplace({
      budget: { trials: 2 },
      metrics: [
        { name: 'loss', goal: 'minimize' },
        { name: 'size', goal: 'minimize' },
      ],
    });
    expect((await tell(0, 1)).stderr).toMatch(
      /No study of this definition is under way in \.tunewright\. Ask first: tunewright ask bowl\.json/,
    );
    await ask();
    const before = storedEvents(folder).length;
    const refused: readonly (readonly [(string | number)[], RegExp])[] = [
      [[0, 1], /The study has the metrics loss, size: give them all by name/],
      [[0, '--scores', '{"loss":1}'], /The study has the metrics loss, size/],
      [[0, '--scores', '{"loss":1,"size":"2"}'], /The score "size" must be a number, found "2"/],
      [[0, '--scores', 'loss=1'], /--scores takes a JSON object/],
      [[0, 'good'], /The score must be a number, found "good"/],
      [[0], /Give one result/],
      [[0, 1, '--failed', 'no'], /Give one result/],
      [[1, '--scores', '{"loss":1,"size":2}'], /trial 1, which is not under way: it was never asked/],
    ];
    for (const [args, says] of refused) {
      const { code, stderr } = await tell(...args);
      expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
    }
    expect((await command(['tell', 'bowl.json', 'first', '1'], folder)).code).toBe(2);
    expect(storedEvents(folder)).toHaveLength(before);

    await tell(0, '--scores', '{"loss":1,"size":2}');
    expect((await tell(0, '--scores', '{"loss":1,"size":2}')).stderr).toMatch(/trial 0, .* it has finished already/);
    await ask();
    await tell(1, '--failed', 'no');
    expect((await tell(1, '--failed', 'no')).stderr).toMatch(/The study has ended, see .*: nothing can be told of it/);
  });

  it('asks several at once, as many as the lag allows', async () => {
    const { ask } = workplace({ search: { use: 'random', lag: 2 } });
    const { code, stdout, stderr } = await ask('--count', '4');
    expect([code, stdout.split('\n').length - 1, stderr]).toEqual([0, 2, 'wait: trials 0, 1 must be told first.\n']);
  });

  it('begins anew only when it is told to', async () => {
    const { ask, folder } = workplace();
    await ask();
    writeFileSync(join(folder, 'bowl.json'), JSON.stringify({ ...BOWL, seed: 2 }));
    const changed = await ask();
    expect([changed.code, changed.stdout]).toEqual([2, '']);
    expect(changed.stderr).toMatch(
      /The definition has changed since \.tunewright.*jsonl was begun, .* begin a new log with --new\./,
    );
    expect(trialsIn(await ask('--new'))).toMatchObject([{ trial: 0 }]);
    expect(await ask()).toMatchObject({ code: 4 });
  });

  it('takes reports and says when a trial is stopped', async () => {
    const { ask, tell } = workplace({
      budget: { trials: 4 },
      ...STRICT,
    });
    await ask();
    expect(await tell(0, '--step', 1, 0.1)).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(await tell(0, '--step', 2, 5)).toMatchObject({ code: 0, stdout: 'stop\n' });
    expect(await tell(0, '--step', 3, 5)).toMatchObject({ code: 0, stdout: 'stop\n' });
    expect((await tell(0, 5)).stderr).toMatch(/trial 0, which is not under way: it has been stopped already/);
    expect(trialsIn(await ask())).toMatchObject([{ trial: 1 }]);
  });

  it('leaves the same log as one process that does the same', async () => {
    const definition = {
      ...BOWL,
      budget: { trials: 5 },
      search: { use: 'random', lag: 2 },
      ...STRICT,
    };
    type Move = ['ask'] | ['tell', number, Score | Error] | ['report', number, number, number];
    const lost = Object.assign(new TrialFailure('exception', 'lost'), { stack: '' });
    const moves: Move[] = [
      ['ask'],
      ['ask'],
      ['report', 1, 1, 0.2],
      ['tell', 1, 0.3],
      ['report', 0, 1, 0.3],
      ['tell', 0, 0.4],
      ['ask'],
      ['ask'],
      ['ask'],
      ['report', 3, 1, 9],
      ['tell', 2, lost],
      ['ask'],
      ['tell', 4, 0.1],
    ];
    const one = await createStudy(definition, { directory: emptyFolder() });
    const whole: StudyEvent[] = [];
    one.events$.subscribe((event) => whole.push(event));
    for (const move of moves) make(one, move);
    await one.close();

    const { ask, tell, folder } = workplace(definition);
    for (const [what, ...args] of moves) {
      const [trial, result, value] = args;
      if (what === 'ask') await ask();
      else if (what === 'report') await tell(Number(trial), '--step', Number(result), Number(value));
      else if (result instanceof Error) await tell(Number(trial), '--failed', result.message);
      else await tell(Number(trial), Number(result));
    }
    expect(whole.at(-1)?.type).toBe('study-finished');
    expect(essence(storedEvents(folder))).toEqual(essence(whole));

    function make(study: Study, [what, ...[trial, result, value]]: Move): void {
      if (what === 'tell') study.tell(Number(trial), result as Score | Error);
      else if (what === 'report') study.report(Number(trial), Number(result), Number(value));
      else {
        try {
          study.ask();
        } catch {
          // Too early, here and there.
        }
      }
    }
  }, 180_000);

  it('serves several loops at once, each trial to one of them', async () => {
    const { ask, tell, folder } = workplace({ budget: { trials: 9 }, search: { use: 'random', lag: 3 } });
    const loop = async (): Promise<number[]> => {
      const mine: number[] = [];
      for (;;) {
        const asked = await ask();
        if (asked.code === 3) return mine;
        for (const { trial, parameters } of trialsIn(asked)) {
          mine.push(trial);
          expect(await tell(trial, parameters.x ** 2)).toMatchObject({ code: 0 });
        }
      }
    };
    const trials = (await Promise.all([loop(), loop(), loop()])).flat();
    expect(trials.sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    const events = storedEvents(folder);
    expect(events.at(-1)).toMatchObject({ type: 'study-finished', counts: { finished: 9 } });
    expect(readdirSync(join(folder, '.tunewright'))).toHaveLength(1);
  }, 180_000);

  it('is not held up by a process that was killed, and keeps its trial open', async () => {
    const { ask, tell, folder } = workplace({ search: { use: 'random', lag: 3 } });
    await ask();
    await command(['ask', 'bowl.json'], folder, (child) => {
      // Anywhere between its start and its end.
      setTimeout(() => child.kill('SIGKILL'), 250);
    });
    const pending = trialsIn(await ask('--pending')).map(({ trial }) => trial);
    expect([[0], [0, 1]]).toContainEqual(pending);
    expect(trialsIn(await ask())).toMatchObject([{ trial: pending.length }]);
    expect((await tell(0, 1)).code).toBe(0);
  });

  it('waits for another process, and says for which when that takes long', async () => {
    const { ask, folder } = workplace();
    await ask();
    const [log] = storedEvents(folder);
    const identity = log?.type === 'study-started' ? log.identity : '';
    const file = join(folder, '.tunewright', `ask-${identity.slice(0, 16)}`);
    const lock = claim(file);
    const late = await ask('--wait', '0.2');
    expect([late.code, late.stdout]).toEqual([2, '']);
    expect(late.stderr).toContain(`Another process has been asking or telling for 0.2 s.`);
    expect(late.stderr).toContain(`by process ${process.pid} since`);
    const waiting = ask('--pending');
    setTimeout(() => lock.release(), 700);
    expect(trialsIn(await waiting)).toHaveLength(1);

    const { pid } = spawnSync(process.execPath, ['--version']);
    claim(file, pid);
    expect((await ask('--pending', '--wait', '0')).code).toBe(0);
  });

  it('says that a study with steps cannot be asked', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'my.json'), JSON.stringify({ data: { use: 'iris' }, steps: [{ use: 'svc' }] }));
    const { code, stderr } = await command(['ask', 'my.json'], folder);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/need a definition with a "space"/)]);
  });
});
