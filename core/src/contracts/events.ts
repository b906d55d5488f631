// Everything that can happen in a study. The log of these events is the study: history, resume, monitors and
// doctor are functions of it.
import type { Finding } from './finding.js';
import type { Reported } from './fit-context.js';
import type { Json } from './json.js';
import type { Goal } from './metric.js';
import type { Belief, Fallback, Origin } from './searcher.js';
import type { Configuration } from './space.js';
import type { Failure, Repeats } from './work.js';

type Scores = Readonly<Record<string, number>>;
type Fidelity = Readonly<Record<string, number>>;

interface Timed {
  /** Milliseconds the study has been running: pauses between an interruption and its resumption do not count. */
  readonly at: number;
}
interface OfTrial extends Timed {
  readonly trial: number;
}
interface OfUnit extends OfTrial {
  readonly fold: number;
  /** Which measurement of the fold within the trial, from 0; absent when each fold is measured once. */
  readonly repeat?: number;
}
interface Spent {
  /** In the unit of `budget.cost`; absent when nothing was spent. */
  readonly cost?: number;
}

/** A metric of the study, and its part in it. */
export interface MetricInfo {
  readonly name: string;
  readonly goal: Goal;
  /** Objectives are optimised; other metrics are recorded. The first objective ranks the trials. */
  readonly objective: boolean;
}

/** Revision 0 of the definition, and the circumstances. Always the first event. */
export interface StudyStarted extends Timed {
  readonly type: 'study-started';
  readonly name: string;
  /** Hash of what defines the study. */
  readonly identity: string;
  readonly definition: Json;
  readonly metrics: readonly MetricInfo[];
  /** Names of the parameters, in the order of the definition. */
  readonly parameters: readonly string[];
  /** Number of different configurations; null when there are infinitely many. */
  readonly spaceSize: number | null;
  /** Folds (or instances) of a trial. */
  readonly folds: number;
  /** Absent when each fold is measured once. */
  readonly repeats?: Repeats;
  /** Trials at most; null when only time or the searcher ends the study. */
  readonly trials: number | null;
  /** Proposals see the results of the trials up to their own number minus this. */
  readonly lag: number;
  readonly order: 'deterministic' | 'fast';
  readonly versions: Readonly<Record<string, string>>;
  readonly date: string;
}

/** The definition was changed while the study runs. */
export interface StudyRevised extends Timed {
  readonly type: 'study-revised';
  readonly revision: number;
  readonly definition: Json;
  readonly reason: string;
}

/** A trial begins: its configuration, and where it comes from. */
export interface TrialProposed extends OfTrial {
  readonly type: 'trial-proposed';
  readonly configuration: Configuration;
  readonly origin: Origin;
  /**
   * How often each fold of the same configuration was measured before; 0 unless it is measured again on purpose. Seeds
   * depend on it.
   */
  readonly repeat: number;
  /** The finished trial of the same configuration whose fold scores are taken over; absent when it is evaluated. */
  readonly reuses?: number;
  /** True when no stopper may end the trial, so that what stoppers would have lost can be seen; else absent. */
  readonly unstopped?: boolean;
  readonly belief?: Belief;
  /** Present when the searcher could not propose as it should have, or when another proposal took its place. */
  readonly fallback?: Fallback;
  readonly folds?: readonly number[];
  readonly fidelity?: Fidelity;
  /** True when a paused trial goes on. */
  readonly continued?: boolean;
}

/** A step of the pipeline was fitted on the training rows of a fold and applied to both parts. */
export interface Preprocessed extends OfUnit {
  readonly type: 'preprocessed';
  readonly step: string;
  /** Columns after the step. */
  readonly columns: number;
  /** 0 when it was taken over from a trial with the same preprocessing. */
  readonly milliseconds: number;
}

/** The estimator or objective reported a step (an epoch, a round) of its own. */
export interface ReportedStep extends OfUnit {
  readonly type: 'reported';
  readonly step: number;
  readonly values: Reported;
}

/** A fold (or instance) was measured, or its scores were taken over: then no time is spent. */
export interface FoldScored extends OfUnit, Spent {
  readonly type: 'fold-scored';
  readonly scores: Scores;
  readonly trainScores?: Scores;
  readonly fitMilliseconds: number;
  readonly milliseconds: number;
}

