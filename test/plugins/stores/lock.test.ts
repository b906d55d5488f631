import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { claim } from '../../../plugins/stores/src/journal/lock.js';
import { startOf } from '../../../plugins/stores/src/journal/process-life.js';
import { IDENTITY, built, complaintOf, journalIn, proposed, temporaryFolder, write } from './folders.js';

function sleeper(): ChildProcess & { pid: number } {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child as ChildProcess & { pid: number };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function claimText(changes: object): string {
  return JSON.stringify({ pid: process.pid, start: startOf(process.pid), host: hostname(), token: 'x', ...changes });
}

describe('a lock', () => {
  it('is held by one', () => {
    const file = join(temporaryFolder(), 'log');
    const lock = claim(file);
    const complaint = complaintOf(() => claim(file));
    expect(complaint.code).toBe('journalInUse');
    expect(complaint.text).toMatch(/log" is being written by this very process since \d{4}-\d\d-\d\dT[\d:.]+Z\. Wait/);
    lock.release();
    claim(file).release();
  });

  it('is refused while its holder lives and lapses when it is killed', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'log');
    const child = sleeper();
    claim(file, child.pid);
    expect(complaintOf(() => claim(file)).text).toContain(`by process ${child.pid} since`);
    await kill(child);
    claim(file).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps others from resuming a study until its holder is killed', async () => {
    const journal = journalIn(temporaryFolder());
    const file = write(journal.open('wine', IDENTITY, false), [proposed(0)]);
    const child = sleeper();
    claim(file, child.pid);
    const before = readFileSync(file);
    expect(complaintOf(() => journal.open('wine', IDENTITY, true)).code).toBe('journalInUse');
    expect(readFileSync(file)).toEqual(before);
    expect(journal.list()).toHaveLength(1);
    await kill(child);
    write(journal.open('wine', IDENTITY, true), [proposed(1)]);
    expect(journal.list()[0]?.trials).toBe(2);
  });

  it('does not keep others from beginning a new log', () => {
    const journal = journalIn(temporaryFolder());
    const first = journal.open('wine', IDENTITY, false);
    const third = join(first.location, '..', 'wine-01234567-2.jsonl');
    claim(third, sleeper().pid);
    const second = journal.open('wine', IDENTITY, false);
    expect(second.location).toBe(join(first.location, '..', 'wine-01234567-3.jsonl'));
    first.close();
    second.close();
  });

  it.each<[string, string]>([
    ['a process that does not exist', claimText({ pid: 2 ** 22 + 1 })],
    ['an earlier process with the same id', claimText({ start: 'earlier boot/1' })],
    ['nobody, as after a power cut', ''],
    ['somebody, half of it', claimText({}).slice(0, 12)],
    ['JSON of something else', 'null'],
  ])('lapses when it names %s', (_, text) => {
    const file = join(temporaryFolder(), 'log');
    writeFileSync(`${file}.lock`, text);
    claim(file).release();
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  it('counts a claim of another host as living and says how to remove it', () => {
    const file = join(temporaryFolder(), 'log');
    writeFileSync(`${file}.lock`, claimText({ pid: 2 ** 22 + 1, host: 'far' }));
    expect(complaintOf(() => claim(file)).text).toMatch(
      /by process 4194305 on host "far" since .*remove ".*log\.lock"\./,
    );
  });

  it('believes the process id alone where no start time is known', async () => {
    const file = join(temporaryFolder(), 'log');
    const child = sleeper();
    writeFileSync(`${file}.lock`, claimText({ pid: child.pid, start: null }));
    expect(complaintOf(() => claim(file)).code).toBe('journalInUse');
    await kill(child);
    claim(file).release();
  });

  it('lapses also when one who was taking it over was killed', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'log');
    for (const suffix of ['', '.taker', '.taker.taker'])
      writeFileSync(`${file}.lock${suffix}`, claimText({ pid: 2 ** 22 + 1, token: suffix }));
    claim(file).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('waits for one who is taking it over, then says who', () => {
    const file = join(temporaryFolder(), 'log');
    const child = sleeper();
    writeFileSync(`${file}.lock`, claimText({ pid: 2 ** 22 + 1 }));
    writeFileSync(`${file}.lock.taker`, claimText({ pid: child.pid, start: null }));
    expect(complaintOf(() => claim(file)).text).toContain(`by process ${child.pid} since`);
  });

  it('that another has placed meanwhile is not released', () => {
    const file = join(temporaryFolder(), 'log');
    const lock = claim(file);
    writeFileSync(`${file}.lock`, claimText({ token: 'other' }));
    lock.release();
    expect(existsSync(`${file}.lock`)).toBe(true);
  });

  it('that cannot be written is a problem that names the place', () => {
    const complaint = complaintOf(() => claim('/proc/nowhere/log'));
    expect(complaint).toMatchObject({
      code: 'journalFile',
      text: expect.stringContaining('"/proc/nowhere/log"') as string,
    });
  });
});

describe('the start of a process', () => {
  it('is the same each time and another for another process', () => {
    const child = sleeper();
    expect(startOf(process.pid)).toBe(startOf(process.pid));
    expect(startOf(process.pid)).toMatch(process.platform === 'linux' ? /^[0-9a-f-]*\/\d+$/ : /^null$/);
    expect(startOf(child.pid)).not.toBeUndefined();
  });

  it('is read right for a program whose name has spaces and parentheses', async () => {
    const program = join(temporaryFolder(), 'a) S 1 (b');
    symlinkSync('/bin/sleep', program);
    const child = spawn(program, ['60'], { stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child, 'spawn');
    const own = Number(startOf(process.pid)?.split('/')[1]);
    expect(Number(startOf(child.pid as number)?.split('/')[1])).toBeGreaterThan(own);
  });

  it('is none for a zombie', async () => {
    // The shell becomes `sleep`, which never collects its child.
    const parent = spawn('sh', ['-c', 'sleep 0.05 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    await expect.poll(() => startOf(Number(line.toString())), { timeout: 10_000 }).toBeUndefined();
    if (process.platform === 'linux') expect(existsSync(`/proc/${line.toString().trim()}`)).toBe(true);
  });
});

// Each claims again and again, checks that nobody else is inside, and leaves a dead process's claim behind, so that
// every claim is a takeover.
const TAKER = `
import { closeSync, openSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
const { claim } = await import(process.argv[1]);
const [, , file, rounds] = process.argv;
const dead = (token) => JSON.stringify({ pid: 2 ** 22 + 1, start: null, host: hostname(), token });
let won = 0;
process.stdout.write('ready');
await new Promise((begin) => process.stdin.once('data', begin));
for (let round = 0; round < Number(rounds); round++) {
  try { claim(file); } catch (error) { if (error.complaints?.[0].code !== 'journalInUse') throw error; continue; }
  closeSync(openSync(file + '.inside', 'wx'));
  won++;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 0.5);
  if (JSON.parse(readFileSync(file + '.lock', 'utf8')).pid !== process.pid) throw new Error('The lock was taken away.');
  unlinkSync(file + '.inside');
  writeFileSync(file + '.dead' + process.pid, dead(process.pid + '/' + round));
  renameSync(file + '.dead' + process.pid, file + '.lock');
}
process.stdout.write(' ' + won);
process.exit(0);
`;

it('a dead claim is taken over by one of many at once', async () => {
  const file = join(temporaryFolder(), 'log');
  writeFileSync(`${file}.lock`, claimText({ pid: 2 ** 22 + 1 }));
  const children = Array.from({ length: 5 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', TAKER, built('journal/lock.js'), file, '100']),
  );
  const outputs = children.map(() => '');
  children.forEach((child, k) => {
    const collect = (part: Buffer): string => (outputs[k] = `${outputs[k] ?? ''}${part.toString()}`);
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    onTestFinished(() => void child.kill('SIGKILL'));
  });
  const exits = children.map((child) => once(child, 'close'));
  await expect.poll(() => outputs, { timeout: 30_000 }).toEqual(children.map(() => 'ready'));
  for (const child of children) child.stdin.write('go');
  await Promise.all(exits);
  for (const output of outputs) expect(output).toMatch(/^ready \d+$/);
  const won = outputs.map((output) => Number(output.split(' ')[1]));
  expect(won.reduce((sum, count) => sum + count)).toBeGreaterThan(children.length);
});
