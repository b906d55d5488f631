// Ask and tell: the study proposes, somebody else's loop evaluates.
import type { FoldScored, StudyEvent, StudyFinished } from '../contracts/events.js';
import type { Reported } from '../contracts/fit-context.js';
import type { Score } from '../contracts/objective.js';
import type { Configuration } from '../contracts/space.js';
import type { Pipeline } from '../definition/pipeline.js';
import { byMetric } from '../evaluation/objective-evaluator.js';
import { complain } from '../problem/messages.js';
import { Problem } from '../problem/problem.js';
import { failureOf } from '../problem/trial-failure.js';
import type { Conductor } from '../study/conductor.js';
import { replay } from '../study/replay.js';
import type { RunningTrial } from '../study/running-trial.js';
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
  private done = false;

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
    const left = this.left.shift();
    if (left) return this.asked(left);
    if (this.done) return undefined;
    const step = this.conductor.next(this.time());
    if (step.kind === 'wait') throw new Problem([complain('askTooEarly', { running: this.conductor.running.size })]);
    if (step.kind === 'trial') {
      this.emit(step.trial.proposed);
      return this.asked(step.trial);
    }
    if (this.conductor.running.size === 0) this.finish(step.reason);
    return undefined;
  }

  tell(number: number, result: Score | Error): void {
    const trial = this.conductor.running.get(number);
    if (trial === undefined) throw new Problem([complain('toldBeforeAsked', { trial: number })]);
    const at = this.time();
    const milliseconds = at - (this.begun.get(number) ?? at);
    this.begun.delete(number);
    try {
      if (result instanceof Error) throw result;
      const scores = byMetric(result, infos(this.pipeline));
      const scored: FoldScored = {
        type: 'fold-scored',
        at,
        trial: number,
        fold: 0,
        scores,
        fitMilliseconds: milliseconds,
        milliseconds,
      };
      this.record(scored);
      this.record(trial.finished(at));
    } catch (error) {
      this.record({ type: 'trial-failed', at, trial: number, fold: 0, failure: failureOf(error), milliseconds });
    }
  }

  private asked(trial: RunningTrial): AskedTrial {
    const { number, proposed } = trial;
    this.begun.set(number, this.time());
    return {
      number,
      parameters: proposed.configuration,
      report: (step, values) => this.report(trial, step, typeof values === 'number' ? this.named(values) : values),
    };
  }

  private report(trial: RunningTrial, step: number, values: Reported): boolean {
    if (trial.result !== undefined) return false;
    const at = this.time();
    this.record({ type: 'reported', at, trial: trial.number, fold: 0, step, values });
    const sentence = this.conductor.judge(trial, 'epochs');
    if (sentence) this.record(trial.stopped(at, sentence));
    return sentence === undefined;
  }

  private named(value: number): Reported {
    return { [infos(this.pipeline)[0]?.name ?? 'score']: value };
  }

  private record(event: StudyEvent): void {
    this.conductor.record(event);
    this.emit(event);
  }

  private finish(reason: string): void {
    this.done = true;
    const { best = null, counts } = this.run.history;
    const event: StudyFinished = { type: 'study-finished', at: this.time(), reason, best, counts };
    this.emit(event);
  }
}
