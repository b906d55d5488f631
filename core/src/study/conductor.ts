// Decides what happens next in a study: which trial, and whether one under way goes on. A state machine without
// streams and without time: the live graph and the replay of a log drive it by the same calls, so that a resumed
// study stands exactly where it was.
import type { MetricInfo, StudyEvent, TrialEnd, TrialPaused, TrialProposed } from '../contracts/events.js';
import type { Proposal, SearcherPlugin, Turn } from '../contracts/searcher.js';
import type { Configuration, SearchSpace } from '../contracts/space.js';
import type { CurveEvent, StopperPlugin } from '../contracts/stopper.js';
import { RunningTrial, type Sentence, type TrialRule } from './running-trial.js';

export interface NamedStopper {
  readonly id: string;
  readonly reads: 'folds' | 'epochs';
  readonly plugin: StopperPlugin;
}

export interface Plan {
  readonly space: SearchSpace;
  readonly searcher: SearcherPlugin;
  readonly stoppers: readonly NamedStopper[];
  readonly metrics: readonly MetricInfo[];
  readonly folds: number;
  /** Configurations tried first. */
  readonly start: readonly Configuration[];
  /** New trials at most; may be Infinity. */
  readonly trials: number;
  readonly lag: number;
  readonly order: 'deterministic' | 'fast';
}

/** What to do now. */
export type Step =
  | { readonly kind: 'trial'; readonly trial: RunningTrial }
  | { readonly kind: 'wait' }
  | { readonly kind: 'done'; readonly reason: string };

export class Conductor {
  /** Trials under way, by number. */
  readonly running = new Map<number, RunningTrial>();
  private readonly paused = new Map<number, RunningTrial>();
  // Pieces of work in the order proposed (a continued trial is a new piece); those not yet told to the searcher.
  private readonly untold = new Map<number, RunningTrial>();
  private readonly rules = new Map<number, readonly TrialRule[]>();
  private readonly allFolds: readonly number[];
  private pieces = 0;
  private told = 0;
  private trials = 0;

  constructor(private readonly plan: Plan) {
    this.allFolds = Array.from({ length: plan.folds }, (_, fold) => fold);
  }

  /** New trials at most; may be Infinity. */
  get planned(): number {
    const { trials, start, searcher } = this.plan;
    return Math.min(trials, start.length + (searcher.planned ?? Infinity));
  }

  /** @param at Study time to stamp the proposal with, in ms. */
  next(at: number): Step {
    const { lag, order } = this.plan;
    // A deterministic proposal sees the results of the pieces up to its own number minus the lag, no more, no less.
    if (order === 'deterministic') while (this.told <= this.pieces - lag) if (!this.tellNext()) return { kind: 'wait' };
    const first = this.plan.start[this.trials];
    if (first !== undefined && this.trials < this.plan.trials)
      return { kind: 'trial', trial: this.open({ point: this.plan.space.encode(first), origin: 'start' }, at, first) };
    let turn = this.ask();
    // A searcher that waits needs more than the lag lets it see: one result after another, still in order.
    while (turn.kind === 'wait' && order === 'deterministic' && this.tellNext()) turn = this.ask();
    if (turn.kind !== 'work') return turn;
    return { kind: 'trial', trial: this.open(turn.proposal, at) };
  }

  /** Takes note of an event of a running trial. */
  record(event: StudyEvent): void {
    switch (event.type) {
      case 'preprocessed':
        this.trial(event.trial).told++;
        return;
      case 'noticed':
        if (event.fold !== undefined && event.trial !== undefined) this.trial(event.trial).told++;
        return;
      case 'fold-scored':
        return this.observeNow('folds', { kind: 'point', point: this.trial(event.trial).addFold(event) });
      case 'reported':
        return this.observeNow('epochs', { kind: 'point', point: this.trial(event.trial).addReport(event) });
      case 'trial-finished':
      case 'trial-stopped':
      case 'trial-paused':
      case 'trial-failed':
        return this.end(event);
      default:
    }
  }

