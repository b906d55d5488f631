// What a study of a pipeline on data needs: the data in its parts, their folds, and the fit on all of it at the end.
import type { Clock } from '../contracts/clock.js';
import type { Component } from '../contracts/component.js';
import type { Configuration } from '../contracts/space.js';
import type { Fold } from '../contracts/splitter.js';
import type { Data, Task } from '../contracts/table.js';
import type { Evaluate, Watch } from '../contracts/work.js';
import { concealed, type Conceal } from '../definition/environment.js';
import type { Pipeline } from '../definition/pipeline.js';
import { fitPipeline, type FittedPipeline } from '../evaluation/fitted-pipeline.js';
import { learningEvaluator } from '../evaluation/learning-evaluator.js';
import type { NamedMetric } from '../evaluation/scoring.js';
import { setAside } from '../evaluation/set-aside.js';
import { canonical } from '../numeric/canonical.js';
import { seeded, seedOf } from '../numeric/random.js';
import type { Plugins } from '../plugin/token.js';
import { complain } from '../problem/messages.js';
import { Problem } from '../problem/problem.js';

export class LearningStudy {
  readonly folds: readonly Fold[];
  private readonly metrics: readonly NamedMetric[];

  private constructor(
    private readonly pipeline: Pipeline,
    private readonly plugins: Plugins,
    private readonly clock: Clock,
    private readonly conceal: Conceal,
    private readonly train: Data,
    /** Absent when the definition sets none aside. */
    readonly test: Data | undefined,
  ) {
    this.folds = split(pipeline, plugins, train);
    this.metrics = pipeline.metrics.map(({ info, component, needs }) => ({
      name: info.name,
      needs: needs ?? 'values',
      plugin: plugins.make('metric', component as Component),
    }));
  }

  /** Loads the data. Rejects with a {@link Problem} when they do not allow the study. */
  static async load(pipeline: Pipeline, plugins: Plugins, clock: Clock, conceal: Conceal): Promise<LearningStudy> {
    const data = await plugins.make('data-set', pipeline.data as Component).load();
    checkTask(pipeline, data.target.task);
    if (pipeline.test === undefined) return new LearningStudy(pipeline, plugins, clock, conceal, data, undefined);
    const { train, test } = setAside(data, pipeline.test.share, seeded(pipeline.seed).split('test'));
    return new LearningStudy(pipeline, plugins, clock, conceal, train, test);
  }

  evaluator(): Evaluate {
    const { pipeline, plugins, clock, conceal, metrics, folds } = this;
    return learningEvaluator({
      data: this.train,
      folds,
      steps: (configuration) => pipeline.steps.map((step) => step.resolve(configuration)),
      metrics,
      trainScores: pipeline.trainScores,
      plugins,
      clock,
      seed: pipeline.seed,
      conceal,
    });
  }

  /** Fits a configuration on all training rows. Rejects with what the plugins throw. */
  fit(trial: number, configuration: Configuration, signal?: Watch['signal']): Promise<FittedPipeline> {
    const { pipeline, plugins, clock, conceal } = this;
    const fitted = fitPipeline({
      data: this.train,
      steps: pipeline.steps.map((step) => step.resolve(configuration)),
      work: {
        trial,
        configuration,
        fold: 0,
        repeat: 0,
        seed: seedOf(pipeline.seed, canonical(configuration), 'refit'),
      },
      // What a refit has to say was said when the trial ran; it has all the time it needs.
      watch: { signal: signal ?? new AbortController().signal, deadline: Infinity, progress: () => undefined },
      plugins,
      clock,
    });
    return fitted.catch((error: unknown) => {
      throw concealed(error, conceal);
    });
  }

  /** Throws what the metrics throw. */
  scoreTest(fitted: FittedPipeline, test: Data): Record<string, number> {
    try {
      return fitted.score(test, this.metrics);
    } catch (error) {
      throw concealed(error, this.conceal);
    }
  }
}

function split(
  { splitter, seed }: Pipeline,
  plugins: Plugins,
  { features, target, groups, time }: Data,
): readonly Fold[] {
  return plugins.make('splitter', splitter as Component).split({
    rows: features.length,
    target,
    ...(groups && { groups }),
    ...(time && { time }),
    random: seeded(seed).split('folds'),
  });
}

function checkTask(pipeline: Pipeline, task: Task): void {
  const wrong = pipeline.metrics.flatMap(({ info, tasks }, index) =>
    tasks === undefined || tasks.includes(task)
      ? []
      : [complain('metricTask', { metric: info.name, task, tasks }, `/metrics/${index}`)],
  );
  if (wrong.length > 0) throw new Problem(wrong);
}
