import type { Json } from './json.js';
import type { Evaluate } from './work.js';

/** What an executor needs to do the work of one study. */
export interface Job {
  /** The resolved definition: enough to build an evaluator elsewhere. */
  readonly definition: Json;
  /** Where relative paths of the definition start. */
  readonly directory: string;
  /** The evaluator of this process. */
  readonly evaluate: Evaluate;
}

/** A place where work runs, for the time of one study. */
export interface Workplace {
  readonly evaluate: Evaluate;
  close(): void | Promise<void>;
}

/** Decides where work runs. */
export interface ExecutorPlugin {
  open(job: Job): Workplace | Promise<Workplace>;
}
