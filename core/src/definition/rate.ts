// `"10/s"`, `"60/5m"` → so many in so many milliseconds.
import { milliseconds } from './duration.js';
import type { Rate } from './pipeline.js';

/** A count, and a duration whose number may be left out where it is 1. */
export const RATE_PATTERN = '^[1-9]\\d{0,5}/(?!0+(\\.0+)?[a-z])(\\d{1,9}(\\.\\d{1,9})?)?(ms|s|m|h|d)$';

/** Takes what matches {@link RATE_PATTERN}. */
export function rateOf(text: string): Rate {
  const [count = '', period = ''] = text.split('/');
  return { count: Number(count), milliseconds: milliseconds(/^\d/.test(period) ? period : `1${period}`) };
}
