// What the suites assert with: comparisons that say where things differ, and cases that say which one failed.
import assert from 'node:assert/strict';
import type { Json } from '../contracts/json.js';
import { isProblem } from '../problem/problem.js';
import { isTrialFailure } from '../problem/trial-failure.js';
import type { Law } from './law.js';

export type Checks = Readonly<Record<string, () => void | Promise<void>>>;

export function lawsOf(checks: Checks): readonly Law[] {
  return Object.entries(checks).map(([name, check]) => ({ name, check }));
}

/** Runs a check and names the case in whatever it throws. */
export function inCase(label: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw named(label, error);
  }
}

/** As {@link inCase}, for checks that may take their time. */
export async function inCaseAsync(label: string, check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (error) {
    throw named(label, error);
  }
}

function named(label: string, error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  return new Error(`Case "${label}": ${message}`, { cause: error });
}

/** Whether a plugin may throw this to say that it is not made for what it was given. */
function isRefusal(error: unknown): boolean {
  return isProblem(error) || (isTrialFailure(error) && error.reason === 'invalid');
}

/** The result, or undefined when the plugin refused as it may. */
export function unlessRefused<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** Equal numbers in the same places: NaN equals NaN, and others may differ by `tolerance`, relative above 1. */
export function sameNumbers(actual: ArrayLike<number>, expected: ArrayLike<number>, what: string, tolerance = 0): void {
  assert.equal(actual.length, expected.length, `${what}: there should be ${expected.length} numbers.`);
  for (let i = 0; i < expected.length; i++) {
    const [a, b] = [actual[i] as number, expected[i] as number];
    if (a === b || (Number.isNaN(a) && Number.isNaN(b))) continue;
    const near = Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b));
    assert.ok(near, `${what}: number ${i} should be ${b}, but is ${a}.`);
  }
}

/** The state as another process would get it. Fails when JSON loses something of it. */
export function throughJson(state: unknown): Json {
  const text = JSON.stringify(state) as string | undefined;
  assert.ok(text !== undefined, 'The state should be JSON, but is undefined.');
  const copy = JSON.parse(text) as Json;
  assert.deepEqual(plain(state), copy, 'JSON should carry the state without loss.');
  return copy;
}

// JSON has no -0, and -0 is not what this is about.
function plain(value: unknown): unknown {
  if (value === 0) return 0;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.map(([key, part]) => [key, plain(part)]));
}

/** Fails when the promise has not ended after some time; the check itself then ends, what it waits for may not. */
export async function inTime<T>(promise: T | Promise<T>, milliseconds: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new assert.AssertionError({ message: `${what}: no end after ${milliseconds} ms.` })),
      milliseconds,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
