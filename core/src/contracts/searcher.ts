import type { Json } from './json.js';
import type { Configuration, Point } from './space.js';

/** Why a configuration was proposed. */
export type Origin = 'start' | 'initial' | 'grid' | 'random' | 'model' | 'evolution' | 'control' | 'promotion' | 'user';

/** What the searcher's model expects of the losses, in the unit of the first objective's loss. */
export interface Belief {
  readonly mean: number;
  readonly sd: number;
}

/** A downgrade that must not pass in silence: `{ code: 'model-not-fitted', text: 'too few results: drawn at random' }`. */
export interface Fallback {
  readonly code: string;
  readonly text: string;
}

/** Work that a searcher asks for: a new trial, or more of a paused one. */
export interface Proposal {
  readonly point: Point;
  readonly origin: Origin;
  readonly belief?: Belief;
  readonly fallback?: Fallback;
  /** The paused trial to go on with; absent for a new one. */
  readonly continues?: number;
  /** The only folds to evaluate, in this order; absent means all of them. */
  readonly folds?: readonly number[];
  /** How much effort to spend, by fidelity name; absent means all of it. */
  readonly fidelity?: Readonly<Record<string, number>>;
}

/** `wait`: nothing until another result is told; `done`: nothing any more, and why. */
export type Turn =
  | { readonly kind: 'work'; readonly proposal: Proposal }
  | { readonly kind: 'wait' }
  | { readonly kind: 'done'; readonly reason: string };

/** How a trial ended. */
export type TrialState = 'finished' | 'stopped' | 'paused' | 'failed';

/** How a piece of work ended. */
export interface TrialResult {
  readonly trial: number;
  readonly configuration: Configuration;
  readonly point: Point;
  readonly state: TrialState;
  /** One a objective, always to be minimised (a score to maximise is negated); NaN where there is none. */
  readonly losses: readonly number[];
  /** Losses of the first objective by fold or instance, NaN where not evaluated. */
  readonly foldLosses: readonly number[];
  /** Milliseconds of work, not counting waits; for scores taken over, those that the original took. */
  readonly milliseconds: number;
  /** What the work cost in the unit of `budget.cost`, as `milliseconds`; absent when nothing was spent. */
  readonly cost?: number;
  readonly fidelity?: Readonly<Record<string, number>>;
}

/**
 * Proposes configurations. Its proposals depend on the results in the order told, its seed and the trial's number
 * only; never on time. An `ask` that answers `wait` or `done` changes nothing.
 *
 * It is told every result of the study, also of trials it did not propose (`start`, `control`), and of a trial it did
 * propose with another configuration, drawn in place of one that had been tried before.
 */
export interface SearcherPlugin {
  /** How many new trials it will propose in all, when it knows; fewer if others propose what it would have. */
  readonly planned?: number;
  /** `trial` is the number the next new trial will have. */
  ask(trial: number): Turn;
  tell(result: TrialResult): void;
  /** `load(save())` equals replaying all that was asked and told. */
  save(): Json;
  load(state: Json): void;
}
