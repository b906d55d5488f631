// The median rule of Golovin et al. 2017, "Google Vizier", section 3.2.2: a trial stops at step s when its best loss
// so far is worse than the median of the completed trials' running averages up to s.
import Type, { type Static } from 'typebox';
import {
  Stopper,
  type CurveEvent,
  type CurvePoint,
  type StopperPlugin,
  type StopRule,
  type Verdict,
} from '@tunewright/core';

const Params = Type.Object(
  {
    startup: Type.Integer({
      minimum: 1,
      default: 5,
      description: 'Finished trials to wait for before any trial is stopped.',
    }),
    warmup: Type.Integer({
      minimum: 0,
      default: 1,
      description: 'Steps of each trial (folds, or epochs) that are never judged.',
    }),
  },
  { additionalProperties: false },
);

const CONTINUE: Verdict = { action: 'continue' };

@Stopper({
  name: 'median',
  summary: 'Stop a trial whose folds score worse than the median of the finished trials after as many folds.',
  params: Params,
  reads: 'folds',
})
export class Median implements StopperPlugin {
  /** Running averages of finished trials by step, each list sorted. */
  private readonly averages: number[][] = [];
  private readonly running = new Map<number, { sum: number; least: number; averages: number[] }>();
  private finished = 0;
  private known: StopRule | undefined;

  constructor(private readonly params: Static<typeof Params>) {}

  observe(event: CurveEvent): void {
    if (event.kind === 'point') {
      this.add(event.point);
      return;
    }
    const curve = this.running.get(event.trial);
    this.running.delete(event.trial);
    if (event.state !== 'finished' || curve === undefined) return;
    for (const [step, average] of curve.averages.entries()) insert((this.averages[step] ??= []), average);
    this.finished++;
    this.known = undefined;
  }

  rule(): StopRule {
    return (this.known ??= this.freeze());
  }

  private add({ trial, loss }: CurvePoint): void {
    const curve = this.running.get(trial) ?? { sum: 0, least: Infinity, averages: [] };
    curve.sum += loss;
    curve.least = Math.min(curve.least, loss);
    // An average is never below the least; rounding must not make an exact tie look worse.
    curve.averages.push(Math.max(curve.least, curve.sum / (curve.averages.length + 1)));
    this.running.set(trial, curve);
  }

  private freeze(): StopRule {
    const { startup, warmup } = this.params;
    if (this.finished < startup) return () => CONTINUE;
    const medians = this.averages.map(median);
    const trials = this.finished;
    return (curve) => {
      const step = curve.length - 1;
      const limit = medians[step];
      if (step < warmup || limit === undefined) return CONTINUE;
      const best = curve.reduce((least, point) => Math.min(least, point.loss), Infinity);
      if (best <= limit) return CONTINUE;
      const reason = `best loss ${brief(best)} after ${step + 1} steps is worse than the median ${brief(limit)} of ${trials} trials`;
      return { action: 'stop', reason };
    };
  }
}

function insert(sorted: number[], value: number): void {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, value);
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length >>> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

function brief(value: number): string {
  return String(Number(value.toPrecision(5)));
}
