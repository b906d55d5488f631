import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { DIRECTORY, Registry, provide } from '@tunewright/core';
import { storeLaws } from '@tunewright/core/testing';
import { readJournal, stores } from '@tunewright/stores';
import { describe, expect, it } from 'vitest';
import { ENDED, IDENTITY, OTHER, complaintOf, journalIn, proposed, temporaryFolder, write } from './folders.js';

describe.each([{ sync: false }, { sync: true }])('the journal as a store, sync $sync', ({ sync }) => {
  for (const law of storeLaws(() => journalIn(temporaryFolder(), { sync }))) it(law.name, () => law.check());
});

describe('files', () => {
  it('are numbered within name and identity', () => {
    const directory = temporaryFolder();
    const journal = journalIn(directory);
    for (const [name, identity] of [
      ['wine', IDENTITY],
      ['wine', IDENTITY],
      ['wine', OTHER],
    ] as const)
      journal.open(name, identity, false).close();
    expect(readdirSync(join(directory, 'logs')).sort()).toEqual([
      'wine-01234567-1.jsonl',
      'wine-01234567-2.jsonl',
      'wine-fedcba98-1.jsonl',
    ]);
  });

  it('take the number after the largest, not a gap', () => {
    const directory = temporaryFolder();
    mkdirSync(join(directory, 'logs'));
    writeFileSync(join(directory, 'logs', 'wine-01234567-9.jsonl'), '');
    writeFileSync(join(directory, 'logs', 'wine-01234567-10.jsonl'), '');
    writeFileSync(join(directory, 'logs', 'wine-01234567-11.jsonl.bak'), '');
    const log = journalIn(directory).open('wine', IDENTITY, false);
    log.close();
    expect(log.location).toBe(join(directory, 'logs', 'wine-01234567-11.jsonl'));
  });

  it.each([
    ['../../etc/passwd', 'etc-passwd-01234567-1.jsonl'],
    ['日本', 'study-01234567-1.jsonl'],
    ['.hidden', 'hidden-01234567-1.jsonl'],
    ['a  b', 'a-b-01234567-1.jsonl'],
    ['x'.repeat(300), `${'x'.repeat(60)}-01234567-1.jsonl`],
  ])('are safe for the name %s', (name, file) => {
    const directory = temporaryFolder();
    journalIn(directory).open(name, IDENTITY, false).close();
    expect(readdirSync(join(directory, 'logs'))).toEqual([file]);
  });

  it('hold a header and one event a line, each with the checksum of what it says', () => {
    const file = write(journalIn(temporaryFolder()).open('wine', IDENTITY, false), [proposed(0), ENDED]);
    const lines = readFileSync(file, 'utf8').split('\n');
    expect(lines.pop()).toBe('');
    const parsed = lines.map((line) => JSON.parse(line) as { sum: string; header?: unknown; event?: unknown });
    expect(parsed.map(({ header, event }) => header ?? event)).toEqual([
      { tunewright: 'journal', version: 1, identity: IDENTITY, name: 'wine' },
      proposed(0),
      ENDED,
    ]);
    for (const { sum, header, event } of parsed) expect(parseInt(sum, 16)).toBe(crc32(JSON.stringify(header ?? event)));
  });

  it('leave no lock behind when closed, once or twice', () => {
    const directory = temporaryFolder();
    const log = journalIn(directory).open('wine', IDENTITY, false);
    expect(existsSync(`${log.location}.lock`)).toBe(true);
    log.close();
    log.close();
    expect(readdirSync(join(directory, 'logs'))).toEqual(['wine-01234567-1.jsonl']);
  });

  it('take nothing after they were closed', () => {
    const log = journalIn(temporaryFolder()).open('wine', IDENTITY, false);
    log.close();
    expect(() => log.append(proposed(0))).toThrow('closed');
  });

  it('can be read while they are written', () => {
    const log = journalIn(temporaryFolder()).open('wine', IDENTITY, false);
    log.append(proposed(0));
    expect(readJournal(log.location)).toMatchObject({ events: [proposed(0)], torn: false });
    log.close();
  });
});

