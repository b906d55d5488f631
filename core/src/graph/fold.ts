// One unit of work as a stream: its progress, then `fold-scored` or `trial-failed`. Unsubscribing cancels the fit.
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
}

export function fold$(trial: RunningTrial, work: Work, run: FoldRun): Observable<FoldEvent> {
  return new Observable<FoldEvent>((out) => {
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

class FoldWatch implements Watch {
  readonly deadline: number;
  private controller: AbortController | undefined;
  private cancelled = false;
  private scored = false;
  private timer: NodeJS.Timeout | undefined;
  private told = 0;
  private readonly skip: number;
  private readonly started: number;

  constructor(
    private readonly trial: RunningTrial,
    private readonly work: Work,
    private readonly run: FoldRun,
    private readonly out: Subscriber<FoldEvent>,
  ) {
    this.deadline = run.deadline;
    this.started = run.clock.now();
    this.skip = trial.told;
  }

  /** Made on demand: most short evaluations never look at it. */
  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.cancelled && !this.scored) this.controller.abort();
    return this.controller.signal;
  }

  progress(progress: Progress): void {
    if (this.cancelled) return;
    const { trial, fold } = this.work;
    if (progress.type === 'kept') {
      this.trial.checkpoints[fold] = progress.checkpoint;
      return;
    }
    // A resumed fold starts again and tells first what is in the log already.
    if (this.told++ < this.skip) return;
    this.out.next({ ...progress, at: this.run.time(), trial, fold });
  }

  end(outcome: Outcome): void {
    if (this.cancelled) return;
    this.stopTimer();
    const at = this.run.time();
    const { trial, fold } = this.work;
    if (outcome.kind === 'scored') {
      this.scored = true;
      const { kind: _, ...facts } = outcome;
      this.out.next({ type: 'fold-scored', at, trial, fold, ...facts });
    } else {
      // The whole trial's, like that of any other end.
      const milliseconds = this.trial.milliseconds + outcome.milliseconds;
      this.out.next({ type: 'trial-failed', at, trial, fold, failure: outcome.failure, milliseconds });
    }
    this.out.complete();
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
    if (!this.scored) this.controller?.abort();
  }

  private expire(): void {
    const failure = failureOf(new TrialFailure('timeout', 'The trial took longer than run.timeout allows.'));
    this.end({ kind: 'failed', failure, milliseconds: this.run.clock.now() - this.started });
  }

  private stopTimer(): void {
    clearTimeout(this.timer);
  }
}
