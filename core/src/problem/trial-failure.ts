// What a plugin throws when a trial cannot be evaluated for a reason it knows. Anything else it throws is an
// `exception`.
import { createHash } from 'node:crypto';
import { inspect, types } from 'node:util';
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

/**
 * Any thrown value as the failure of a trial.
 *
 * @param conceal Removes from what is told what nobody may read.
 */
export function failureOf(error: unknown, conceal = (text: string): string => text): Failure {
  const { name, stack, ...told } = traits(error);
  const message = conceal(told.message);
  const outOfMemory = /out of memory|allocation failed/i.test(message);
  const cause = isTrialFailure(error) ? error.reason : outOfMemory ? 'out-of-memory' : 'exception';
  return { cause, message: message || name, fingerprint: fingerprint(name, message, stack) };
}

/** Anything can be thrown, so nothing is taken for granted: neither the members of an error, nor that it is one. */
export function traits(error: unknown): { readonly name: string; readonly message: string; readonly stack: string } {
  if (!(error instanceof Error || types.isNativeError(error))) {
    const how = { depth: 1, breakLength: Infinity, customInspect: false };
    return { name: 'Error', message: typeof error === 'string' ? error : inspect(error, how), stack: '' };
  }
  const { name, message, stack } = error as { readonly [member in keyof Error]: unknown };
  return { name: String(name), message: String(message), stack: String(stack) };
}

/**
 * The same for failures of the same origin: class, message without its numbers and paths, first frame outside Node
 * and installed packages. 8 hexadecimal digits.
 */
function fingerprint(name: string, message: string, stack: string): string {
  const shape = message.replace(/(?:\/[^\s/:]+)+/g, '<path>').replace(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi, '<n>');
  const frame = stack.split('\n').find((line) => /^\s+at /.test(line) && !/node:|node_modules/.test(line));
  // The file's name only: line numbers, folders and how a function was called change without the origin changing.
  const origin = /([^/\\\s(]+?)(?::\d+)*\)?$/.exec(frame ?? '')?.[1] ?? '';
  return createHash('sha256').update(`${name}\n${shape}\n${origin}`).digest('hex').slice(0, 8);
}
