import type { Reported } from './fit-context.js';
import type { Json } from './json.js';
import type { Configuration } from './space.js';

/** Why a trial failed. */
export type Cause = 'nan' | 'diverged' | 'timeout' | 'out-of-memory' | 'invalid' | 'exception' | 'worker-lost';

/** Why a trial could not be evaluated. */
export interface Failure {
  readonly cause: Cause;
  readonly message: string;
  /** The same for failures of the same origin: error class, message without its numbers, first frame of user code. */
  readonly fingerprint: string;
}

/** How often each fold (or instance) of a trial is measured, and what is made of the measurements. */
export interface Repeats {
  readonly times: number;
  readonly aggregate: 'mean' | 'median' | 'trimmed';
  /** Share of the measurements left out at each end, under `trimmed` only. */
  readonly share?: number;
}

/**
 * One unit of work: one measurement of one fold of one trial. All of it is JSON, and with the definition it determines
 * the outcome.
 */
export interface Work {
  readonly trial: number;
  readonly configuration: Configuration;
  /** Fold, or instance of a black-box study; 0 when there is one only. */
  readonly fold: number;
  /** How often this fold of the same configuration was measured before, in this trial and in others. */
  readonly repeat: number;
  readonly seed: number;
  readonly fidelity?: Readonly<Record<string, number>>;
  readonly checkpoint?: Json;
}

/** What is told while the work goes on. */
export type Progress =
  | { readonly type: 'preprocessed'; readonly step: string; readonly columns: number; readonly milliseconds: number }
  | { readonly type: 'reported'; readonly step: number; readonly values: Reported }
  | { readonly type: 'noticed'; readonly code: string; readonly text: string }
  | { readonly type: 'kept'; readonly checkpoint: Json }
  | { readonly type: 'spent'; readonly amount: number };

/** How a unit of work ended. Scores are in the metrics' own units and directions. */
export type Outcome =
  | {
      readonly kind: 'scored';
      readonly scores: Readonly<Record<string, number>>;
      readonly trainScores?: Readonly<Record<string, number>>;
      /** Milliseconds of fitting alone. */
      readonly fitMilliseconds: number;
      readonly milliseconds: number;
    }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly milliseconds: number };

/** How the one who asked for work follows it. */
export interface Watch {
  readonly signal: AbortSignal;
  /** On the study's clock, in ms; Infinity without a timeout. Work past it fails with `timeout`. */
  readonly deadline: number;
  progress(progress: Progress): void;
}

/** Does one unit of work. Never throws and never rejects: failures are outcomes. Ends synchronously if it can. */
export type Evaluate = (work: Work, watch: Watch) => Outcome | Promise<Outcome>;
