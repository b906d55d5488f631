// Evaluates one fold of one configuration of a pipeline: preprocess (fitted on training rows only), fit, score.
import type { Clock } from '../contracts/clock.js';
import type { PipelineStep } from '../contracts/component.js';
import type { Model, Training } from '../contracts/estimator.js';
import type { Configuration } from '../contracts/space.js';
import type { Fold } from '../contracts/splitter.js';
import type { Data, Table, Target } from '../contracts/table.js';
import type { Evaluate, Watch, Work } from '../contracts/work.js';
import { takeRows, takeTarget, takeValues } from '../numeric/table.js';
import type { Plugins } from '../plugin/token.js';
import { attempt, isThenable } from './attempt.js';
import { Preprocessor, type Rows } from './preprocessing.js';
import { scoreModel, type NamedMetric } from './scoring.js';
import { SharedCache } from './shared-cache.js';
import { WorkContext } from './work-context.js';

export interface LearningJob {
  readonly data: Data;
  readonly folds: readonly Fold[];
  readonly steps: (configuration: Configuration) => readonly PipelineStep[];
  readonly metrics: readonly NamedMetric[];
  /** Score the training rows as well. */
  readonly trainScores: boolean;
  readonly plugins: Plugins;
  readonly clock: Clock;
  readonly seed: number;
  /** Removes from failures what nobody may read. */
  readonly conceal?: (text: string) => string;
}

interface FoldData {
  readonly rows: Rows;
  readonly trainTarget: Target;
  readonly testTarget: Target;
  readonly allTarget: Target;
  readonly trainWeights: Float64Array | undefined;
  readonly testWeights: Float64Array | undefined;
}

interface Scored {
  readonly scores: Record<string, number>;
  readonly trainScores?: Record<string, number>;
  readonly fitMilliseconds: number;
}

export function learningEvaluator(job: LearningJob): Evaluate {
  const cache = new SharedCache();
  const preprocessor = new Preprocessor(job.plugins, job.clock, cache, job.seed);
  const folds = job.folds.map((fold) => foldData(job.data, fold));
  return (work, watch) =>
    attempt(
      job.clock,
      () => {
        const fold = folds[work.fold] as FoldData;
        const steps = job.steps(work.configuration);
        const last = steps.at(-1) as PipelineStep;
        const { rows, path } = preprocessor.run({ ...fold, steps: steps.slice(0, -1) }, work, watch);
        const started = job.clock.now();
        const context = new TrainingContext(work, watch, job.clock, cache, path, fold.trainWeights, rows.test);
        const model = job.plugins.make('estimator', last.component).fit(rows.train, fold.trainTarget, context);
        const scored = (fitted: Model): Scored => score(fitted, rows, fold, job, started);
        return isThenable(model) ? Promise.resolve(model).then(scored) : scored(model);
      },
      job.conceal,
    );
}

/** What surrounds the fit of an estimator. */
export class TrainingContext extends WorkContext implements Training {
  readonly weights?: Float64Array;
  readonly heldOut?: Table;

  /** @param heldOut Absent when nothing is held out: a fit on all rows shares nothing with a scoring. */
  constructor(
    work: Work,
    watch: Watch,
    clock: Clock,
    cache: SharedCache,
    path: string,
    weights: Float64Array | undefined,
    heldOut?: Table,
  ) {
    super(work, watch, clock, cache, path);
    if (weights) this.weights = weights;
    if (heldOut) this.heldOut = heldOut;
  }
}

function score(model: Model, rows: Rows, fold: FoldData, job: LearningJob, started: number): Scored {
  const fitMilliseconds = job.clock.now() - started;
  const scores = scoreModel(model, rows.test, fold.testTarget, fold.testWeights, job.metrics);
  if (!job.trainScores) return { scores, fitMilliseconds };
  const trainScores = scoreModel(model, rows.train, fold.trainTarget, fold.trainWeights, job.metrics);
  return { scores, trainScores, fitMilliseconds };
}

function foldData({ features, target, weights }: Data, { train, test }: Fold): FoldData {
  return {
    rows: { train: takeRows(features, train), test: takeRows(features, test), all: features },
    trainTarget: takeTarget(target, train),
    testTarget: takeTarget(target, test),
    allTarget: target,
    trainWeights: weights && takeValues(weights, train),
    testWeights: weights && takeValues(weights, test),
  };
}
