// Ask and tell: the study proposes, somebody else's loop evaluates.
import type { Decided, FoldScored, StudyEvent, StudyFinished } from '../contracts/events.js';
import type { Reported } from '../contracts/fit-context.js';
import type { Score } from '../contracts/objective.js';
import type { Configuration } from '../contracts/space.js';
import type { Failure } from '../contracts/work.js';
import type { Pipeline } from '../definition/pipeline.js';
import { byMetric } from '../evaluation/objective-evaluator.js';
import { complain } from '../problem/messages.js';
import { Problem } from '../problem/problem.js';
import { failureOf } from '../problem/trial-failure.js';
import type { Conductor } from '../study/conductor.js';
import { replay } from '../study/replay.js';
import type { RunningTrial } from '../study/running-trial.js';
import { checkStep } from '../evaluation/work-context.js';
import { startedEvent, studyTime, type StudyRun } from './events.js';
import { conductorOf, infos } from './prepare.js';

/** A trial to evaluate. */
export interface AskedTrial {
  readonly number: number;
  readonly parameters: Configuration;
  /**
   * Reports an intermediate score (steps count from 1). False when the trial has been stopped: go on with the next,
   * there is nothing left to tell.
   */
  report(step: number, values: number | Reported): boolean;
}

export class Dialogue {
  private readonly conductor: Conductor;
  private readonly time: () => number;
  private readonly left: RunningTrial[];
  private readonly begun = new Map<number, number>();
  /** Why no further trial is asked, once that is so. */
  private reason: string | undefined;
  private interrupted = false;

  constructor(
    private readonly pipeline: Pipeline,
    private readonly run: StudyRun,
    private readonly emit: (event: StudyEvent) => void,
  ) {
    if (pipeline.kind !== 'black-box') throw new Problem([complain('askNeedsSpace', undefined)]);
    this.conductor = conductorOf(pipeline, run, 1);
    this.time = studyTime(run);
    replay(run.past, this.conductor);
    this.left = [...this.conductor.running.values()];
    if (run.past.length === 0) emit(startedEvent(pipeline, { folds: 1, conductor: this.conductor }, run));
  }

  ask(): AskedTrial | undefined {
    for (;;) {
      const trial = this.next();
      if (trial?.original === undefined) return trial && this.asked(trial);
      this.inherit(trial, this.time());
    }
  }

  /** Nothing can be asked or told any more. */
  interrupt(): void {
    this.interrupted = true;
    this.reason = 'interrupted';
    this.left.length = 0;
    this.conductor.running.clear();
  }

  tell(number: number, result: Score | Error): void {
    const trial = this.conductor.running.get(number);
    if (trial === undefined) throw new Problem([complain('toldBeforeAsked', { trial: number })]);
    const at = this.time();
    const milliseconds = at - (this.begun.get(number) ?? at);
    this.begun.delete(number);
    const facts = { at, trial: number, fold: 0, milliseconds };
    const { scores, failure } = this.outcomeOf(result);
    if (failure) return this.record({ type: 'trial-failed', ...facts, failure });
    const scored: FoldScored = { type: 'fold-scored', ...facts, scores, fitMilliseconds: milliseconds };
    this.record(scored);
    this.record(trial.finished(at));
  }

  /** Its scores are there already: nobody needs to evaluate it. */
  private inherit(trial: RunningTrial, at: number): void {
    for (const scored of trial.inherited(at)) this.record(scored);
    this.record(trial.finished(at));
  }

  private next(): RunningTrial | undefined {
    const left = this.left.shift();
    if (left) return left;
    if (this.reason !== undefined) return undefined;
    if (this.time() >= this.pipeline.budget.milliseconds) {
      this.endBy(this.timeSpent());
      return undefined;
    }
    const step = this.conductor.next(this.time());
    if (step.kind === 'wait') throw new Problem([complain('askTooEarly', { running: this.conductor.running.size })]);
    if (step.kind === 'trial') {
      this.emit(step.trial.proposed);
      return step.trial;
    }
    this.endBy(step.reason);
    return undefined;
  }

  private outcomeOf(
    result: Score | Error,
  ): { scores: Record<string, number>; failure?: never } | { scores?: never; failure: Failure } {
    try {
      if (result instanceof Error) throw result;
      return { scores: byMetric(result, infos(this.pipeline)) };
    } catch (error) {
      return { failure: failureOf(error) };
    }
  }

  private asked(trial: RunningTrial): AskedTrial {
    const { number, proposed } = trial;
    this.begun.set(number, this.time());
    return {
      number,
      parameters: this.pipeline.shared.values(proposed.configuration),
      report: (step, values) => this.report(trial, step, typeof values === 'number' ? this.named(values) : values),
    };
  }

  private report(trial: RunningTrial, step: number, values: Reported): boolean {
    if (trial.result !== undefined) return false;
    checkStep(step);
    const at = this.time();
    // A resumed trial may begin again: steps that the log has already are not told twice.
    const told = (trial.epochCurve.at(-1)?.step ?? -1) + 1;
    if (step > told) this.record({ type: 'reported', at, trial: trial.number, fold: 0, step, values });
    const sentence = step >= told ? this.conductor.judge(trial, 'epochs') : undefined;
    if (sentence === undefined) return true;
    this.begun.delete(trial.number);
    this.record(trial.stopped(at, sentence));
    return false;
  }

  private named(value: number): Reported {
    return { [infos(this.pipeline)[0]?.name ?? 'score']: value };
  }

  private record(event: StudyEvent): void {
    // Whoever watches may interrupt the study at any event; nothing that would follow happens then.
    if (this.interrupted) return;
    this.conductor.record(event);
    this.emit(event);
    this.finishAfterLast();
  }

  private endBy(reason: string): void {
    this.reason = reason;
    this.finishAfterLast();
  }

  private timeSpent(): string {
    const text = `The ${this.pipeline.budget.milliseconds} ms of budget.time are spent: no further trial is begun.`;
    const decided: Decided = { type: 'decided', at: this.time(), code: 'time-spent', text };
    if (this.run.past.at(-1)?.type !== 'decided') this.emit(decided);
    return 'the time of the budget is spent';
  }

  private finishAfterLast(): void {
    const { reason } = this;
    if (reason === undefined || this.interrupted || this.conductor.running.size > 0) return;
    const { best = null, counts } = this.run.history;
    const event: StudyFinished = { type: 'study-finished', at: this.time(), reason, best, counts };
    this.emit(event);
  }
}
