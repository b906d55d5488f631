import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJournal } from '@tunewright/stores';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fileFailure } from '../../../plugins/stores/src/journal/file-failure.js';
import { JournalLog } from '../../../plugins/stores/src/journal/log.js';
import { IDENTITY, built, complaintOf, journalIn, proposed, temporaryFolder } from './folders.js';

const CHILD = `
const { Journal } = await import(process.argv[1]);
const log = new Journal({ folder: 'logs', sync: false }, process.argv[2]).open('wine', '${IDENTITY}', false);
for (let trial = 0; trial < Number(process.argv[3]); trial++) {
  try {
    log.append({ type: 'trial-proposed', at: 0, trial, configuration: { x: 'x'.repeat(trial % 99) }, origin: 'random', repeat: 0 });
    process.stdout.write(trial + '\\n');
    await new Promise(setImmediate);
  } catch (error) {
    process.stdout.write('problem: ' + error.message + '\\n');
  }
}
`;
const childOf = (directory: string, trials: number): string[] => {
  return ['--input-type=module', '-e', CHILD, built('journal.js'), directory, String(trials)];
};

describe('a killed process', () => {
  it('loses nothing that it was told is stored', async () => {
    const directory = temporaryFolder();
    for (let round = 1; round <= 3; round++) {
      const child = spawn(process.execPath, childOf(directory, 100_000));
      onTestFinished(() => void child.kill('SIGKILL'));
      let output = '';
      child.stdout.on('data', (part: Buffer) => {
        output += part.toString();
        if (output.length > 3000 * round) child.kill('SIGKILL');
      });
      await once(child, 'close');
      const told = Number(output.split('\n').at(-2));
      const { events } = readJournal(join(directory, 'logs', `wine-01234567-${round}.jsonl`));
      expect(events.length).toBeGreaterThan(told);
      const log = journalIn(directory).open('wine', IDENTITY, true);
      log.close();
      expect(log.past).toEqual(events);
    }
  });
});

describe('a file that cannot grow', () => {
  it('holds whole lines only, and takes the next event that fits', () => {
    const directory = temporaryFolder();
    // Node leaves the signal ignored, so that writing past the limit is an error.
    const limited = ['-c', 'trap "" XFSZ; ulimit -f 2; exec "$0" "$@"', process.execPath, ...childOf(directory, 40)];
    const { stdout, stderr } = spawnSync('sh', limited, { encoding: 'utf8' });
    expect(stderr).toBe('');
    const lines = stdout.trim().split('\n');
    const stored = lines.filter((line) => /^\d+$/.test(line)).map(Number);
    expect(lines.find((line) => line.startsWith('problem'))).toMatch(
      /^problem: Could not write ".*wine-01234567-1\.jsonl": the file has reached the largest size allowed/,
    );
    const { events, torn } = readJournal(join(directory, 'logs', 'wine-01234567-1.jsonl'));
    expect(torn).toBe(false);
    expect(events.map((event) => (event as { trial: number }).trial)).toEqual(stored);
  });

  it('takes nothing more when its end is unknown', () => {
    let released = 0;
    const content = { ...readJournal(journalFile()), events: [], torn: false };
    const log = JournalLog.goOn('/dev/full', content, false, { release: () => released++ });
    const first = complaintOf(() => log.append(proposed(0)));
    expect(first).toEqual({
      code: 'journalFile',
      text: 'Could not write "/dev/full": no space is left on the disk. Free some, then resume the study.',
    });
    expect(complaintOf(() => log.append(proposed(1)))).toEqual(first);
    expect(() => log.close()).toThrow('Could not save');
    expect(released).toBe(1);
  });
});

describe('a place that cannot be used', () => {
  it.each<[string, string, (directory: string) => void]>([
    ['is a file', 'logs', (directory) => writeFileSync(join(directory, 'logs'), '')],
    ['is inside a file', 'logs/deep', (directory) => writeFileSync(join(directory, 'logs'), '')],
    ['is inside a device', '/dev/null/logs', () => undefined],
  ])('is named when it %s', (_, folder, prepare) => {
    const directory = temporaryFolder();
    prepare(directory);
    const complaint = complaintOf(() => journalIn(directory, { folder }).open('wine', IDENTITY, false));
    expect(complaint.code).toBe('journalFile');
    expect(complaint.text).toMatch(/^Could not make the folder ".*": .*[Cc]hoose another/);
    expect(complaint.text).toContain(folder);
  });

  it('is named when it cannot be listed', () => {
    const directory = temporaryFolder();
    writeFileSync(join(directory, 'logs'), '');
    expect(complaintOf(() => journalIn(directory).list()).text).toMatch(/^Could not read the folder ".*logs": /);
  });

  it('is passed over in the list when it is a folder called like a journal', () => {
    const directory = temporaryFolder();
    mkdirSync(join(directory, 'logs', 'wine-01234567-1.jsonl'), { recursive: true });
    expect(journalIn(directory).list()).toEqual([]);
  });
});

it.each([
  ['ENOSPC', 'no space is left'],
  ['EACCES', 'permission is denied'],
  ['EROFS', 'read-only'],
  ['EDQUOT', 'quota'],
  ['EXOTIC', 'the system says EXOTIC, in short'],
])('%s is said in words', (code, words) => {
  const error = Object.assign(new Error(`${code}, in short`), { code, syscall: 'write' });
  expect((fileFailure('write', '/a/b', error) as Error).message).toMatch(`Could not write "/a/b": `);
  expect((fileFailure('write', '/a/b', error) as Error).message).toContain(words);
});

it('what is no error of the system stays what it is', () => {
  for (const error of [new Error('bug'), undefined, 'text', Object.assign(new Error(), { code: 1, syscall: 'x' })])
    expect(fileFailure('write', '/a/b', error)).toBe(error);
});

function journalFile(): string {
  const log = journalIn(temporaryFolder()).open('wine', IDENTITY, false);
  log.close();
  expect(readFileSync(log.location).length).toBeGreaterThan(0);
  return log.location;
}
