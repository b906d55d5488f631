// Does it again when the fault may pass. Waits twice as long each time, more or less by chance, so that trials that
// failed together do not come back together.
import { setTimeout as sleep } from 'node:timers/promises';
import { TrialFailure, type Clock, type ObjectiveContext } from '@tunewright/core';

/** A fault that may be gone when the request is sent again. */
export class PassingFault extends Error {
  constructor(
    readonly reason: 'exception' | 'worker-lost',
    message: string,
    /** What the server wrote as `Retry-After`. */
    readonly retryAfter?: string,
  ) {
    super(message);
  }
}

export interface RetryPlan {
  readonly retries: number;
  /** Before the first retry, in ms. */
  readonly pause: number;
  readonly clock: Clock;
}

const LONGEST_PAUSE = 60_000; // ms
/** A server that wants more is down for today: the trial fails, and the study goes on. */
const LONGEST_REQUEST = 300_000; // ms

export async function retrying<T>(plan: RetryPlan, context: ObjectiveContext, work: () => Promise<T>): Promise<T> {
  const random = context.random.split('retries');
  for (let retry = 0; ; retry++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PassingFault)) throw error;
      if (retry === plan.retries) throw givenUp(error, retry + 1);
      await wait(pauseBefore(retry, plan.pause, random.next()) + wished(error, plan.clock), context);
    }
  }
}

/**
 * @param retry From 0.
 * @param chance From 0 to 1.
 * @returns ms
 */
export function pauseBefore(retry: number, pause: number, chance: number): number {
  return Math.min(LONGEST_PAUSE, pause * 2 ** retry) * (0.5 + chance);
}

function givenUp({ reason, message }: PassingFault, times: number): TrialFailure {
  return new TrialFailure(reason, times === 1 ? message : `${message} It was tried ${times} times.`);
}

/** RFC 9110, section 10.2.3: seconds or a date. 0 for neither. */
function wished({ reason, message, retryAfter = '' }: PassingFault, clock: Clock): number {
  const seconds = /^\s*\d+\s*$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined;
  const wish = seconds ?? Date.parse(retryAfter) - Date.parse(clock.date());
  if (!(wish > 0)) return 0;
  if (wish <= LONGEST_REQUEST) return wish;
  const text = `${message} It asks to wait ${Math.round(wish / 1000)} s, longer than ${LONGEST_REQUEST / 1000} s.`;
  throw new TrialFailure(reason, text);
}

async function wait(pause: number, context: ObjectiveContext): Promise<void> {
  await sleep(pause, undefined, { signal: context.signal }).catch(() => undefined);
  demandAlive(context);
}

/** Throws when the trial is over. */
export function demandAlive(context: ObjectiveContext): void {
  context.pulse();
  if (context.signal.aborted) throw new TrialFailure('exception', 'The trial was cancelled.');
}
