// What a plugin throws when a trial cannot be evaluated for a reason it knows. Anything else it throws is an
// `exception`.
import { createHash } from 'node:crypto';
import type { Cause, Failure } from '../contracts/work.js';

const BRAND = Symbol.for('@tunewright/trial-failure');

/** Ends a trial with a cause: `throw new TrialFailure('diverged', 'The loss is infinite after epoch 3.')`. */
export class TrialFailure extends Error {
  readonly [BRAND] = true;

  constructor(
    readonly reason: Cause,
    message: string,
  ) {
    super(message);
    this.name = 'TrialFailure';
  }
}

export function isTrialFailure(error: unknown): error is TrialFailure {
  return typeof error === 'object' && error !== null && BRAND in error;
}

/** Any thrown value as the failure of a trial. */
export function failureOf(error: unknown): Failure {
  if (isTrialFailure(error)) return { cause: error.reason, message: error.message, fingerprint: fingerprint(error) };
  const asError = error instanceof Error ? error : new Error(String(error));
  const cause = /out of memory|allocation failed/i.test(asError.message) ? 'out-of-memory' : 'exception';
  return { cause, message: asError.message || asError.name, fingerprint: fingerprint(asError) };
}

/**
 * The same for failures of the same origin: class, message without its numbers and paths, first frame outside Node
 * and installed packages. 8 hexadecimal digits.
 */
function fingerprint(error: Error): string {
  const shape = error.message.replace(/(?:\/[^\s/:]+)+/g, '<path>').replace(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi, '<n>');
  const frame = (error.stack ?? '')
    .split('\n')
    .find((line) => /^\s+at /.test(line) && !/node:|node_modules/.test(line));
  // The file's name only: line numbers, folders and how a function was called change without the origin changing.
  const origin = /([^/\\\s(]+?)(?::\d+)*\)?$/.exec(frame ?? '')?.[1] ?? '';
  return createHash('sha256').update(`${error.name}\n${shape}\n${origin}`).digest('hex').slice(0, 8);
}
