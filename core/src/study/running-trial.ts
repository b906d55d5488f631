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
import { mean, sampleDeviation } from '../numeric/statistics.js';
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
type Scored = Pick<FoldScored, 'fold' | 'scores' | 'trainScores'>;

/** A finished trial, as far as another can take it over. */
export interface Original {
  readonly trial: number;
  readonly folds: readonly Scored[];
  /** Of work, when it was evaluated. */
  readonly milliseconds: number;
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
  readonly metrics: readonly MetricInfo[];
  /** The trial whose scores are taken over; undefined for one that is evaluated itself. */
  readonly original?: Original | undefined;
}

export class RunningTrial {
  readonly foldCurve: CurvePoint[] = [];
  readonly epochCurve: CurvePoint[] = [];
  readonly checkpoints: Record<string, Json> = {};
  milliseconds = 0;
  /** Progress events of the fold under way that are in the log already; a resumed fold tells them again. */
  told = 0;
  result: TrialResult | undefined;
  private readonly scored = new Map<number, Scored>();

  constructor(
    readonly proposed: TrialProposed,
    private readonly task: Task,
  ) {}

  get number(): number {
    return this.proposed.trial;
  }

  get text(): string {
    return this.task.text;
  }

  get original(): Original | undefined {
    return this.task.original;
  }

  /** Folds still to be evaluated, in order. */
  remaining(): readonly number[] {
    const { folds } = this.task;
    return this.scored.size === 0 ? folds : folds.filter((fold) => !this.scored.has(fold));
  }

  /** What each fold scored, in the order of their numbers. */
  scores(): readonly Scored[] {
    return [...this.scored.values()].sort((a, b) => a.fold - b.fold);
  }

  /** The scores of the original that are not yet taken over. */
  inherited(at: number): readonly FoldScored[] {
    const { original, number: trial } = this;
    const left = original?.folds.filter(({ fold }) => !this.scored.has(fold)) ?? [];
    return left.map((scored) => ({ type: 'fold-scored', at, trial, ...scored, fitMilliseconds: 0, milliseconds: 0 }));
  }

  addFold(event: FoldScored): CurvePoint {
    const point = this.curvePoint(event.fold, this.foldCurve.length, event.scores);
    const { fold, scores, trainScores } = event;
    this.scored.set(fold, trainScores === undefined ? { fold, scores } : { fold, scores, trainScores });
    this.foldCurve.push(point);
    this.milliseconds += event.milliseconds;
    this.told = 0;
    return point;
  }

  addReport(event: ReportedStep): CurvePoint {
    const point = this.curvePoint(event.fold, event.step - 1, event.values);
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
    const scores = this.summarize(mean);
    const spread = this.summarize(sampleDeviation);
    return { type: 'trial-finished', at, trial: this.number, scores, spread, milliseconds: this.milliseconds };
  }

  stopped(at: number, { stopper, reason, rung }: Sentence): TrialStopped {
    return {
      type: 'trial-stopped',
      at,
      trial: this.number,
      stopper,
      reason,
      ...(rung !== undefined && { rung }),
      scores: this.summarize(mean),
      saved: this.task.folds.length - this.scored.size,
      milliseconds: this.milliseconds,
    };
  }

  end(event: TrialEnd): void {
    const state = event.type.slice('trial-'.length) as TrialState;
    const scores = event.type === 'trial-failed' ? {} : event.scores;
    const { point, metrics, allFolds, original } = this.task;
    const foldLosses = new Array<number>(allFolds).fill(Number.NaN);
    for (const { fold, loss } of this.foldCurve) foldLosses[fold] = loss;
    this.milliseconds = event.milliseconds;
    this.result = {
      trial: this.number,
      configuration: this.proposed.configuration,
      point,
      state,
      losses: metrics.filter((metric) => metric.objective).map((metric) => lossOf(metric, scores)),
      foldLosses,
      // To a model of costs a configuration costs what evaluating it takes, taken over or not.
      milliseconds: original?.milliseconds ?? event.milliseconds,
      ...(this.proposed.fidelity && { fidelity: this.proposed.fidelity }),
    };
  }

  private currentEpochs(): readonly CurvePoint[] {
    const fold = this.epochCurve.at(-1)?.fold;
    const start = this.epochCurve.findIndex((point) => point.fold === fold);
    return start <= 0 ? this.epochCurve : this.epochCurve.slice(start);
  }

  private curvePoint(fold: number, step: number, values: Scores): CurvePoint {
    return { trial: this.number, step, fold, loss: lossOf(rankingMetric(this.task.metrics) as MetricInfo, values) };
  }

  private summarize(statistic: (values: readonly number[]) => number): Scores {
    if (this.scored.size === 0) return {};
    const rows = this.scores();
    const summary: Record<string, number> = {};
    for (const { name } of this.task.metrics)
      summary[name] = statistic(rows.map(({ scores }) => scores[name] ?? Number.NaN));
    return summary;
  }
}

/** A score as a loss: lower is better. A report may speak of the metric by name or of its `loss`. NaN when neither. */
function lossOf(metric: MetricInfo, values: Scores): number {
  const value = values[metric.name];
  if (value === undefined) return values['loss'] ?? Number.NaN;
  return metric.goal === 'maximize' ? -value : value;
}
