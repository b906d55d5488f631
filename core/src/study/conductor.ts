// Decides what happens next in a study: which trial, and whether one under way goes on. A state machine without
// streams and without time: the live graph and the replay of a log drive it by the same calls, so that a resumed
// study stands exactly where it was.
import type { MetricInfo, StudyEvent, TrialEnd, TrialPaused, TrialProposed } from '../contracts/events.js';
import type { Random } from '../contracts/random.js';
import type { Fallback, Proposal, SearcherPlugin, Turn } from '../contracts/searcher.js';
import type { Configuration, SearchSpace } from '../contracts/space.js';
import type { CurveEvent, CurvePoint, StopperPlugin } from '../contracts/stopper.js';
import type { Repeats } from '../contracts/work.js';
import { canonical } from '../numeric/canonical.js';
import { Share, withPicked, type Control } from './control.js';
import { Duplicates, type OnDuplicate, type Settled } from './duplicates.js';
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
  readonly repeats: Repeats;
  /** Configurations tried first. */
  readonly start: readonly Configuration[];
  /** New trials at most; may be Infinity. */
  readonly trials: number;
  readonly lag: number;
  readonly order: 'deterministic' | 'fast';
  readonly control: Control;
  readonly onDuplicate: OnDuplicate;
  /** For what the conductor itself draws: controls, and replacements of duplicates. */
  readonly random: Random;
}

/** What to do now. */
export type Step =
  | { readonly kind: 'trial'; readonly trial: RunningTrial }
  | { readonly kind: 'wait' }
  | { readonly kind: 'done'; readonly reason: string; readonly spent?: 'cost' };

const NOT_ALLOWED: Fallback = {
  code: 'constraint-broken',
  text: 'what was proposed does not fulfil the constraints: an allowed configuration was drawn at random',
};

export class Conductor {
  /** Trials under way, by number. */
  readonly running = new Map<number, RunningTrial>();
  private readonly paused = new Map<number, RunningTrial>();
  // Pieces of work in the order proposed (a continued trial is a new piece); those not yet told to the searcher.
  private readonly untold = new Map<number, RunningTrial>();
  private readonly rules = new Map<number, readonly TrialRule[]>();
  private readonly allFolds: readonly number[];
  private readonly drawn: Share;
  private readonly unstopped: Share;
  private readonly controls: Random;
  private readonly replacements: Random;
  private readonly duplicates: Duplicates;
  private pieces = 0;
  private told = 0;
  private trials = 0;
  /** By the trials told, added in that order: the same sum whichever ended first. */
  private cost = 0;

  constructor(private readonly plan: Plan) {
    const { random, control, onDuplicate, space, repeats } = plan;
    this.allFolds = Array.from({ length: plan.folds }, (_, fold) => fold);
    this.drawn = new Share(control.random, random.split('which are drawn'));
    this.unstopped = new Share(control.unstopped, random.split('which are unstopped'));
    this.controls = random.split('controls');
    this.replacements = random.split('replacements');
    this.duplicates = new Duplicates(onDuplicate, space, random.split('resampled'), repeats.times);
  }

  /** New trials at most; may be Infinity. */
  get planned(): number {
    const { trials, start, searcher, control, onDuplicate, space } = this.plan;
    const searched = withPicked(searcher.planned ?? Infinity, control.random);
    return Math.min(trials, start.length + searched, onDuplicate === 'resample' ? space.size : Infinity);
  }

  /** Whether there can be no further new trial, by their number alone. */
  get exhausted(): boolean {
    return this.trials >= this.planned;
  }

  /**
   * @param at Study time to stamp the proposal with, in ms.
   * @param budget Cost at which no further trial begins. It sees the costs that the searcher sees; a replay gives none,
   * because what was begun was within the budget of then.
   */
  next(at: number, budget = Infinity): Step {
    const { lag, order } = this.plan;
    // A deterministic proposal sees the results of the pieces up to its own number minus the lag, no more, no less.
    if (order === 'deterministic') while (this.told <= this.pieces - lag) if (!this.tellNext()) return { kind: 'wait' };
    let turn = this.turn(budget);
    // A searcher that waits needs more than the lag lets it see: one result after another, still in order.
    while (turn.kind === 'wait' && order === 'deterministic' && this.tellNext()) turn = this.turn(budget);
    if (turn.kind !== 'work') return turn;
    const { proposal } = turn;
    if (proposal.continues !== undefined) return { kind: 'trial', trial: this.goOn(proposal.continues, proposal, at) };
    return this.begin(proposal, at);
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
        return this.observeNow('folds', this.trial(event.trial).addFold(event));
      case 'reported':
        return this.observeNow('epochs', this.trial(event.trial).addReport(event));
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
    if (this.plan.stoppers.length === 0 || !canBeStopped(trial)) return undefined;
    if (this.plan.order === 'fast') this.rules.set(trial.number, this.currentRules());
    return trial.judge(this.rules.get(trial.number) ?? [], reads);
  }