/** Every fold was scored. */
export interface TrialFinished extends OfTrial, Spent {
  readonly type: 'trial-finished';
  /** Means over the folds, each of which is the aggregate of its measurements. */
  readonly scores: Scores;
  /** Standard deviations over the folds (n − 1); 0 for a single fold. */
  readonly spread: Scores;
  /**
   * Standard deviations of one measurement: of those of a fold around their mean (n − 1), pooled over the folds. Absent
   * when each fold is measured once.
   */
  readonly noise?: Scores;
  /** Of work; 0 when the scores were taken over from another trial. */
  readonly milliseconds: number;
}

/** Ended early, by a stopper, for good. */
export interface TrialStopped extends OfTrial, Spent {
  readonly type: 'trial-stopped';
  readonly stopper: string;
  readonly reason: string;
  readonly rung?: number;
  /** Means over what was evaluated; empty when nothing was. */
  readonly scores: Scores;
  /** Folds that were not run; of those measured several times, the measurements that were not made. */
  readonly saved: number;
  readonly milliseconds: number;
}

/** Ended early, to be promoted later or never. */
export interface TrialPaused extends Omit<TrialStopped, 'type'> {
  readonly type: 'trial-paused';
  /** Where each fold can go on, by fold; further measurements of fold 3 as `3.1`, `3.2`. */
  readonly checkpoints?: Readonly<Record<string, Json>>;
}

/** A trial that could not be evaluated, and the fold in which it happened. */
export interface TrialFailed extends OfUnit, Spent {
  readonly type: 'trial-failed';
  readonly failure: Failure;
  readonly milliseconds: number;
}

/** A downgrade, or something the user should know: `warm-start-ignored`, `solver-not-converged`. */
export interface Noticed extends Timed {
  readonly type: 'noticed';
  readonly code: string;
  readonly text: string;
  readonly trial?: number;
  readonly fold?: number;
  readonly repeat?: number;
}

/** A decision about the whole study. One that depended on the clock is taken from the log on resume. */
export interface Decided extends Timed {
  readonly type: 'decided';
  /** `cost-spent`, `time-spent`: a budget is. `selected`: which trial is the result, by the time it took. */
  readonly code: 'cost-spent' | 'time-spent' | 'selected';
  readonly text: string;
  /** The trial selected. */
  readonly trial?: number;
}

/** The selected trial was fitted on all training rows and scored on the test set, once. */
export interface Tested extends OfTrial {
  readonly type: 'tested';
  readonly scores: Scores;
  /** Rows of the test set. */
  readonly rows: number;
  readonly milliseconds: number;
}

/** A diagnosis found something. */
export interface Found extends Timed {
  readonly type: 'finding';
  readonly finding: Finding;
}

/** The best trial: the first with the best mean of the first objective over all folds. */
export interface Best {
  readonly trial: number;
  readonly score: number;
  readonly params: Configuration;
}

/** Trials by how they ended. */
export interface Counts {
  readonly finished: number;
  readonly stopped: number;
  readonly paused: number;
  readonly failed: number;
}

/** Always the last event of a study that came to its end. */
export interface StudyFinished extends Timed {
  readonly type: 'study-finished';
  readonly reason: string;
  /** null when no trial finished. */
  readonly best: Best | null;
  readonly counts: Counts;
}

/** The run was cancelled. The study can be resumed; trials under way start again. */
export interface StudyInterrupted extends Timed {
  readonly type: 'study-interrupted';
  readonly best: Best | null;
  readonly counts: Counts;
}

/** The last event of a trial. */
export type TrialEnd = TrialFinished | TrialStopped | TrialPaused | TrialFailed;
/** An event of one trial. */
export type TrialEvent = TrialProposed | Preprocessed | ReportedStep | FoldScored | TrialEnd;
/** All that a study tells, in order: its log. */
export type StudyEvent =
  StudyStarted | StudyRevised | TrialEvent | Noticed | Decided | Found | Tested | StudyFinished | StudyInterrupted;
