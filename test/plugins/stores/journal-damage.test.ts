import { appendFileSync, copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StudyEvent } from '@tunewright/core';
import { readJournal } from '@tunewright/stores';
import { describe, expect, it } from 'vitest';
import { seal } from '../../../plugins/stores/src/journal/line.js';
import { ENDED, IDENTITY, complaintOf, journalIn, proposed, temporaryFolder, write } from './folders.js';

const EVENTS: readonly StudyEvent[] = [
  proposed(0),
  { type: 'reported', at: 1, trial: 0, fold: 0, step: 1, values: { loss: NaN } },
  { type: 'noticed', at: 2, code: 'ünïcode', text: 'naïve 🦊' },
];

function threeEvents(): { directory: string; file: string; bytes: Buffer; ends: readonly number[] } {
  const directory = temporaryFolder();
  const file = write(journalIn(directory).open('wine', IDENTITY, false), EVENTS);
  const bytes = readFileSync(file);
  const ends = [...bytes.entries()].filter(([, byte]) => byte === 10).map(([offset]) => offset + 1);
  return { directory, file, bytes, ends };
}

describe('a torn last line', () => {
  it('is left out and cut off, wherever it was torn', () => {
    const { directory, file, bytes, ends } = threeEvents();
    const sound = ends[2] as number;
    for (let length = sound; length < bytes.length; length++) {
      writeFileSync(file, bytes.subarray(0, length));
      expect(readJournal(file)).toMatchObject({ events: EVENTS.slice(0, 2), torn: length > sound, size: sound });
      const log = journalIn(directory).open('wine', IDENTITY, true);
      expect(log.past).toEqual(EVENTS.slice(0, 2));
      log.append(proposed(7));
      log.close();
      expect(readJournal(file)).toMatchObject({ events: [...EVENTS.slice(0, 2), proposed(7)], torn: false });
    }
  });

  it.each<[string, (bytes: Buffer, from: number) => Buffer]>([
    ['has a flipped bit', (bytes) => flip(bytes, bytes.length - 5, 0)],
    ['is all zeros', (bytes, from) => Buffer.concat([bytes.subarray(0, from), Buffer.alloc(4096)])],
    [
      'ends in zeros',
      (bytes, from) => Buffer.concat([bytes.subarray(0, from + 9), Buffer.alloc(99), Buffer.from('\n')]),
    ],
    ['is empty', (bytes, from) => Buffer.concat([bytes.subarray(0, from), Buffer.from('\n')])],
    ['has no checksum', (bytes, from) => Buffer.concat([bytes.subarray(0, from), Buffer.from('{"event":{}}\n')])],
  ])('may be one that %s', (_, change) => {
    const { directory, file, bytes, ends } = threeEvents();
    writeFileSync(file, change(bytes, ends[2] as number));
    expect(readJournal(file)).toMatchObject({ events: EVENTS.slice(0, 2), torn: true });
    journalIn(directory).open('wine', IDENTITY, true).close();
    expect(readFileSync(file)).toEqual(bytes.subarray(0, ends[2]));
  });

  it('makes no journal when it is the first', () => {
    const { directory, file, ends } = threeEvents();
    for (let length = 0; length < (ends[0] as number); length += 7) {
      truncateSync(file, length);
      expect(complaintOf(() => readJournal(file)).code).toBe('notAJournal');
      expect(journalIn(directory).list()).toEqual([]);
      expect(complaintOf(() => journalIn(directory).open('wine', IDENTITY, true)).code).toBe('nothingToResume');
    }
  });
});

describe('damage before the last line', () => {
  it('is found, every single bit of it', () => {
    const { file, bytes, ends } = threeEvents();
    // Without the newline before it, the last line would be torn from there on.
    const lastNewline = (ends[2] as number) - 1;
    for (let offset = 0; offset < lastNewline; offset++) {
      writeFileSync(file, flip(bytes, offset, offset % 8));
      const { code } = complaintOf(() => readJournal(file));
      expect(['journalDamaged', 'notAJournal'], `byte ${offset}`).toContain(code);
    }
  });

  it('is named with its line and what can be kept', () => {
    const { directory, file, bytes, ends } = threeEvents();
    const damaged = flip(bytes, (ends[1] as number) + 30, 3);
    writeFileSync(file, damaged);
    expect(complaintOf(() => journalIn(directory).open('wine', IDENTITY, true))).toEqual({
      code: 'journalDamaged',
      text:
        `Line 3 of the journal "${file}" is damaged: it does not match its checksum. Put back a copy of the file, ` +
        'or keep the 2 lines before it (head -n 2) and resume from there.',
    });
    expect(readFileSync(file)).toEqual(damaged);
    writeFileSync(file, damaged.subarray(0, ends[1]));
    const log = journalIn(directory).open('wine', IDENTITY, true);
    log.close();
    expect(log.past).toEqual(EVENTS.slice(0, 1));
  });

  it('of the header is told from a file that is no journal', () => {
    const { file, bytes } = threeEvents();
    writeFileSync(file, flip(bytes, bytes.indexOf('wine'), 0));
    expect(complaintOf(() => readJournal(file))).toMatchObject({ code: 'journalDamaged' });
  });
});

it('a later version of the format is refused', () => {
  const directory = temporaryFolder();
  mkdirSync(join(directory, 'logs'));
  const file = join(directory, 'logs', 'wine-01234567-1.jsonl');
  writeFileSync(file, `${seal('header', { tunewright: 'journal', version: 2, identity: IDENTITY, name: 'wine' })}?\n`);
  expect(complaintOf(() => journalIn(directory).open('wine', IDENTITY, true))).toEqual({
    code: 'journalTooNew',
    text:
      `The journal "${file}" has version 2 of the format; this program reads versions up to 1. ` +
      'Update @tunewright/stores.',
  });
  expect(journalIn(directory).list()).toEqual([]);
});

it('the list passes over damaged lines and foreign files', () => {
  const { directory, file, bytes, ends } = threeEvents();
  const folder = join(directory, 'logs');
  copyFileSync(file, join(folder, 'copy.jsonl'));
  appendFileSync(join(folder, 'copy.jsonl'), `${seal('event', proposed(1))}damaged\n${seal('event', ENDED)}{"sum":`);
  writeFileSync(file, flip(bytes, (ends[0] as number) + 30, 0));
  writeFileSync(join(folder, 'foreign.jsonl'), '{"a":1}\n');
  writeFileSync(join(folder, 'notes.txt'), bytes);
  mkdirSync(join(folder, 'folder.jsonl'));
  expect(journalIn(directory).list()).toEqual([
    { location: join(folder, 'copy.jsonl'), identity: IDENTITY, name: 'wine', trials: 2, finished: true },
    { location: file, identity: IDENTITY, name: 'wine', trials: 0, finished: false },
  ]);
});

it('lines longer than what is read at once are read', () => {
  const journal = journalIn(temporaryFolder());
  const events = [1, 65_535, 65_536, 1_000_000, 3].map((length): StudyEvent => {
    return { type: 'noticed', at: 0, code: 'long', text: 'é'.repeat(length) };
  });
  const file = write(journal.open('wine', IDENTITY, false), events);
  expect(readJournal(file)).toMatchObject({ events, torn: false, size: readFileSync(file).length });
});

function flip(bytes: Buffer, offset: number, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(offset) ^ (1 << bit), offset);
  return copy;
}
