// What a definition means once it has been read: everything checked, every default filled in. Types only.
import type { MetricInfo } from '../contracts/events.js';
import type { Json, JsonObject } from '../contracts/json.js';
import type { Need } from '../contracts/metric.js';
import type { Repeats } from '../contracts/work.js';
import type { Configuration, SearchSpace } from '../contracts/space.js';
import type { Task } from '../contracts/table.js';
import type { Component, PipelineStep } from '../contracts/component.js';
import type { Secret } from './scope.js';
import type { Control } from '../study/control.js';
import type { OnDuplicate } from '../study/duplicates.js';
import type { Part, Switch } from './node.js';
import type { SharedSpace } from './shared-space.js';

/** A step with places left open for the parameters. */
export interface StepTemplate {
  readonly id: string;
  /** What was read, for whoever shows the step. */
  readonly node: Part | Switch;
  resolve(configuration: Configuration): PipelineStep;
}

/** A component as one configuration sets it; `key` as for steps. */
export interface ResolvedComponent {
  readonly component: Component;
  readonly key: string;
}

/** The objective with places left open for its own tuned parameters. */
export interface ComponentTemplate {
  readonly node: Part;
  /** Nothing of its own is tuned: it is the same for all configurations. */
  readonly fixed: boolean;
  resolve(configuration: Configuration): ResolvedComponent;
}

export interface MetricChoice {
  readonly info: MetricInfo;
  /** These are absent in a black-box study, where the objective computes its scores itself. */
  readonly component?: Component;
  readonly needs?: Need;
  readonly tasks?: readonly Task[];
}

export interface StopperChoice {
  readonly id: string;
  readonly component: Component;
  readonly reads: 'folds' | 'epochs';
}

export type Selection = 'best' | 'one-standard-error' | 'cheapest-tied';

export interface Budget {
  /** New trials at most; Infinity when none is said, 1 when nothing is tuned. */
  readonly trials: number;
  /** Of the study; Infinity when none is said. */
  readonly milliseconds: number;
  /** Of all evaluations together; Infinity when none is said. */
  readonly cost: number;
  /** What costs are counted in. */
  readonly unit?: string;
}

/** At most so many in any stretch of time so long. */
export interface Rate {
  readonly count: number;
  readonly milliseconds: number;
}

/** How the study runs. Of all this only `order` can change what comes out. */
export interface RunSettings {
  readonly concurrency: number;
  /** Milliseconds for one trial, all its folds or instances together; Infinity without a limit. */
  readonly timeout: number;
  /** Of measurements that begin; absent without a limit. */
  readonly rate?: Rate;
  readonly order: 'deterministic' | 'fast';
  readonly executor: Component;
  readonly store?: Component;
  readonly monitors: readonly Component[];
}

/** One study, of one of two kinds: a pipeline of steps cross-validated on data, or anything with a score. */
export interface Pipeline {
  readonly kind: 'learning' | 'black-box';
  readonly name: string;
  /** SHA-256, in hexadecimal, of what defines the study. */
  readonly identity: string;
  readonly seed: number;
  /** The full form: every default written out. Reading it gives the same pipeline again. */
  readonly definition: JsonObject;
  /** Learning only: the share of rows set aside before anything else, and scored once at the end. */
  readonly test?: { readonly share: number };
  /** Learning only: whether training rows are scored too. */
  readonly trainScores: boolean;
  /** Which of the finished trials is the result. */
  readonly select: Selection;
  /** Learning only, and always there; so is `splitter`. */
  readonly data?: Component;
  readonly splitter?: Component;
  /** Transformers and scalers, then one estimator; empty in a black-box study. */
  readonly steps: readonly StepTemplate[];
  /** Black-box only; absent when results are told from outside. */
  readonly objective?: ComponentTemplate;
  readonly instances?: readonly Json[];
  /** In the order of the definition; the first objective ranks the trials. */
  readonly metrics: readonly MetricChoice[];
  readonly search: Component;
  readonly stoppers: readonly StopperChoice[];
  readonly control: Control;
  /**
   * `reuse` by default in a study that learns, where a configuration scores the same each time; `remeasure` in a
   * black-box one, whose objective may be noisy.
   */
  readonly onDuplicate: OnDuplicate;
  /** How often each fold or instance of a trial is measured. */
  readonly repeats: Repeats;
  readonly space: SearchSpace;
  /** What the definition's `space` says. */
  readonly shared: SharedSpace;
  /** Names of the parameters; one that others depend on comes before them. */
  readonly parameters: readonly string[];
  /** Configurations tried first. */
  readonly start: readonly Configuration[];
  readonly budget: Budget;
  /** Trials whose results a proposal cannot see yet. */
  readonly lag: number;
  readonly run: RunSettings;
  /** What is read from the environment when plugins are made. */
  readonly environment: readonly Secret[];
}
