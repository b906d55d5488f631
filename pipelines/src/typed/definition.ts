// A definition as TypeScript sees it. The JSON form is the same with names in place of classes. Types only.
import type { ColumnChoice, Goal, Json } from '@tunewright/core';
import type { Component, OpenComponent, Use } from './components.js';
import type { Duration, Member, Rate } from './values.js';

/** One of the two kinds of study, or a variation of another definition; C: the classes used in it. */
export type Definition<C extends Use = never> = LearningDefinition<C> | ObjectiveDefinition<C> | Variation<C>;

/** The form that something means to have, by the keys it has. Mistakes are told of that form alone. */
export type FormOf<D, C extends Use> = D extends unknown
  ? 'extends' extends keyof D
    ? Variation<C>
    : [Extract<keyof D, 'cv' | 'data' | 'steps' | 'test' | 'trainScores'>] extends [never]
      ? [Extract<keyof D, 'instances' | 'objective' | 'space'>] extends [never]
        ? Undecided<C>
        : ObjectiveDefinition<C>
      : LearningDefinition<C>
  : never;

/** A definition that shows no form yet: an editor offers the keys of all, and the compiler misses those of the first. */
interface Undecided<C extends Use> extends LearningDefinition<C> {
  /** What is to be optimized, in a study without data. */
  readonly objective?: OpenComponent<'objective', C>;
  /** Cases the objective is evaluated on. */
  readonly instances?: readonly Json[];
  /** Files of definitions that this one builds on. */
  readonly extends?: string | readonly string[];
}

/** A pipeline of steps, cross-validated on data. */
export interface LearningDefinition<C extends Use = never> extends LearningParts<C> {
  readonly data: Component<'data-set', C>;
  readonly steps: readonly Step<C>[];
}

/** Anything with a score. */
export interface ObjectiveDefinition<C extends Use = never> extends ObjectiveParts<C> {
  readonly space: Space;
}

/** Another definition with some keys replaced. */
export interface Variation<C extends Use = never>
  extends Omit<LearningParts<C>, 'metrics'>, Omit<ObjectiveParts<C>, 'metrics'> {
  /** Files of definitions that this one builds on. Later ones win, this one over all. */
  readonly extends: string | readonly string[];
  /** What is measured: metrics of a study on data, or names of what an objective returns. */
  readonly metrics?: readonly (MetricOf<C> | NamedScore)[];
}

interface LearningParts<C extends Use> extends CommonParts<C> {
  /** What to learn from. */
  readonly data?: Component<'data-set', C>;
  /** Rows set aside before anything else, and scored once at the end. */
  readonly test?: {
    /** Share of the rows: the latest where there is a time, whole groups where there are groups. */
    readonly share: number;
  };
  /** Score the training rows of each fold as well. */
  readonly trainScores?: boolean;
  /** How rows are divided into folds. */
  readonly cv?: Component<'splitter', C>;
  /** Transformers, then one estimator. */
  readonly steps?: readonly Step<C>[];
  /** What is measured. The first, or each with a `goal`, is an objective. */
  readonly metrics?: readonly MetricOf<C>[];
}

interface ObjectiveParts<C extends Use> extends CommonParts<C> {
  /** What is to be optimized; absent when results are told from outside. */
  readonly objective?: OpenComponent<'objective', C> & { readonly id?: string };
  /** Cases the objective is evaluated on. They play the role of folds. */
  readonly instances?: readonly Json[];
  /** Names of what the objective returns. The first, or each with a `goal`, is an objective. */
  readonly metrics?: readonly NamedScore[];
}

