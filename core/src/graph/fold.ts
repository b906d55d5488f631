// One unit of work, a measurement of one fold, as a stream: its progress, then `fold-scored` or `trial-failed`. Unsubscribing cancels the fit.
// Never errors for a trial's fault; knows nothing of searchers and stoppers.
import { Observable, type Subscriber } from 'rxjs';
import type { Clock } from '../contracts/clock.js';
import type { FoldScored, Noticed, Preprocessed, ReportedStep, TrialFailed } from '../contracts/events.js';
import type { Evaluate, Outcome, Progress, Watch, Work } from '../contracts/work.js';
import { failureOf, TrialFailure } from '../problem/trial-failure.js';
import type { RunningTrial } from '../study/running-trial.js';

export type FoldEvent = Preprocessed | ReportedStep | Noticed | FoldScored | TrialFailed;

export interface FoldRun {
  readonly evaluate: Evaluate;
  readonly clock: Clock;
  /** Study time, in ms. */
  readonly time: () => number;
  /** When the trial must be over, on the clock; may be Infinity. */
  readonly deadline: number;
  /** Whether the costs of evaluations end the study. */
  readonly priced: boolean;
}

export function fold$(trial: RunningTrial, work: Work, run: FoldRun): Observable<FoldEvent> {
  return new Observable<FoldEvent>((out) => {
    // What a measurement that was cut off had spent is not in the log.
    trial.spending = 0;
    const watch = new FoldWatch(trial, work, run, out);
    out.add(() => {
      watch.cancel();
    });
    const outcome = run.evaluate(work, watch);
    if ('kind' in outcome) {
      watch.end(outcome);
      return;
    }
    watch.startTimer();
    outcome.then(
      (result) => {
        watch.end(result);
      },
      (bug: unknown) => {
        out.error(bug);
      },
    );
  });
}

/** Where a paused measurement goes on: the fold, and which of its measurements unless it is the first. */
export function placeOf({ fold, repeat = 0 }: { readonly fold: number; readonly repeat?: number }): string {
  return repeat === 0 ? String(fold) : `${fold}.${repeat}`;
}

/** Absent when nothing was spent. */
export function costing(cost: number): { readonly cost?: number } {
  return cost > 0 ? { cost } : {};
}

class FoldWatch implements Watch {
  readonly deadline: number;
  private controller: AbortController | undefined;
  private cancelled = false;
  private scored = false;
  /** The reason of the signal; absent when the trial was cancelled in another way. */
  private expired: TrialFailure | undefined;
  private timer: NodeJS.Timeout | undefined;
  private told = 0;
  private readonly skip: number;
  private readonly started: number;
  /** Which unit it is, for its events. */
  private readonly unit: Pick<FoldScored, 'trial' | 'fold' | 'repeat'>;

  constructor(
    private readonly trial: RunningTrial,
    private readonly work: Work,
    private readonly run: FoldRun,
    private readonly out: Subscriber<FoldEvent>,
  ) {
    this.deadline = run.deadline;
    this.started = run.clock.now();
    this.skip = trial.told;
    const { trial: number, fold, repeat } = work;
    const within = trial.times > 1 && { repeat: repeat - trial.proposed.repeat };
    this.unit = { trial: number, fold, ...within };
  }

  /** Made on demand: most short evaluations never look at it. */
  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.cancelled && !this.scored) this.controller.abort(this.expired);
    return this.controller.signal;
  }

  progress(progress: Progress): void {
    if (this.cancelled) return;
    if (progress.type === 'kept') {
      this.trial.checkpoints[placeOf(this.unit)] = progress.checkpoint;
      return;
    }
    if (progress.type === 'spent') {
      this.trial.spending += progress.amount;
      return;
    }
    // A resumed fold starts again and tells first what is in the log already.
    if (this.told++ < this.skip) return;
    this.out.next({ ...progress, at: this.run.time(), ...this.unit });
  }

  end(outcome: Outcome): void {
    if (this.cancelled) return;
    this.stopTimer();
    const at = this.run.time();
    const { unit, trial } = this;
    if (outcome.kind === 'scored') {
      this.scored = true;
      this.missCost();
      const { kind: _, ...facts } = outcome;
      this.out.next({ type: 'fold-scored', at, ...unit, ...facts, ...costing(trial.spending) });
    } else {
      // The whole trial's, like that of any other end.
      const milliseconds = trial.milliseconds + outcome.milliseconds;
      const { failure } = outcome;
      const cost = costing(trial.cost + trial.spending);
      this.out.next({ type: 'trial-failed', at, ...unit, failure, milliseconds, ...cost });
    }
    this.out.complete();
  }

  /** A study whose evaluations cost nothing never ends by its cost; the first of them shows it. */
  private missCost(): void {
    const { trial, run } = this;
    const isFirst = trial.number === 0 && this.work.fold === 0 && this.work.repeat === 0;
    if (!run.priced || !isFirst || trial.spending > 0) return;
    const text =
      'The first evaluation told no cost, by spend() or as "cost" beside its score: budget.cost may never end the study.';
    this.progress({ type: 'noticed', code: 'no-cost', text });
  }

  startTimer(): void {
    if (this.cancelled || this.deadline === Infinity) return;
    const left = Math.max(0, this.deadline - this.run.clock.now());
    // Longer timers overflow to 1 ms; such a deadline never comes.
    if (left < 2 ** 31) this.timer = setTimeout(() => this.expire(), left);
  }

  cancel(): void {
    this.cancelled = true;
    this.stopTimer();
    // A fold that came to its end has nothing left to abort.
    if (!this.scored) this.controller?.abort(this.expired);
  }

  private expire(): void {
    this.expired = new TrialFailure('timeout', 'The trial took longer than run.timeout allows.');
    const failure = failureOf(this.expired);
    this.end({ kind: 'failed', failure, milliseconds: this.run.clock.now() - this.started });
  }

  private stopTimer(): void {
    clearTimeout(this.timer);
  }
}