  /** Whether the newest point of a trial's curve ends it. */
  judge(trial: RunningTrial, reads: 'folds' | 'epochs'): Sentence | undefined {
    if (this.plan.stoppers.length === 0) return undefined;
    if (this.plan.order === 'fast') this.rules.set(trial.number, this.currentRules());
    return trial.judge(this.rules.get(trial.number) ?? [], reads);
  }

  private ask(): Turn {
    const { trials, searcher } = this.plan;
    if (this.trials >= trials) return { kind: 'done', reason: 'all trials of the budget are done' };
    return searcher.ask(this.trials);
  }

  /** @param given The configuration itself where it does not come from a point: rounding must not change it. */
  private open(proposal: Proposal, at: number, given?: Configuration): RunningTrial {
    const { point, origin, continues, ...rest } = proposal;
    if (continues !== undefined && !this.paused.has(continues))
      throw new Error(`The searcher goes on with trial ${continues}, which is not paused.`);
    const number = continues ?? this.trials++;
    const proposed: TrialProposed = {
      type: 'trial-proposed',
      at,
      trial: number,
      configuration: given ?? this.plan.space.decode(point),
      origin,
      repeat: 0,
      // Belief, fallback, folds and fidelity, as far as the searcher gives them.
      ...rest,
      ...(continues !== undefined && { continued: true }),
    };
    const trial = new RunningTrial(proposed, point, rest.folds ?? this.allFolds, this.plan.metrics, this.plan.folds);
    Object.assign(trial.checkpoints, this.paused.get(number)?.checkpoints);
    this.paused.delete(number);
    this.running.set(number, trial);
    if (this.plan.order === 'deterministic') this.untold.set(this.pieces, trial);
    if (this.plan.stoppers.length > 0) this.rules.set(number, this.currentRules());
    this.pieces++;
    return trial;
  }

  private end(event: TrialEnd): void {
    const trial = this.trial(event.trial);
    trial.end(event);
    this.running.delete(event.trial);
    this.rules.delete(event.trial);
    if (event.type === 'trial-paused') this.pause(trial, event);
    if (this.plan.order === 'fast') this.tell(trial, false);
  }

  private pause(trial: RunningTrial, event: TrialPaused): void {
    Object.assign(trial.checkpoints, event.checkpoints);
    this.paused.set(trial.number, trial);
  }

  /** Tells the next result in order; false while that piece of work has not ended. */
  private tellNext(): boolean {
    const trial = this.untold.get(this.told);
    if (trial?.result === undefined) return false;
    this.untold.delete(this.told++);
    this.tell(trial, true);
    return true;
  }

  private tell(trial: RunningTrial, withCurve: boolean): void {
    const result = trial.result;
    if (result === undefined) throw new Error(`Trial ${trial.number} has not ended.`);
    this.plan.searcher.tell(result);
    for (const { reads, plugin } of this.plan.stoppers) {
      const curve = reads === 'folds' ? trial.foldCurve : trial.epochCurve;
      if (withCurve) for (const point of curve) plugin.observe({ kind: 'point', point });
      plugin.observe({ kind: 'end', trial: trial.number, state: result.state });
    }
  }

  /** Without a promised order, stoppers see each point as it comes. */
  private observeNow(reads: 'folds' | 'epochs', event: CurveEvent): void {
    if (this.plan.order !== 'fast') return;
    for (const stopper of this.plan.stoppers) if (stopper.reads === reads) stopper.plugin.observe(event);
  }

  private currentRules(): readonly TrialRule[] {
    return this.plan.stoppers.map(({ id, reads, plugin }) => ({ stopper: id, reads, rule: plugin.rule() }));
  }

  private trial(number: number): RunningTrial {
    const trial = this.running.get(number);
    if (trial === undefined) throw new Error(`Trial ${number} is not running.`);
    return trial;
  }
}
