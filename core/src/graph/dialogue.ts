// Ask and tell: the study proposes, somebody else's loop evaluates.
import type { FoldScored, StudyEvent, StudyFinished } from '../contracts/events.js';
import type { Reported } from '../contracts/fit-context.js';
import type { History, TrialRecord } from '../contracts/history.js';
import type { Score } from '../contracts/objective.js';
import type { Configuration } from '../contracts/space.js';
import type { Failure } from '../contracts/work.js';
import type { Pipeline } from '../definition/pipeline.js';
import { byMetric, costOf } from '../evaluation/objective-evaluator.js';
import { complain } from '../problem/messages.js';
import { Problem } from '../problem/problem.js';
import { seedOf } from '../numeric/random.js';
import { failureOf, isTrialFailure } from '../problem/trial-failure.js';
import type { Conductor } from '../study/conductor.js';
import { replay } from '../study/replay.js';
import type { RunningTrial } from '../study/running-trial.js';
import { checkStep } from '../evaluation/work-context.js';
import { startedEvent, studyTime, type StudyRun } from './events.js';
import { costing } from './fold.js';
import { conductorOf, infos } from './prepare.js';
import { reasonIn, spentEvent, type Spent } from './spent.js';

/** A trial to evaluate. With `repeats` it is asked as often as it is to be measured: again, once a score is told. */
export interface AskedTrial {
  readonly number: number;
  /** Which measurement of the trial it is, from 0. */
  readonly repeat: number;
  /** Seed for programs that take one: a non-negative integer below 2^32, the one that `run` would hand over. */
  readonly seed: number;
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
  private readonly begun: Map<number, number>;
  /** Proposed to see whether the study is over, and not asked yet. */
  private ready: RunningTrial | undefined;
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
    const { running } = this.conductor;
    // Among several processes, what was asked before is with somebody else.
    this.left = [...running.values()].filter(({ original }) => run.shared !== true || original !== undefined);
    this.begun = run.shared === true ? beginnings(run.past, running) : new Map<number, number>();
    this.reason = reasonIn(run.past);
    if (run.past.length === 0) emit(startedEvent(pipeline, { folds: 1, conductor: this.conductor }, run));
  }

  ask(): AskedTrial | undefined {
    for (;;) {
      const trial = this.next();
      if (trial === undefined) return undefined;
      if (trial.original === undefined) {
        const parameters = this.parametersOf(trial);
        if (parameters !== undefined) return this.asked(trial, parameters);
      } else this.inherit(trial, this.time());
    }
  }

  /** Trials that were asked and not told, by number. */
  pending(): readonly AskedTrial[] {
    const open = [...this.conductor.running.values()].filter((trial) => !trial.original && trial !== this.ready);
    return open.map((trial) => this.view(trial, this.pipeline.shared.values(trial.proposed.configuration)));
  }

  /** Nothing can be asked or told any more. */
  interrupt(): void {
    this.interrupted = true;
    this.reason = 'interrupted';
    this.left.length = 0;
    this.conductor.running.clear();
  }

  tell(number: number, result: Score | Error): void {
    const trial = this.open(number);
    const at = this.time();
    const milliseconds = at - (this.begun.get(number) ?? at);
    this.begun.delete(number);
    const facts = { at, trial: number, ...unitOf(trial) };
    const { scores, cost, failure } = this.outcomeOf(result);
    if (failure) {
      const whole = { milliseconds: trial.milliseconds + milliseconds, ...costing(trial.cost) };
      return this.record({ type: 'trial-failed', ...facts, failure, ...whole });
    }
    const times = { milliseconds, fitMilliseconds: milliseconds };
    const scored: FoldScored = { type: 'fold-scored', ...facts, ...times, scores, ...costing(cost) };
    this.record(scored);
    if (trial.remaining().length === 0) this.record(trial.finished(at));
    else if (this.run.shared === true) this.begun.set(number, at);
    else if (!this.interrupted && !this.left.includes(trial)) this.left.push(trial);
  }

  /** False when the trial has been stopped. */
  report(number: number, step: number, values: number | Reported): boolean {
    if (stateOf(number, this.run.history) === 'stopped') return false;
    return this.reportOf(this.open(number), step, values);
  }

  /** Throws a {@link Problem} unless the trial is under way. */
  private open(number: number): RunningTrial {
    const trial = this.conductor.running.get(number);
    if (trial !== undefined && trial !== this.ready) return trial;
    throw new Problem([complain('toldBeforeAsked', { trial: number, state: stateOf(number, this.run.history) })]);
  }

  /** Its scores are there already: nobody needs to evaluate it. */
  private inherit(trial: RunningTrial, at: number): void {
    for (const scored of trial.inherited(at)) this.record(scored);
    this.record(trial.finished(at));
  }

  private next(): RunningTrial | undefined {
    // What was told in the meantime need not be asked.
    let left = this.left.shift();
    while (left?.result !== undefined) left = this.left.shift();
    if (left) return left;
    if (this.reason !== undefined) {
      this.finishAfterLast();
      return undefined;
    }
    const { budget } = this.pipeline;
    if (this.time() >= budget.milliseconds) {
      this.endBy('the time of the budget is spent', 'time');
      return undefined;
    }
    const trial = this.ready ?? this.propose();
    this.ready = undefined;
    if (trial) this.emit(trial.proposed);
    return trial;
  }

  private propose(): RunningTrial | undefined {
    const { conductor } = this;
    const step = conductor.next(this.time(), this.pipeline.budget.cost);
    if (step.kind === 'trial') return step.trial;
    if (step.kind === 'done') this.endBy(step.reason, step.spent);
    // Results are missing, but not for another proposal.
    else if (!conductor.exhausted) throw new Problem([complain('askTooEarly', { running: conductor.running.size })]);
    return undefined;
  }

  private outcomeOf(result: Score | Error): Told {
    try {
      if (result instanceof Error) throw result;
      const metrics = infos(this.pipeline);
      return { scores: byMetric(result, metrics), cost: costOf(result, metrics) };
    } catch (error) {
      return { failure: failureOf(error) };
    }
  }

  /** The configuration and what is computed from it; undefined when that cannot be, which ends the trial. */
  private parametersOf({ number: trial, proposed }: RunningTrial): Configuration | undefined {
    try {
      return this.pipeline.shared.values(proposed.configuration);
    } catch (error) {
      if (!isTrialFailure(error)) throw error;
      const failure = failureOf(error);
      this.record({ type: 'trial-failed', at: this.time(), trial, fold: 0, milliseconds: 0, failure });
      return undefined;
    }
  }

  private asked(trial: RunningTrial, parameters: Configuration): AskedTrial {
    this.begun.set(trial.number, this.time());
    return this.view(trial, parameters);
  }

  private view(trial: RunningTrial, parameters: Configuration): AskedTrial {
    const { number, text, proposed } = trial;
    const repeat = trial.remaining()[0]?.repeat ?? 0;
    return {
      number,
      repeat,
      seed: seedOf(this.pipeline.seed, text, 0, proposed.repeat + repeat) % 2 ** 32,
      parameters,
      report: (step, values) => this.reportOf(trial, step, values),
    };
  }

  private reportOf(trial: RunningTrial, step: number, given: number | Reported): boolean {
    if (trial.result !== undefined) return false;
    checkStep(step);
    const values = typeof given === 'number' ? this.named(given) : given;
    const at = this.time();
    // A resumed trial may begin again: steps that the log has already are not told twice.
    const told = (trial.currentEpochs().at(-1)?.step ?? -1) + 1;
    if (step > told) this.record({ type: 'reported', at, trial: trial.number, ...unitOf(trial), step, values });
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

  /** @param spent The part of the budget, if it is one that the log tells of. */
  private endBy(reason: string, spent?: Spent): void {
    this.reason = reason;
    if (spent !== undefined) this.emit(spentEvent(spent, this.pipeline.budget, this.time()));
    this.finishAfterLast();
  }

  private finishAfterLast(): void {
    if (this.interrupted || this.conductor.running.size > 0) return;
    const { reason } = this;
    if (reason === undefined) {
      // So that the last result ends the study, whether or not anybody asks again.
      if (this.conductor.exhausted) this.ready = this.propose();
      return;
    }
    const { best = null, counts, ended } = this.run.history;
    if (ended) return;
    const event: StudyFinished = { type: 'study-finished', at: this.time(), reason, best, counts };
    this.emit(event);
  }
}

type Told =
  | { readonly scores: Record<string, number>; readonly cost: number; readonly failure?: never }
  | { readonly scores?: never; readonly cost?: never; readonly failure: Failure };

/** When the open trials were asked, or told the last time, in study time. */
function beginnings(past: readonly StudyEvent[], running: ReadonlyMap<number, unknown>): Map<number, number> {
  const begun = new Map<number, number>();
  for (const event of past)
    if ((event.type === 'trial-proposed' || event.type === 'fold-scored') && running.has(event.trial))
      begun.set(event.trial, event.at);
  return begun;
}

/** undefined for a trial that was never asked. */
function stateOf(trial: number, history: History): TrialRecord['state'] | undefined {
  return Number.isInteger(trial) && trial >= 0 && trial < history.length ? history.trial(trial).state : undefined;
}

/** The measurement that is to be made next, for events. */
function unitOf(trial: RunningTrial): Pick<FoldScored, 'fold' | 'repeat'> {
  const { repeat = 0 } = trial.remaining()[0] ?? {};
  return { fold: 0, ...(trial.times > 1 && { repeat }) };
}
