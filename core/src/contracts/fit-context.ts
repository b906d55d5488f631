import type { Json } from './json.js';
import type { Random } from './random.js';

/** Numbers reported while fitting, by name: `{ loss: 0.3, accuracy: 0.9 }`. */
export type Reported = Readonly<Record<string, number>>;

/** What surrounds one fit or one evaluation. */
export interface FitContext {
  /** Seeded by study, configuration, fold and repeat: the same configuration draws the same numbers. */
  readonly random: Random;
  /**
   * Aborted when the trial is stopped, times out or the study ends; its reason is a TrialFailure when it times out.
   * Pass it to `fetch` and the like.
   */
  readonly signal: AbortSignal;
  /**
   * Reports the state after step `step` (epoch, round, …; from 1, rising). Early stopping reads these.
   * Throws when the trial has been stopped by what was reported.
   */
  report(step: number, values: Reported): void;
  /**
   * Throws when the trial is cancelled or past its deadline. A long synchronous loop calls it every few
   * milliseconds; nothing else can interrupt such a loop. Costs well under a microsecond.
   */
  pulse(): void;
  /**
   * A value that trials of the same fold and preprocessing share, made on first use: distances between rows, sorted
   * columns. `make` must depend on the key, fold and preprocessing only. It may be dropped and made again.
   */
  shared<T>(key: string, make: () => T): T;
  /** Says something the user and the doctor should know, for example `solver-not-converged`. Never ends the trial. */
  notice(code: string, text: string): void;
  /** Where an earlier, paused run of this trial left off; null at the start. */
  readonly checkpoint: Json;
  /** Keeps a state to continue from, should the trial be paused and promoted. */
  keep(checkpoint: Json): void;
  /** How much of the full effort to spend, by fidelity name (`epochs`); absent names mean all of it. */
  readonly fidelity: Readonly<Record<string, number>>;
}
