import type { StudyEvent } from './events.js';

/** A stored study, as a list of studies shows it. */
export interface StudySummary {
  /** What `open` takes to find it again. */
  readonly location: string;
  /** Hash of what defines the study. */
  readonly identity: string;
  readonly name: string;
  readonly trials: number;
  readonly finished: boolean;
}

/** The log of one study, opened for writing. There is one writer at a time. */
export interface StudyLog {
  readonly location: string;
  /** What was stored before, in order. */
  readonly past: readonly StudyEvent[];
  /** Stored when it returns: the end of the process does not lose it. */
  append(event: StudyEvent): void;
  close(): void;
}

/** Keeps study logs. */
export interface StorePlugin {
  /**
   * A log for the study `name` with this identity. `resume` opens the newest unfinished one, or fails; otherwise a
   * new log is begun. Throws a {@link Problem} when another living process writes to it or it is damaged.
   */
  open(name: string, identity: string, resume: boolean): StudyLog;
  list(): readonly StudySummary[];
}
