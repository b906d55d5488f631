// One writer a file. Knows nothing of journals.
//
// The lock of a file is `<file>.lock`. It holds its holder's claim: process id, start of the process, host, and a
// token that no two claims share.
//
// Claiming: the claim is written to a file of its own and that file is linked to the lock's name. link(2) fails when
// the name exists, so one of many wins, and a lock never exists without its whole content.
//
// Lapsing: the claim of a process that is gone (no such id, or another start time) is removed by whoever comes next.
// "Look whose it is, then remove it" is not atomic: between the two, another may have removed the dead claim and
// placed its own, which would then be removed. So this is done only while holding the lock's own lock,
// `<file>.lock.taker`, claimed in the same way, and after looking again. Then only three can remove a lock: its living
// owner, the one holder of the taker's lock (who removes dead claims only), and the user. Who comes late finds the
// token changed and leaves the lock alone. The holder of a taker's lock may die too; that lock lapses by the same
// rule, guarded by a `.taker` of its own.
//
// A claim of another host, whose processes cannot be seen from here, counts as living. A claim that cannot be read was
// lost when the machine went down, and counts as dead.
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { Problem } from '@tunewright/core';
import { codeOf, onFile } from './file-failure.js';
import { startOf } from './process-life.js';

interface Claim {
  readonly pid: number;
  /** From `startOf`. */
  readonly start: string | null;
  readonly host: string;
  readonly token: string;
}

/** A claim as found on disk. */
interface Found {
  readonly text: string;
  /** undefined when it cannot be read. */
  readonly claim: Claim | undefined;
}

/** Who holds a lock, and when it was claimed (ISO 8601). */
interface Holder {
  readonly lock: string;
  readonly claim: Claim;
  readonly since: string;
}

/** A file that is claimed, until it is released. */
export interface Lock {
  release(): void;
}

/** Others hold a taker's lock for microseconds; waiting 300 × 2 ms means that its holder was suspended. */
const ATTEMPTS = 300;
const PAUSE = 2;

/**
 * Claims a file, which need not exist, for a process (this one by default). Throws a {@link Problem} when a living
 * process, this one included, holds it, or when the folder cannot be written to.
 */
export function claim(file: string, pid: number = process.pid): Lock {
  const lock = `${file}.lock`;
  const own = JSON.stringify({ pid, start: startOf(pid) ?? null, host: hostname(), token: randomUUID() });
  return onFile('lock', file, () => {
    const holder = take(lock, own);
    if (holder !== undefined) throw inUse(file, holder);
    return { release: () => onFile('unlock', file, () => withdraw(lock, own)) };
  });
}

/** undefined when the lock is ours, otherwise who has it. */
function take(lock: string, own: string): Holder | undefined {
  let taker: Holder | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (place(lock, own)) return undefined;
    const found = look(lock);
    if (found === undefined) continue;
    if (found.claim !== undefined && isLiving(found.claim)) return holderOf(lock, found.claim);
    taker = clear(lock, found.text, own);
    if (taker !== undefined) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
  }
  if (taker !== undefined) return taker;
  throw new Error(`The lock ${lock} changed hands ${ATTEMPTS} times in a row.`);
}

/** Removes a dead claim if it is still there; who is already doing so, otherwise undefined. */
function clear(lock: string, dead: string, own: string): Holder | undefined {
  const guard = `${lock}.taker`;
  const taker = take(guard, own);
  if (taker !== undefined) return taker;
  try {
    withdraw(lock, dead);
  } finally {
    withdraw(guard, own);
  }
  return undefined;
}

/** Whether the claim is now the lock's content. */
function place(lock: string, own: string): boolean {
  const draft = `${lock}.${randomUUID()}`;
  try {
    writeFileSync(draft, own, { flag: 'wx' });
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function look(lock: string): Found | undefined {
  try {
    const text = readFileSync(lock, 'utf8');
    return { text, claim: parsed(text) };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function withdraw(lock: string, text: string): void {
  if (look(lock)?.text === text) unlinkSync(lock);
}

function isLiving({ pid, start, host }: Claim): boolean {
  if (host !== hostname()) return true;
  const now = startOf(pid);
  return now !== undefined && (now === null || start === null || now === start);
}

function parsed(text: string): Claim | undefined {
  try {
    const claim = JSON.parse(text) as Partial<Claim> | null;
    return typeof claim?.pid === 'number' && typeof claim.host === 'string' ? (claim as Claim) : undefined;
  } catch {
    return undefined;
  }
}

function holderOf(lock: string, claim: Claim): Holder {
  const since = statSync(lock, { throwIfNoEntry: false })?.mtime.toISOString() ?? 'just now';
  return { lock, claim, since };
}

function inUse(file: string, { lock, claim, since }: Holder): Problem {
  const who =
    claim.pid === process.pid && claim.host === hostname() ? 'by this very process' : `by process ${claim.pid}`;
  const elsewhere = claim.host === hostname() ? '' : ` on host "${claim.host}"`;
  const advice =
    elsewhere === '' ? 'Wait until it ends, or stop it.' : `Wait until it ends; if it runs no more, remove "${lock}".`;
  return Problem.of('journalInUse', `"${file}" is being written ${who}${elsewhere} since ${since}. ${advice}`);
}
