import type { FitContext, Reported } from './fit-context.js';
import type { Json } from './json.js';
import type { Value } from './space.js';

/**
 * A score, or several by metric name. Beside them `cost` says what the evaluation cost, as `spend` would, unless a
 * metric is called so.
 */
export type Score = number | Readonly<Record<string, number>>;

/** What an objective is handed beside the parameters. */
export interface ObjectiveContext extends FitContext {
  /** As in {@link FitContext}; a plain number is the score of the first metric. */
  report(step: number, values: number | Reported): void;
  /**
   * Says what the evaluation has cost, in the unit of `budget.cost`; each call adds to it. What is spent before a
   * failure counts, too. Throws when the amount is negative or no finite number.
   */
  spend(amount: number): void;
  readonly trial: number;
  /** The case to evaluate on, when the definition lists `instances`. */
  readonly instance?: Json;
  /** Seed for programs that take one: a non-negative integer below 2^32. */
  readonly seed: number;
}

/** Anything with a score. Parameters come by name, only those that are active. */
export interface ObjectivePlugin {
  evaluate(parameters: Readonly<Record<string, Value>>, context: ObjectiveContext): Score | Promise<Score>;
}
