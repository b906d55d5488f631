import type { Best, Counts, MetricInfo, StudyStarted, Tested } from './events.js';
import type { Configuration } from './space.js';
import type { TrialState } from './searcher.js';
import type { Failure } from './work.js';

/** One trial as the history tells it. */
export interface TrialRecord {
  readonly trial: number;
  readonly state: TrialState | 'running';
  readonly configuration: Configuration;
  /** Mean by metric over the folds evaluated; NaN where there is none. */
  readonly scores: Readonly<Record<string, number>>;
  /** Standard deviation of one measurement, by metric; absent unless folds are measured several times. */
  readonly noise?: Readonly<Record<string, number>>;
  /** Scores of the first objective by fold, NaN where not evaluated. */
  readonly foldScores: Float64Array;
  readonly milliseconds: number;
  /** In the unit of `budget.cost`, so far. */
  readonly cost: number;
  /** The trial whose scores were taken over; absent when it was evaluated itself. */
  readonly reuses?: number;
  readonly failure?: Failure;
}

/** What has happened so far: columns that grow and are never rewritten but for the running trials. */
export interface History {
  readonly started: StudyStarted | undefined;
  readonly metrics: readonly MetricInfo[];
  /** Trials proposed. */
  readonly length: number;
  readonly running: number;
  readonly counts: Counts;
  readonly best: Best | undefined;
  /** The trial that is the result, once the study has ended: the best unless `select` says otherwise. */
  readonly selected: number | undefined;
  /** How it did on the test set. */
  readonly tested: Tested | undefined;
  /** Milliseconds the study has been running. */
  readonly elapsed: number;
  /** True after `study-finished`. */
  readonly ended: boolean;
  /** Why it ended, once it has. */
  readonly reason: string | undefined;
  /** What all trials together cost, in the unit of `budget.cost`. */
  readonly cost: number;
  /** Folds (or instances) evaluated, each as often as it was measured, and those that early stopping did not run. */
  readonly foldsScored: number;
  readonly foldsSaved: number;
  /** Trials that took over the scores of another one. */
  readonly reused: number;
  trial(number: number): TrialRecord;
  trials(): Iterable<TrialRecord>;
}
