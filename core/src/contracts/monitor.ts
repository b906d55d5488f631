import type { StudyEvent } from './events.js';
import type { History } from './history.js';

/** Watches a study. Must not throw: what it throws ends the study as a bug of the monitor. */
export interface MonitorPlugin {
  next(event: StudyEvent, history: History): void;
  /** The study is over or was interrupted; called once. */
  close(history: History): void | Promise<void>;
}
