// Lets timers, signals and other input have their turn while trials run synchronously.
import { EMPTY, Observable } from 'rxjs';
import type { Clock } from '../contracts/clock.js';

/** Synchronous work up to this long goes unnoticed by a person; a setImmediate costs 2 µs. */
const LONGEST_BREATH = 8; // ms

export class Breath {
  private last: number;

  constructor(private readonly clock: Clock) {
    this.last = clock.now();
  }

  /** Completes at once, or after the event loop has turned when it is time for that. */
  pause(): Observable<never> {
    if (this.clock.now() - this.last < LONGEST_BREATH) return EMPTY;
    return new Observable<never>((out) => {
      const handle = setImmediate(() => {
        this.last = this.clock.now();
        out.complete();
      });
      return () => {
        clearImmediate(handle);
      };
    });
  }
}
