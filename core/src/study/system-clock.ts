// The one place where real time enters.
import type { Clock } from '../contracts/clock.js';

/** The time of the machine. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date().toISOString(),
};
