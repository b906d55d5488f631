// What the closed loop asks and runs: first the trials that an interruption left under way, then new ones.
import { concat, of, type Observable } from 'rxjs';
import type { StudyEvent } from '../contracts/events.js';
import type { Conductor } from '../study/conductor.js';
import type { RunningTrial } from '../study/running-trial.js';
import type { LoopTurn } from './closed-loop.js';
import type { Budget } from '../definition/pipeline.js';
import type { Spent } from './spent.js';
import { trial$, type TrialRun } from './trial.js';

export class Loop {
  /** Why no further trial is begun, once that is so. */
  reason = '';
  /** Which part of the budget it was, if it was one that the log tells of. */
  spent: Spent | undefined;
  private readonly conductor: Conductor;
  private readonly left: RunningTrial[];
  private readonly fresh = new Set<RunningTrial>();

  constructor(
    private readonly run: TrialRun,
    private readonly budget: Budget,
  ) {
    this.conductor = run.conductor;
    this.left = [...this.conductor.running.values()];
  }

  ask(): LoopTurn<RunningTrial> {
    const left = this.left.shift();
    if (left !== undefined) return { kind: 'work', proposal: left };
    // Done stays done, whatever the clock says by the time the last trials end.
    if (this.reason !== '') return { kind: 'done' };
    if (this.run.time() >= this.budget.milliseconds) {
      this.spent = 'time';
      this.reason = 'the time of the budget is spent';
      return { kind: 'done' };
    }
    const step = this.conductor.next(this.run.time(), this.budget.cost);
    if (step.kind === 'done') ({ reason: this.reason, spent: this.spent } = step);
    if (step.kind !== 'trial') return step;
    this.fresh.add(step.trial);
    return { kind: 'work', proposal: step.trial };
  }

  run$(trial: RunningTrial): Observable<StudyEvent> {
    const run$ = trial$(trial, this.run);
    return this.fresh.delete(trial) ? concat(of(trial.proposed), run$) : run$;
  }
}
