// What has been measured of one trial: each fold as often as the study says, and what that makes of the fold.
import type { FoldScored } from '../contracts/events.js';
import type { Repeats } from '../contracts/work.js';
import { aggregateOf } from './repeats.js';

type Scores = Readonly<Record<string, number>>;

/** One measurement of one fold. */
export type Measured = Pick<FoldScored, 'fold' | 'repeat' | 'scores' | 'trainScores'>;

/** One measurement that is still to be made; `repeat` counts from 0 within the trial. */
export interface Unit {
  readonly fold: number;
  readonly repeat: number;
}

export class Measurements {
  private readonly byFold = new Map<number, Measured[]>();
  private count = 0;

  constructor(private readonly repeats: Repeats) {}

  /** Takes note of the next measurement of a fold. */
  add({ fold, repeat, scores, trainScores }: Measured): void {
    const measured: Measured = {
      fold,
      ...(repeat !== undefined && { repeat }),
      scores,
      ...(trainScores !== undefined && { trainScores }),
    };
    const before = this.byFold.get(fold);
    if (before === undefined) this.byFold.set(fold, [measured]);
    else before.push(measured);
    this.count++;
  }

  /** Whether all measurements of the fold are there. */
  isWhole(fold: number): boolean {
    return this.madeOf(fold) >= this.repeats.times;
  }

  /** Whether the measurement was made; those of a fold are made in order. */
  has({ fold, repeat = 0 }: Pick<Measured, 'fold' | 'repeat'>): boolean {
    return repeat < this.madeOf(fold);
  }

  /** What is not yet measured of these folds: fold after fold, so that each is whole as soon as can be. */
  remaining(folds: readonly number[]): readonly Unit[] {
    const { times } = this.repeats;
    if (this.count === folds.length * times) return [];
    return folds.flatMap((fold) => {
      const made = this.madeOf(fold);
      return Array.from({ length: times - made }, (_, i) => ({ fold, repeat: made + i }));
    });
  }

  /** All measurements in the order of their folds. */
  all(): readonly Measured[] {
    return this.folds().flat();
  }

  /** The scores of one fold, by metric, as far as it is measured. */
  scoresOf(fold: number, metrics: readonly string[]): Scores {
    const measured = this.byFold.get(fold) ?? [];
    if (measured.length === 1) return measured[0]?.scores ?? {};
    return Object.fromEntries(metrics.map((metric) => [metric, aggregateOf(valuesOf(measured, metric), this.repeats)]));
  }

  /** A statistic of the folds by metric; empty when nothing is measured. */
  summarize(metrics: readonly string[], statistic: (folds: readonly number[]) => number): Scores {
    if (this.count === 0) return {};
    const folds = this.folds().map((measured) =>
      this.repeats.times === 1 ? measured[0]?.scores : this.scoresOf(measured[0]?.fold ?? 0, metrics),
    );
    const summary: Record<string, number> = {};
    for (const metric of metrics) summary[metric] = statistic(folds.map((scores) => scores?.[metric] ?? Number.NaN));
    return summary;
  }

  /** The standard deviation of one measurement by metric, pooled over the folds. */
  noise(metrics: readonly string[]): Scores {
    const folds = this.folds();
    return Object.fromEntries(metrics.map((metric) => [metric, pooled(folds.map((each) => valuesOf(each, metric)))]));
  }

  private folds(): readonly (readonly Measured[])[] {
    return [...this.byFold.values()].sort(([a], [b]) => (a?.fold ?? 0) - (b?.fold ?? 0));
  }

  private madeOf(fold: number): number {
    return this.byFold.get(fold)?.length ?? 0;
  }
}

function valuesOf(measured: readonly Measured[], metric: string): readonly number[] {
  return measured.map(({ scores }) => scores[metric] ?? Number.NaN);
}

/** Of groups around their own means, with as many degrees of freedom as the groups leave. */
function pooled(groups: readonly (readonly number[])[]): number {
  let [squares, freedom] = [0, 0];
  for (const values of groups) {
    squares += squaresOf(values);
    freedom += values.length - 1;
  }
  return freedom === 0 ? 0 : Math.sqrt(squares / freedom);
}

function squaresOf(values: readonly number[]): number {
  const center = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - center) ** 2, 0);
}
