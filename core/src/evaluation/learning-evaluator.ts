// Evaluates one fold of one configuration of a pipeline: preprocess (fitted on training rows only), fit, score.
import type { Clock } from '../contracts/clock.js';
import type { Model, Training } from '../contracts/estimator.js';
import type { MetricPlugin, Need, Prediction } from '../contracts/metric.js';
import type { Fold } from '../contracts/splitter.js';
import type { Data, Table, Target } from '../contracts/table.js';
import type { TransformerPlugin } from '../contracts/transformer.js';
import type { Evaluate, Watch, Work } from '../contracts/work.js';
import type { Configuration } from '../contracts/space.js';
import { takeRows, takeTarget } from '../numeric/table.js';
import type { Component, Plugins } from '../plugin/token.js';
import { TrialFailure } from '../problem/trial-failure.js';
import { attempt, finite } from './attempt.js';
import { SharedCache } from './shared-cache.js';
import { WorkContext } from './work-context.js';

/** A step as one configuration sets it. `key` says the same of two steps that are the same. */
export interface ConcreteStep {
  readonly id: string;
  readonly kind: 'transformer' | 'scaler' | 'estimator';
  readonly component: Component;
  readonly key: string;
}

export interface NamedMetric {
  readonly name: string;
  readonly needs: Need;
  readonly plugin: MetricPlugin;
}

export interface LearningJob {
  readonly data: Data;
  readonly folds: readonly Fold[];
  readonly steps: (configuration: Configuration) => readonly ConcreteStep[];
  readonly metrics: readonly NamedMetric[];
  readonly plugins: Plugins;
  readonly clock: Clock;
  readonly seed: number;
}

/** A fold's rows, as far as they have been preprocessed. */
interface Rows {
  readonly train: Table;
  readonly test: Table;
}

interface FoldData extends Rows {
  readonly trainTarget: Target;
  readonly testTarget: Target;
  readonly trainWeights?: Float64Array;
  readonly testWeights?: Float64Array;
}

export function learningEvaluator(job: LearningJob): Evaluate {
  const cache = new SharedCache();
  const folds = job.folds.map((fold) => foldData(job.data, fold));
  return (work, watch) =>
    attempt(job.clock, () => {
      const fold = folds[work.fold] as FoldData;
      const steps = job.steps(work.configuration);
      const last = steps.at(-1) as ConcreteStep;
      const { rows, path } = preprocess(steps.slice(0, -1), fold, work, watch, job, cache);
      const started = job.clock.now();
      const context = new TrainingContext(work, watch, job.clock, cache, path, fold.trainWeights, rows.test);
      const model = job.plugins.make('estimator', last.component).fit(rows.train, fold.trainTarget, context);
      const facts = (fitted: Model): { scores: Record<string, number>; fitMilliseconds: number } => {
        const fitMilliseconds = job.clock.now() - started;
        return { scores: score(fitted, rows.test, fold, job.metrics), fitMilliseconds };
      };
      return model instanceof Promise ? model.then(facts) : facts(model);
    });
}

class TrainingContext extends WorkContext implements Training {
  readonly weights?: Float64Array;

  constructor(
    work: Work,
    watch: Watch,
    clock: Clock,
    cache: SharedCache,
    path: string,
    weights: Float64Array | undefined,
    readonly heldOut: Table,
  ) {
    super(work, watch, clock, cache, path);
    if (weights) this.weights = weights;
  }
}

function foldData({ features, target, weights }: Data, { train, test }: Fold): FoldData {
  const of = (positions: Int32Array) => weights && Float64Array.from(positions, (row) => weights[row] as number);
  const [trainWeights, testWeights] = [of(train), of(test)];
  return {
    train: takeRows(features, train),
    test: takeRows(features, test),
    trainTarget: takeTarget(target, train),
    testTarget: takeTarget(target, test),
    ...(trainWeights && { trainWeights }),
    ...(testWeights && { testWeights }),
  };
}

/** Rows after the transformers. Trials with the same preprocessing share them; `path` names fold and preprocessing. */
function preprocess(
  steps: readonly ConcreteStep[],
  fold: FoldData,
  work: Work,
  watch: Watch,
  job: LearningJob,
  cache: SharedCache,
): { readonly rows: Rows; readonly path: string } {
  let rows: Rows = fold;
  let path = `${work.fold}`;
  for (const { id, kind, component, key } of steps) {
    path += `\n${key}`;
    let milliseconds = 0;
    const before = rows;
    rows = cache.get(path, () => {
      const started = job.clock.now();
      // Shared between trials, so its randomness must not come from the trial.
      const context = new WorkContext(work, watch, job.clock, cache, path, `${job.seed}\n${path}`);
      const plugin = job.plugins.make(kind, component) as TransformerPlugin;
      const fitted = plugin.fit(before.train, fold.trainTarget, context);
      const after = { train: fitted.transform(before.train), test: fitted.transform(before.test) };
      milliseconds = job.clock.now() - started;
      return after;
    });
    watch.progress({ type: 'preprocessed', step: id, columns: rows.train.columns.length, milliseconds });
  }
  return { rows, path };
}

function score(model: Model, rows: Table, fold: FoldData, metrics: readonly NamedMetric[]): Record<string, number> {
  const prediction = answer(model, rows, new Set(metrics.map(({ needs }) => needs)));
  const scores: Record<string, number> = {};
  for (const { name, plugin } of metrics)
    scores[name] = finite(name, plugin.score(fold.testTarget, prediction, fold.testWeights));
  return scores;
}

function answer(model: Model, rows: Table, needs: ReadonlySet<Need>): Prediction {
  const demand = (need: 'scores' | 'probabilities'): Partial<Prediction> => {
    if (!needs.has(need)) return {};
    const found = model[need]?.(rows);
    if (found === undefined) throw new TrialFailure('invalid', `A metric needs ${need}, which the model cannot give.`);
    return { [need]: found };
  };
  const values = needs.has('values') ? model.predict(rows) : new Float64Array(0);
  return { values, ...demand('scores'), ...demand('probabilities') };
}