  /** What is proposed next, by the definition, at random or by the searcher. */
  private turn(budget: number): Exclude<Step, { kind: 'trial' }> | Extract<Turn, { kind: 'work' }> {
    const { trials, start, space, searcher } = this.plan;
    const trial = this.trials;
    if (this.cost >= budget) return { kind: 'done', reason: 'the cost of the budget is spent', spent: 'cost' };
    if (trial >= trials) return { kind: 'done', reason: 'all trials of the budget are done' };
    const first = start[trial];
    if (first !== undefined) return { kind: 'work', proposal: { point: space.encode(first), origin: 'start' } };
    if (!this.drawn.includes(trial - start.length)) return searcher.ask(trial);
    return { kind: 'work', proposal: { point: space.sample(this.controls.split(trial)), origin: 'control' } };
  }

  /** The proposal, or a random one in its place where it does not fulfil the constraints of the definition. */
  private allowed(proposal: Proposal, trial: number): Proposal {
    const { space } = this.plan;
    if (space.allows(proposal.point)) return proposal;
    return { point: space.sample(this.replacements.split(trial)), origin: 'random', fallback: NOT_ALLOWED };
  }

  private begin(wanted: Proposal, at: number): Step {
    const { start, space, stoppers } = this.plan;
    const trial = this.trials;
    const proposal = start[trial] === undefined ? this.allowed(wanted, trial) : wanted;
    // A configuration of the user's is taken as it is written: rounding must not change it.
    const configuration = start[trial] ?? space.decode(proposal.point);
    const settled = this.duplicates.settle({ proposal, configuration, text: canonical(configuration) }, trial);
    if (settled === undefined) return { kind: 'done', reason: allTried(this.duplicates.tried) };
    this.trials++;
    const unstopped = stoppers.length > 0 && trial >= start.length && this.unstopped.includes(trial - start.length);
    return { kind: 'trial', trial: this.open(trial, settled, at, unstopped && { unstopped }) };
  }

  private goOn(trial: number, proposal: Proposal, at: number): RunningTrial {
    const paused = this.paused.get(trial);
    if (paused === undefined) throw new Error(`The searcher goes on with trial ${trial}, which is not paused.`);
    const configuration = this.plan.space.decode(proposal.point);
    const { repeat } = paused.proposed;
    const settled = { proposal, configuration, text: canonical(configuration), repeat, original: undefined };
    const running = this.open(trial, settled, at, { continued: true });
    Object.assign(running.checkpoints, paused.checkpoints);
    this.paused.delete(trial);
    return running;
  }

  private open(number: number, settled: Settled, at: number, more: Partial<TrialProposed> | false): RunningTrial {
    const { proposal, text, configuration, repeat, original } = settled;
    const { point, origin, continues: _, ...rest } = proposal;
    const { metrics, folds: allFolds, order, stoppers, repeats } = this.plan;
    const proposed: TrialProposed = {
      type: 'trial-proposed',
      at,
      trial: number,
      configuration,
      origin,
      repeat,
      ...(original && { reuses: original.trial }),
      // Belief, fallback, folds and fidelity, as far as the searcher gives them.
      ...rest,
      ...more,
    };
    const folds = rest.folds ?? this.allFolds;
    const trial = new RunningTrial(proposed, { point, text, folds, allFolds, repeats, metrics, original });
    this.running.set(number, trial);
    if (order === 'deterministic') this.untold.set(this.pieces, trial);
    if (stoppers.length > 0 && canBeStopped(trial)) this.rules.set(number, this.currentRules());
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
    this.cost += trial.cost;
    this.duplicates.tell(trial);
    this.plan.searcher.tell(result);
    for (const { reads, plugin } of this.plan.stoppers) {
      const curve = reads === 'folds' ? trial.foldCurve : trial.epochCurve;
      if (withCurve) for (const point of curve) plugin.observe({ kind: 'point', point });
      plugin.observe({ kind: 'end', trial: trial.number, state: result.state });
    }
  }

  /** Without a promised order, stoppers see each point as it comes. */
  private observeNow(reads: 'folds' | 'epochs', point: CurvePoint | undefined): void {
    if (this.plan.order !== 'fast' || point === undefined) return;
    const event: CurveEvent = { kind: 'point', point };
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

/** Scores that are there already cost nothing, so nothing is saved by stopping. */
function canBeStopped({ proposed, original }: RunningTrial): boolean {
  return proposed.unstopped !== true && original === undefined;
}

function allTried(configurations: number): string {
  return configurations === 1
    ? 'the only configuration of the space has been tried'
    : `all ${configurations} configurations of the space have been tried`;
}
