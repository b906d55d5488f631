// Commands that are ended: by a stopper, a timeout, an interruption, the end of this process; and floods of output.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStudy, Stopper, type StopperPlugin, type StudyEvent } from '@tunewright/core';
import Type from 'typebox';
import { command as runCommand } from '../../support/command.js';
import { evaluate, registry, studyOf } from './command-support.js';
import { allGone, runs, until, writePrograms, type Programs } from './command-programs.js';

const LIMIT = 100;

@Stopper({
  name: 'above',
  summary: 'Stops what reports more than a limit.',
  params: Type.Object({}, { additionalProperties: false }),
  reads: 'epochs',
})
class Above implements StopperPlugin {
  observe(): void {}
  rule() {
    return (curve: readonly { readonly loss: number }[]) =>
      (curve.at(-1)?.loss ?? 0) > LIMIT
        ? { action: 'stop' as const, reason: 'too high' }
        : { action: 'continue' as const };
  }
}

// Two processes that must be ended, and one that has written into its directory.
const HANGS =
  'me; sleep 600 & note $!; [ -d "$2" ] && echo 1 > "$2/file"; echo "{\\"step\\": 1, \\"value\\": $1}"; wait';

let programs: Programs;
let directory = '';
beforeAll(() => {
  programs = writePrograms({
    hangs: HANGS,
    stubborn: `trap "" TERM; ${HANGS}`,
    'hangs-from-3': `[ $1 -lt 3 ] && echo $1 && exit; ${HANGS}`,
    floods: 'me; yes "noise noise noise noise" | head -c 100000000; echo; [ $1 = scored ] && echo 0.5',
    'floods-without-lines': 'me; head -c 100000000 /dev/zero; echo; echo 0.5',
    'floods-stderr': 'me; yes noise | head -c 20000000 >&2; echo 0.5',
    detaches: 'me; setsid sleep 600 & note $!; echo 0.5',
  });
  ({ directory } = programs);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function events(objective: object, more: object = {}): Promise<StudyEvent[]> {
  const found: StudyEvent[] = [];
  for await (const event of await studyOf(objective, directory, more)) found.push(event);
  return found;
}
const kept = (folder: string): string[] =>
  existsSync(join(directory, folder)) ? readdirSync(join(directory, folder)) : [];

describe('a command is ended', () => {
  it('when a stopper ends its trial', async () => {
    const definition = {
      name: 'stopped',
      objective: { use: 'command', run: ['./hangs', '{x}', '{trialDir}'], folder: 'stopped' },
      space: { x: { choose: [200, 300] } },
      metrics: [{ name: 'loss', goal: 'minimize' }],
      search: { use: 'grid' },
      earlyStopping: [{ use: 'above' }],
      run: { concurrency: 2 },
    };
    const study = await createStudy(definition, { registry: registry().register([Above], 'the test'), directory });
    const { counts } = await study.run();
    expect(counts).toMatchObject({ stopped: 2, failed: 0 });
    await allGone(programs);
    await until(() => kept('stopped').length === 0, 'that the directories of stopped trials are removed');
  });

  it('when its time is over; its directory stays, as that of a failure', async () => {
    const run = ['./hangs-from-3', '{x}', '{trialDir}'];
    const found = await events({ run, folder: 'late' }, { run: { concurrency: 4, timeout: '2500ms' } });
    const causes = found.flatMap((event) => (event.type === 'trial-failed' ? [event.failure.cause] : []));
    expect(causes).toEqual(['timeout', 'timeout']);
    await allGone(programs);
    await until(() => kept('late').length === 2, 'that the directories of finished trials are removed');
  });

  it('when the study is interrupted', async () => {
    const study = await studyOf({ run: ['./hangs', '{x}'] }, directory, { run: { concurrency: 4 } });
    const before = programs.pids('hangs').length;
    const running = study.run();
    await until(() => programs.pids('hangs').length === before + 8, 'that four programs with a child run');
    expect(programs.pids('hangs').slice(before).filter(runs)).toHaveLength(8);
    study.stop();
    expect((await running).status).toBe('interrupted');
    await allGone(programs);
  });
});

describe.skipIf(process.platform === 'win32')('a process that runs commands leaves none behind', () => {
  const source = fileURLToPath(new URL('../../../plugins/objectives/bundle/index.js', import.meta.url));
  const script = (last: string): string => `
    import { CommandObjective } from ${JSON.stringify(source)};
    const inputs = { parameters: [], instances: undefined, metrics: [{ name: 'loss', goal: 'minimize', objective: true }] };
    const params = { run: ['./hangs', '1'], shell: false, env: {}, stdin: 'nothing', score: 'last-line', folder: 'f', keep: 'never', grace: '60s' };
    const context = { pulse() {}, notice() {}, signal: new AbortController().signal, seed: 1, trial: 1, report() { ${last} } };
    await new CommandObjective(params, ${JSON.stringify(directory)}, inputs).evaluate({}, context);`;

  it.each([
    { how: 'exits', last: 'process.exit(5)', code: 5, signal: null },
    { how: 'throws', last: 'setImmediate(() => { throw new Error("a bug"); })', code: 1, signal: null },
    ...(['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => ({
      how: `gets ${signal}`,
      last: `process.kill(process.pid, '${signal}')`,
      code: null,
      signal,
    })),
  ])('when it $how', async ({ how, last, code, signal }) => {
    const file = join(directory, `${how.replaceAll(' ', '-')}.mjs`);
    await writeFile(file, script(last));
    const before = programs.pids('hangs').length;
    const child = spawn(process.execPath, [file], { stdio: 'ignore' });
    expect(await once(child, 'exit')).toEqual([code, signal]);
    expect(programs.pids('hangs')).toHaveLength(before + 2);
    await allGone(programs);
  });
});

describe('the command line', () => {
  it.each([
    { times: 1, program: 'hangs', grace: '1h' },
    { times: 1, program: 'stubborn', grace: '100ms' },
    { times: 2, program: 'stubborn', grace: '1h' },
  ])('ends all programs at Ctrl-C (times: $times, program: $program)', async ({ times, program, grace }) => {
    const definition = {
      name: 'interrupted',
      objective: { use: 'command', run: [`./${program}`, '{x}'], grace },
      space: { x: { choose: [1, 2, 3, 4] } },
      search: { use: 'grid' },
      run: { concurrency: 4 },
    };
    await writeFile(join(directory, 'interrupted.json'), JSON.stringify(definition));
    const before = programs.pids(program).length;
    const args = ['run', 'interrupted.json', '--store', `logs-${program}-${times}`];
    const ended = await runCommand(args, directory, (child) => {
      void until(() => programs.pids(program).length === before + 8, 'that four programs with a child run')
        .then(() => child.kill('SIGINT'))
        .then(() => times === 2 && setTimeout(() => child.kill('SIGINT'), 100));
    });
    expect([ended.code, ended.signal]).toEqual(times === 1 ? [130, null] : expect.arrayContaining([null]));
    await allGone(programs);
  });
});

describe('a flood of 100 MB', () => {
  const MOST = 96 * 2 ** 20; // bytes; the flood is larger

  it.each([
    { run: ['./floods', 'scored'], score: 0.5 },
    { run: ['./floods-without-lines'], score: 0.5 },
    { run: ['./floods-stderr'], score: 0.5 },
    { run: ['./floods', 'not'], score: undefined },
  ])('is read in bounded memory: $run', async ({ run, score }) => {
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
    const found = evaluate({ run }, directory);
    if (score === undefined) await expect(found).rejects.toThrow(/exited with code 1/);
    else expect(await found).toBe(score);
    clearInterval(watch);
    expect(most - before).toBeLessThan(MOST);
    await allGone(programs);
  });
});

describe('a daemon that leaves the group of its program', () => {
  it('does not hold up the trial, though it keeps stdout', async () => {
    expect(await evaluate({ run: ['./detaches'] }, directory)).toBe(0.5);
    for (const pid of programs.pids('detaches').filter(runs)) process.kill(pid, 'SIGKILL');
    await allGone(programs);
  });
});
