// The two moments at which a second taker could spoil the first one's work, staged one by one.
import type * as nodeFs from 'node:fs';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { claim, type Lock } from '../../../plugins/stores/src/journal/lock.js';
import { complaintOf, temporaryFolder } from './folders.js';

const stage = vi.hoisted(() => ({
  beforeRemoving: undefined as (() => void) | undefined,
  afterReading: undefined as (() => void) | undefined,
  lock: '',
}));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof nodeFs>();
  const once = (moment: 'beforeRemoving' | 'afterReading', path: unknown): void => {
    const act = stage[moment];
    if (act === undefined || path !== stage.lock) return;
    stage[moment] = undefined;
    act();
  };
  return {
    ...fs,
    unlinkSync: (path: string) => {
      once('beforeRemoving', path);
      fs.unlinkSync(path);
    },
    readFileSync: (path: string, encoding: BufferEncoding) => {
      const content = fs.readFileSync(path, encoding);
      once('afterReading', path);
      return content;
    },
  };
});

let folder: string;
let file: string;

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'log');
  stage.lock = `${file}.lock`;
  stage.beforeRemoving = stage.afterReading = undefined;
  writeFileSync(stage.lock, 'a claim that nobody can read');
});

it('nobody else takes over between the last look at a dead claim and its removal', () => {
  let code = '';
  stage.beforeRemoving = () => (code = complaintOf(() => claim(file)).code);
  const lock = claim(file);
  expect(code).toBe('journalInUse');
  lock.release();
  expect(readdirSync(folder)).toEqual([]);
});

it('who has seen a dead claim but comes late leaves the new one alone', () => {
  let other: Lock | undefined;
  let text = '';
  stage.afterReading = () => {
    other = claim(file);
    text = readFileSync(stage.lock, 'utf8');
  };
  expect(complaintOf(() => claim(file)).code).toBe('journalInUse');
  expect(readFileSync(stage.lock, 'utf8')).toBe(text);
  other?.release();
  expect(readdirSync(folder)).toEqual([]);
});
