// Turns the work of a trial, synchronous or not, into an outcome that never throws.
import type { Clock } from '../contracts/clock.js';
import type { Outcome } from '../contracts/work.js';
import { failureOf, TrialFailure } from '../problem/trial-failure.js';

type Scored = Omit<Extract<Outcome, { kind: 'scored' }>, 'kind' | 'milliseconds'>;

/**
 * @param work Answers with the scores, or throws.
 * @param conceal Removes from a failure what nobody may read.
 */
export function attempt(
  clock: Clock,
  work: () => Scored | Promise<Scored>,
  conceal?: (text: string) => string,
): Outcome | Promise<Outcome> {
  const started = clock.now();
  const scored = (facts: Scored): Outcome => ({ kind: 'scored', ...facts, milliseconds: clock.now() - started });
  const failed = (error: unknown): Outcome => ({
    kind: 'failed',
    failure: failureOf(error, conceal),
    milliseconds: clock.now() - started,
  });
  try {
    const facts = work();
    return isThenable(facts) ? Promise.resolve(facts).then(scored, failed) : scored(facts);
  } catch (error) {
    return failed(error);
  }
}

/** Promises of other libraries are no instances of Promise. */
export function isThenable<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** Throws unless the score is a finite number. */
export function finite(name: string, score: unknown): number {
  if (typeof score !== 'number')
    throw new TrialFailure('invalid', `The score "${name}" must be a number, but is ${describe(score)}.`);
  if (Number.isNaN(score)) throw new TrialFailure('nan', `The score "${name}" is not a number (NaN).`);
  if (!Number.isFinite(score)) throw new TrialFailure('diverged', `The score "${name}" is ${score}.`);
  return score;
}

function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  return value === null ? 'null' : `of type ${typeof value}`;
}
