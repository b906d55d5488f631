// One trial under way: what is known of it so far. Its state changes by the trial's events only, so that replaying
// them rebuilds it.
import type {
  FoldScored,
  MetricInfo,
  ReportedStep,
  TrialEnd,
  TrialFinished,
  TrialProposed,
  TrialStopped,
} from '../contracts/events.js';
import type { Json } from '../contracts/json.js';
import type { TrialResult, TrialState } from '../contracts/searcher.js';
import type { Point } from '../contracts/space.js';
import type { CurvePoint, StopRule, Verdict } from '../contracts/stopper.js';
import type { Repeats } from '../contracts/work.js';
import { mean, sampleDeviation } from '../numeric/statistics.js';
import { Measurements, type Measured, type Unit } from './measurements.js';
import { rankingMetric } from './ranking.js';

/** The rule of one stopper, as it stood when the trial was proposed. */
export interface TrialRule {
  readonly stopper: string;
  readonly reads: 'folds' | 'epochs';
  readonly rule: StopRule;
}

/** A verdict that ends the trial, and whose it is. */
export type Sentence = Exclude<Verdict, { action: 'continue' }> & { readonly stopper: string };

type Scores = Readonly<Record<string, number>>;

/** A finished trial, as far as another can take it over. */
export interface Original {
  readonly trial: number;
  readonly measured: readonly Measured[];
  /** Of work, when it was evaluated. */
  readonly milliseconds: number;
  readonly cost: number;
}

/** What a trial is to do, beside what its proposal says. */
export interface Task {
  readonly point: Point;
  /** Canonical text of the configuration. */
  readonly text: string;
  /** Those to evaluate, in order. */
  readonly folds: readonly number[];
  /** How many the study has. */
  readonly allFolds: number;
  readonly repeats: Repeats;
  readonly metrics: readonly MetricInfo[];
  /** The trial whose scores are taken over; undefined for one that is evaluated itself. */
  readonly original?: Original | undefined;
}

export class RunningTrial {
  /** Of folds all of whose measurements are there. */
  readonly foldCurve: CurvePoint[] = [];
  readonly epochCurve: CurvePoint[] = [];
  readonly checkpoints: Record<string, Json> = {};
  milliseconds = 0;
  /** Spent by what has ended, and by the measurement under way. */
  cost = 0;
  spending = 0;
  /** Progress events of the fold under way that are in the log already; a resumed fold tells them again. */
  told = 0;
  result: TrialResult | undefined;
  private readonly measurements: Measurements;
  private readonly metrics: readonly string[];
  /** Where on the curve over epochs the measurement under way begins. */
  private epochs = 0;

  constructor(
    readonly proposed: TrialProposed,
    private readonly task: Task,
  ) {
    this.measurements = new Measurements(task.repeats);
    this.metrics = task.metrics.map(({ name }) => name);
  }

  get number(): number {
    return this.proposed.trial;
  }

  get text(): string {
    return this.task.text;
  }

  get original(): Original | undefined {
    return this.task.original;
  }

  /** How often each fold is measured. */
  get times(): number {
    return this.task.repeats.times;
  }

  /** What is still to be measured, in order. */
  remaining(): readonly Unit[] {
    return this.measurements.remaining(this.task.folds);
  }

  /** Whether all measurements of the fold are there. */
  isWhole(fold: number): boolean {
    return this.measurements.isWhole(fold);
  }

  /** What was measured, in the order of the folds' numbers. */
  measured(): readonly Measured[] {
    return this.measurements.all();
  }

  /** The scores of the original that are not yet taken over. */
  inherited(at: number): readonly FoldScored[] {
    const { original, number: trial } = this;
    const left = original?.measured.filter((one) => !this.measurements.has(one)) ?? [];
    return left.map((scored) => ({ type: 'fold-scored', at, trial, ...scored, fitMilliseconds: 0, milliseconds: 0 }));
  }

