import type { TrialState } from './searcher.js';

/** One score of a trial's learning curve, as a loss (lower is better). */
export interface CurvePoint {
  readonly trial: number;
  /**
   * Position on the curve from 0: the fold's (or instance's) turn, or the epoch's. A fold that is measured several
   * times is one point, once all its measurements are there.
   */
  readonly step: number;
  /** Which fold or instance it is; differs from `step` when folds run in another order. */
  readonly fold: number;
  /** On curves over epochs, which measurement of the fold it is, from 0; absent where each is measured once. */
  readonly repeat?: number;
  readonly loss: number;
}

/** What a stopper is told, in an order that never depends on timing when the study is deterministic. */
export type CurveEvent =
  | { readonly kind: 'point'; readonly point: CurvePoint }
  | { readonly kind: 'end'; readonly trial: number; readonly state: TrialState };

/** What becomes of a running trial, and why; `rung` is the step of a ladder where it was judged. */
export type Verdict =
  | { readonly action: 'continue' }
  | { readonly action: 'stop' | 'pause'; readonly reason: string; readonly rung?: number };

/** Judges a running trial by its curve so far, the newest point last. Same curve, same verdict. */
export type StopRule = (curve: readonly CurvePoint[]) => Verdict;

/** Ends trials that cannot win. It is told one score at a time and keeps what it needs. */
export interface StopperPlugin {
  observe(event: CurveEvent): void;
  /** The rule by what has been observed so far. Later observations must not change a rule already given. */
  rule(): StopRule;
}
