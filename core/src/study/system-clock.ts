// The one place where real time enters.
import type { Clock } from '../contracts/clock.js';

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date().toISOString(),
};
