// A study killed again and again ends with the log of one that was left in peace.
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { seeded, type Random, type StudyEvent } from '@tunewright/core';
import { timeless } from '../support/black-box.js';
import { command, emptyFolder, FIXTURES } from '../support/command.js';
import { storedEvents, writing } from '../support/journals.js';

const KILLS = 20;

/** Kills the child at a random moment after it has begun to write. */
function killSoon(folder: string, random: Random): (child: ChildProcess) => void {
  return (child) => {
    void writing(folder, child)
      .then(() => sleep(random.next() * 60))
      .then(() => child.kill('SIGKILL'));
  };
}

async function killed(file: string, kills: number): Promise<readonly StudyEvent[]> {
  const folder = emptyFolder();
  const random = seeded(`kill ${file}`);
  let survived = 0;
  for (let kill = 0; kill < kills; kill++) {
    const resume = kill > 0 ? ['--resume'] : [];
    const { signal, stderr } = await command(['run', file, '--quiet', ...resume], folder, killSoon(folder, random));
    expect(stderr).toBe('');
    if (signal !== 'SIGKILL') survived++;
  }
  expect(survived, 'runs that ended before they were killed').toBe(0);
  expect(await command(['run', file, '--quiet', '--resume'], folder)).toMatchObject({ code: 0, stderr: '' });
  return storedEvents(folder);
}

async function undisturbed(file: string): Promise<readonly StudyEvent[]> {
  const folder = emptyFolder();
  await command(['run', file, '--quiet'], folder);
  return storedEvents(folder);
}

it(`ends the same after ${KILLS} kills at random moments`, { timeout: 300_000 }, async () => {
  const file = join(FIXTURES, 'slow.json');
  const expected = (await undisturbed(file)).map(timeless);
  expect(expected.length).toBeGreaterThan(1000);
  expect((await killed(file, KILLS)).map(timeless)).toEqual(expected);
});

it('ends the same when four trials run at once, but for the order between trials', { timeout: 300_000 }, async () => {
  const file = join(FIXTURES, 'slow-parallel.json');
  const byTrial = (events: readonly StudyEvent[]): unknown => [...grouped(events)].sort(([a], [b]) => a - b);
  expect(byTrial(await killed(file, 5))).toEqual(byTrial(await undisturbed(file)));
});

/** Events by trial without their times; those of the study itself under -1. */
function grouped(events: readonly StudyEvent[]): ReadonlyMap<number, object[]> {
  const groups = new Map<number, object[]>();
  for (const event of events) {
    const trial = 'trial' in event && event.trial !== undefined ? event.trial : -1;
    const group = groups.get(trial) ?? [];
    group.push(timeless(event));
    groups.set(trial, group);
  }
  return groups;
}