interface CommonParts<C extends Use> {
  /** Version of the language. */
  readonly version?: 1;
  /** At most 80 letters, digits, spaces and - _ . that begin with a letter or digit. */
  readonly name?: string;
  readonly description?: string;
  /** Files and packages with plugins. Classes that are used in place of names need no entry. */
  readonly plugins?: readonly string[];
  /** Domains by name: in a study without data its parameters, else to be used by `ref` and `expr`. */
  readonly space?: Space;
  /** Conditions that every configuration fulfils, such as "width * net.layers <= 4096". */
  readonly constraints?: readonly string[];
  /** Which finished trial is the result: the best, or the cheapest of those that are about as good. */
  readonly select?: 'best' | 'cheapest-tied' | 'one-standard-error';
  /** What proposes configurations. */
  readonly search?: Component<'searcher', C> & {
    /** Proposals see no newer results than so many before. */
    readonly lag?: number;
  };
  /** Trials kept out of the hands of searcher and stoppers, to compare with. */
  readonly control?: {
    /** Share of the trials that is drawn at random, whatever the searcher would propose. */
    readonly random?: number;
    /** Share of the trials that no stopper may end. */
    readonly unstopped?: number;
  };
  /** What becomes of a proposal that was evaluated before. */
  readonly onDuplicate?: 'remeasure' | 'resample' | 'reuse';
  /** How often each configuration is measured, with other seeds, where the same twice scores differently. */
  readonly repeats?: number | Repeats;
  /** What ends trials that cannot win. */
  readonly earlyStopping?: readonly (Component<'stopper', C> & { readonly id?: string })[];
  /** When the study ends. */
  readonly budget?: {
    /** Trials at most. */
    readonly trials?: number;
    /** Time at most for the whole study. */
    readonly time?: Duration;
    /** When the evaluations have cost so much, by what they say themselves, no further trial is begun. */
    readonly cost?: number;
    /** What the cost is counted in, to be shown beside it. */
    readonly costUnit?: string;
  };
  /** Configurations tried first: values by the names of parameters, such as `{ 'svc.C': 1 }`. */
  readonly start?: readonly { readonly [parameter: string]: Json }[];
  /** A whole number ≥ 0. All that is random follows from it. */
  readonly seed?: number;
  /** How the study runs. What comes out does not depend on it. */
  readonly run?: {
    /** Trials at the same time. */
    readonly concurrency?: number;
    /** Time at most for one trial, all its folds or instances together. */
    readonly timeout?: Duration;
    /** Evaluations that begin at most in any such period, each fold, instance and repetition counted: "60/5m". */
    readonly rate?: Rate;
    readonly order?: 'deterministic' | 'fast';
    /** Where work runs. */
    readonly executor?: Component<'executor', C>;
    /** Where the log of the study is kept. */
    readonly store?: Component<'store', C>;
    /** What watches the study. */
    readonly monitors?: readonly Component<'monitor', C>[];
  };
}

interface Repeats {
  readonly times: number;
  /** What the score of a fold is: the mean, the median, or the mean without the extremes. */
  readonly aggregate?: 'mean' | 'median' | 'trimmed';
  /** Share of the measurements that "trimmed" leaves out at each end. Default: 0.2. */
  readonly share?: number;
}

export interface Space {
  readonly [name: string]: Member;
}

interface Named {
  /** What its parameters are called by, and its columns in tables. Default: the plugin's name in camel case. */
  readonly id?: string;
}

interface Columns {
  /** The columns that the step sees and changes, by name or by type. Default: all. */
  readonly on?: ColumnChoice;
  /** "all" also fits on held-out rows, which leaks: it exists to be diagnosed. */
  readonly fitOn?: 'all' | 'train';
}

/** A transformer, an estimator, or a choice of one of these kinds. */
export type Step<C extends Use = never> =
  | (EstimatorStep<C> & { readonly choose?: never })
  | (TransformerStep<C> & { readonly choose?: never })
  | StepChoice<EstimatorStep<C>>
  | (StepChoice<TransformerStep<C>> & Columns);

type EstimatorStep<C extends Use> = Named & OpenComponent<'estimator', C>;
type TransformerStep<C extends Use> = Columns & Named & OpenComponent<'scaler' | 'transformer', C>;

interface StepChoice<S> {
  /** What the choice is called. */
  readonly id: string;
  readonly choose: readonly S[];
  readonly use?: never;
}

type MetricOf<C extends Use> = Component<'metric', C> & Named;

interface NamedScore {
  /** As the objective reports it. */
  readonly name: string;
  /** Say it to make the score an objective. */
  readonly goal?: Goal;
}