  /** The next point of the curve; undefined while measurements of the fold are missing. */
  addFold(event: FoldScored): CurvePoint | undefined {
    const { fold, milliseconds, cost = 0 } = event;
    this.measurements.add(event);
    this.milliseconds += milliseconds;
    this.cost += cost;
    this.spending = 0;
    this.told = 0;
    this.epochs = this.epochCurve.length;
    if (!this.isWhole(fold)) return undefined;
    const scores = this.measurements.scoresOf(fold, this.metrics);
    const point = this.curvePoint({ fold }, this.foldCurve.length, scores);
    this.foldCurve.push(point);
    return point;
  }

  addReport(event: ReportedStep): CurvePoint {
    const point = this.curvePoint(event, event.step - 1, event.values);
    this.epochCurve.push(point);
    this.told++;
    return point;
  }

  /** The first stopper that would end the trial by the newest point of its curve. */
  judge(rules: readonly TrialRule[], reads: 'folds' | 'epochs'): Sentence | undefined {
    for (const { stopper, reads: read, rule } of rules) {
      if (read !== reads) continue;
      const curve = reads === 'folds' ? this.foldCurve : this.currentEpochs();
      if (curve.length === 0) continue;
      const verdict = rule(curve);
      if (verdict.action !== 'continue') return { ...verdict, stopper };
    }
    return undefined;
  }

  finished(at: number): TrialFinished {
    const { number: trial, metrics, measurements, milliseconds, cost } = this;
    const scores = measurements.summarize(metrics, mean);
    const spread = measurements.summarize(metrics, sampleDeviation);
    const noise = this.times > 1 && { noise: measurements.noise(metrics) };
    return {
      type: 'trial-finished',
      at,
      trial,
      scores,
      spread,
      ...noise,
      milliseconds,
      ...(cost > 0 && { cost }),
    };
  }

  stopped(at: number, { stopper, reason, rung }: Sentence): TrialStopped {
    const cost = this.cost + this.spending;
    return {
      type: 'trial-stopped',
      at,
      trial: this.number,
      stopper,
      reason,
      ...(rung !== undefined && { rung }),
      scores: this.measurements.summarize(this.metrics, mean),
      saved: this.remaining().length,
      milliseconds: this.milliseconds,
      ...(cost > 0 && { cost }),
    };
  }

  end(event: TrialEnd): void {
    const state = event.type.slice('trial-'.length) as TrialState;
    const scores = event.type === 'trial-failed' ? {} : event.scores;
    const { point, metrics, allFolds, original } = this.task;
    const foldLosses = new Array<number>(allFolds).fill(Number.NaN);
    for (const { fold, loss } of this.foldCurve) foldLosses[fold] = loss;
    this.milliseconds = event.milliseconds;
    this.cost = event.cost ?? 0;
    const cost = original?.cost ?? this.cost;
    this.result = {
      trial: this.number,
      configuration: this.proposed.configuration,
      point,
      state,
      losses: metrics.filter((metric) => metric.objective).map((metric) => lossOf(metric, scores)),
      foldLosses,
      // To a model of costs a configuration costs what evaluating it takes, taken over or not.
      milliseconds: original?.milliseconds ?? event.milliseconds,
      ...(cost > 0 && { cost }),
      ...(this.proposed.fidelity && { fidelity: this.proposed.fidelity }),
    };
  }

  /** Those of the measurement under way. */
  currentEpochs(): readonly CurvePoint[] {
    return this.epochs === 0 ? this.epochCurve : this.epochCurve.slice(this.epochs);
  }

  private curvePoint({ fold, repeat }: Pick<Measured, 'fold' | 'repeat'>, step: number, values: Scores): CurvePoint {
    const loss = lossOf(rankingMetric(this.task.metrics) as MetricInfo, values);
    return { trial: this.number, step, fold, ...(repeat !== undefined && { repeat }), loss };
  }
}

/** A score as a loss: lower is better. A report may speak of the metric by name or of its `loss`. NaN when neither. */
function lossOf(metric: MetricInfo, values: Scores): number {
  const value = values[metric.name];
  if (value === undefined) return values['loss'] ?? Number.NaN;
  return metric.goal === 'maximize' ? -value : value;
}
