// Lets units of work begin no faster than `run.rate` says.
import { concat, defer, EMPTY, ignoreElements, type Observable, timer } from 'rxjs';
import type { Clock } from '../contracts/clock.js';
import type { Rate } from '../definition/pipeline.js';

/** Longer timers overflow to 1 ms; after this long it is looked at again. */
const LONGEST_TIMER = 2 ** 31 - 1; // ms

/**
 * At most so many begin in any stretch of time as long as the period: one begins a period after the one that is so many
 * before it. A bucket of tokens would let twice as many begin in the first period as in any other.
 */
export class Pace {
  /** When the latest began, or will; a ring. */
  private readonly begun: number[] = [];
  private next = 0;

  constructor(
    private readonly clock: Clock,
    private readonly rate: Rate | undefined,
  ) {}

  /**
   * Completes when it is the turn of whoever subscribes, in the order of subscriptions.
   *
   * @param after Told how long that took, in ms.
   */
  turn(after: (waited: number) => void): Observable<never> {
    if (this.rate === undefined) return EMPTY;
    const { count, milliseconds } = this.rate;
    return defer(() => {
      const before = this.begun[this.next];
      const now = this.clock.now();
      const begin = before === undefined ? now : Math.max(now, before + milliseconds);
      this.begun[this.next] = begin;
      this.next = (this.next + 1) % count;
      return concat(
        this.until(begin),
        defer(() => {
          after(this.clock.now() - now);
          return EMPTY;
        }),
      );
    });
  }

  private until(begin: number): Observable<never> {
    const left = begin - this.clock.now();
    if (left <= 0) return EMPTY;
    // Timers may be early by a fraction of a millisecond.
    return concat(
      timer(Math.min(Math.ceil(left), LONGEST_TIMER)).pipe(ignoreElements()),
      defer(() => this.until(begin)),
    );
  }
}