describe('one file named by the user', () => {
  it('is used as it is, relative to the definition', () => {
    const directory = temporaryFolder();
    const journal = journalIn(directory, { file: 'mine/log.txt' });
    expect(journal.list()).toEqual([]);
    expect(write(journal.open('wine', IDENTITY, false), [proposed(0)])).toBe(join(directory, 'mine', 'log.txt'));
    expect(write(journal.open('wine', IDENTITY, true), [proposed(1)])).toBe(join(directory, 'mine', 'log.txt'));
    expect(journal.list()).toMatchObject([{ name: 'wine', trials: 2, finished: false }]);
  });

  it('is never overwritten', () => {
    const journal = journalIn(temporaryFolder(), { file: 'log.jsonl' });
    const file = write(journal.open('wine', IDENTITY, false), [proposed(0)]);
    const before = readFileSync(file);
    const complaint = complaintOf(() => journal.open('wine', IDENTITY, false));
    expect(complaint.code).toBe('journalExists');
    expect(readFileSync(file)).toEqual(before);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it.each<[string, (file: string) => void, string]>([
    ['is missing', () => undefined, 'nothingToResume'],
    ['is empty', (file) => writeFileSync(file, ''), 'notAJournal'],
    ['is something else', (file) => writeFileSync(file, 'a,b\n1,2\n'), 'notAJournal'],
    ['is a folder', (file) => mkdirSync(file), 'journalFile'],
  ])('is not resumed when it %s', (_, prepare, code) => {
    const directory = temporaryFolder();
    prepare(join(directory, 'log.jsonl'));
    const complaint = complaintOf(() => journalIn(directory, { file: 'log.jsonl' }).open('wine', IDENTITY, true));
    expect(complaint.code).toBe(code);
    expect(complaint.text).toContain('log.jsonl');
    expect(existsSync(join(directory, 'log.jsonl.lock'))).toBe(false);
  });
});

describe('what cannot be resumed', () => {
  it.each([{}, { file: 'log.jsonl' }])('is said to be finished, and where (%o)', (params) => {
    const journal = journalIn(temporaryFolder(), params);
    const file = write(journal.open('wine', IDENTITY, false), [ENDED]);
    expect(complaintOf(() => journal.open('wine', IDENTITY, true))).toEqual({
      code: 'nothingToResume',
      text:
        `The study "wine" cannot be resumed: it is finished, see "${file}". ` +
        'To do it again, run it without resuming to begin a new log.',
    });
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it.each([{}, { file: 'log.jsonl' }])('is said to have changed, and since which file (%o)', (params) => {
    const directory = temporaryFolder();
    const journal = journalIn(directory, params);
    const file = write(journal.open('wine', IDENTITY, false), [proposed(0)]);
    expect(complaintOf(() => journal.open('wine', OTHER, true))).toEqual({
      code: 'nothingToResume',
      text:
        `The study "wine" cannot be resumed: its definition has changed since "${file}" was written. ` +
        'Put the definition back as it was, or run it without resuming to begin a new log.',
    });
  });

  it('is compared with the log written last', () => {
    const journal = journalIn(temporaryFolder());
    const files = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'].map((id) => write(journal.open('wine', id, false), []));
    utimesSync(files[1] as string, 4e9, 4e9);
    expect(complaintOf(() => journal.open('wine', IDENTITY, true)).text).toContain(files[1]);
  });

  it('is said not to be there', () => {
    const directory = temporaryFolder();
    expect(complaintOf(() => journalIn(directory).open('wine', IDENTITY, true))).toEqual({
      code: 'nothingToResume',
      text:
        `The study "wine" cannot be resumed: there is no log of it in "${join(directory, 'logs')}". ` +
        'Name the right folder or file of the journal, or run it without resuming to begin a new log.',
    });
    expect(existsSync(join(directory, 'logs'))).toBe(false);
  });
});

it('is made by the registry with the folder of the definition', () => {
  const directory = temporaryFolder();
  const plugins = new Registry().register(stores, 'stores').workshop([provide(DIRECTORY, directory)]);
  const store = plugins.make('store', { use: 'journal', folder: '.tunewright', sync: false });
  store.open('wine', IDENTITY, false).close();
  expect(store.list()).toHaveLength(1);
  expect(readdirSync(join(directory, '.tunewright'))).toHaveLength(1);
});
