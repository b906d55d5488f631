// Programs that go wrong: each ends in one failed trial with a clear cause, the study goes on, nothing is left behind.
import { rm } from 'node:fs/promises';
import { createStudy, Registry, type Configuration, type StudyEvent } from '@tunewright/core';
import { executors } from '@tunewright/executors';
import { objectives } from '@tunewright/objectives';
import { search } from '@tunewright/search';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allGone, PROGRAMS, runs, writePrograms, type Program, type Programs } from './command-programs.js';

/** How each program's trial ends: its score, or cause and message. */
const ENDS: Readonly<Record<Program | 'not-there', number | RegExp>> = {
  good: 0.125,
  killed: /^exception: The program was ended by the signal SIGKILL; the system does so when memory runs out\.$/,
  'ignores-sigterm': /^timeout: The trial took longer than run\.timeout allows\.$/,
  'never-ends': /^timeout: /,
  'closes-stdout-and-goes-on': /^timeout: /,
  garbage: /^invalid: The program printed no score: the last line on stdout is "50%"\.$/,
  'other-objects':
    /^invalid: The program printed no score: the last object on stdout has "level", "message" and none of "loss"\.$/,
  'exits-3':
    /^exception: The program exited with code 3\. Its last word on stderr: ValueError: lr is 0\nstderr:\nfirst line\nValueError: lr is 0$/,
  'dies-by-a-signal': /^exception: The program was ended by the signal SIGSEGV\.$/,
  'prints-nan': /^nan: The score "loss" is not a number \(NaN\)\.$/,
  'prints-nan-in-json': /^nan: The score "loss" is not a number \(NaN\)\.$/,
  'prints-infinity': /^diverged: The score "loss" is -Infinity\.$/,
  'prints-no-number': /^invalid: The score "loss" must be a number, but is of type string\.$/,
  'score-but-exits-1': /^exception: The program exited with code 1; the score it printed does not count\.$/,
  'long-line': /^invalid: .* lines of more than 65536 bytes are not read, and it printed 1 of them\.$/,
  'invalid-utf-8': /^invalid: The program printed no score: the last line on stdout is ".*"\.$/,
  silent: /^invalid: The program printed no score: it printed nothing\.$/,
  'only-reports': /^invalid: .* it reported 2 steps, but a line with a "step" is no score\.$/,
  'step-0': /^invalid: The program reported the step 0; steps count from 1\.$/,
  'leaves-a-child': 0.5,
  'leaves-a-stubborn-child': 0.5,
  'leaves-a-child-and-fails': /^exception: The program exited with code 4\.$/,
  'closes-stdout-and-ends': 0.25,
  'long-line-then-score': 0.25,
  'no-line-break': 0.25,
  'by-name': 0.25,
  'windows-lines': 0.25,
  warns: 0.25,
  'not-there': /^exception: "\.\/not-there" could not be started: .*ENOENT\.$/,
};

let programs: Programs;
const events: StudyEvent[] = [];

beforeAll(async () => {
  programs = writePrograms();
  const definition = {
    name: 'faults',
    objective: { use: 'command', run: ['./{how}'], grace: '200ms' },
    space: { how: { choose: Object.keys(ENDS) } },
    metrics: [{ name: 'loss', goal: 'minimize' }],
    search: { use: 'grid' },
    run: { concurrency: 4, timeout: '4s' },
  };
  const registry = new Registry();
  for (const plugins of [executors, objectives, search]) registry.register(plugins, 'the tests');
  for await (const event of await createStudy(definition, { registry, directory: programs.directory })) {
    events.push(event);
    if (event.type === 'reported' && howOf(event.trial) === 'killed')
      process.kill(programs.pids('killed')[0] as number, 'SIGKILL');
  }
});
afterAll(() => rm(programs.directory, { recursive: true, force: true }));

function howOf(trial: number): unknown {
  const proposed = events.find((event) => event.type === 'trial-proposed' && event.trial === trial);
  return (proposed as { readonly configuration: Configuration } | undefined)?.configuration['how'];
}

function of(how: string): StudyEvent[] {
  return events.filter((event) => 'trial' in event && event.trial !== undefined && howOf(event.trial) === how);
}

describe('a command', () => {
  it.each(Object.entries(ENDS))('that is "%s" ends its trial as it should', (how, expected) => {
    const ends = of(how).flatMap((event): (number | string | undefined)[] => {
      if (event.type === 'trial-finished') return [event.scores['loss']];
      return event.type === 'trial-failed' ? [`${event.failure.cause}: ${event.failure.message}`] : [];
    });
    expect(ends).toEqual([typeof expected === 'number' ? expected : expect.stringMatching(expected)]);
  });

  it('leaves no process behind, whatever it does', async () => {
    await allGone(programs);
    expect(programs.pids().length).toBeGreaterThanOrEqual(Object.keys(PROGRAMS).length + 4);
    expect(programs.pids().filter(runs)).toEqual([]);
  });

  it('does not end the study', () => {
    expect(events.at(-1)).toMatchObject({ type: 'study-finished' });
    expect(events.filter(({ type }) => type === 'trial-proposed')).toHaveLength(Object.keys(ENDS).length);
  });

  it.each(['leaves-a-child', 'leaves-a-stubborn-child'])('that %s is told', (how) => {
    const text = 'The program ended before processes that it had started; they were ended.';
    expect(of(how)).toContainEqual(expect.objectContaining({ type: 'noticed', code: 'processes-left', text }));
  });

  it('has its stderr told, as a terminal would have shown it', () => {
    expect(of('warns')).toContainEqual(expect.objectContaining({ type: 'noticed', code: 'stderr', text: '90%' }));
    expect(of('good').filter(({ type }) => type === 'noticed')).toEqual([]);
  });

  it('reports steps by name, the value alone under the name of the metric', () => {
    const reports = of('only-reports').filter((event) => event.type === 'reported');
    expect(reports.map(({ step, values }) => ({ step, values }))).toEqual([
      { step: 1, values: { loss: 0.5 } },
      { step: 2, values: { loss: 0.4, rate: 3 } },
    ]);
  });
});
