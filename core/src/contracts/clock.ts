/** Time is an argument too: tests pass a clock of their own. */
export interface Clock {
  /** Milliseconds on a monotonic clock, with fractions; the origin means nothing. */
  now(): number;
  /** The calendar date, ISO 8601, for the record; the time of a study that processes ask in turn goes by it. */
  date(): string;
}
