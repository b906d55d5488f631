// Everything a study needs before its first trial: data and folds, searcher, stoppers, the place where work runs.
import type { Clock } from '../contracts/clock.js';
import type { MetricInfo } from '../contracts/events.js';
import type { Workplace } from '../contracts/executor.js';
import type { Json } from '../contracts/json.js';
import type { Configuration } from '../contracts/space.js';
import type { Evaluate } from '../contracts/work.js';
import type { Pipeline } from '../definition/pipeline.js';
import { learningEvaluator } from '../evaluation/learning-evaluator.js';
import { objectiveEvaluator } from '../evaluation/objective-evaluator.js';
import { seeded } from '../numeric/random.js';
import { provide, type Binding, type Registry } from '../plugin/registry.js';
import {
  ASSIGNMENT,
  CLOCK,
  DIRECTORY,
  FUNCTIONS,
  RANDOM,
  SPACE,
  type Component,
  type Plugins,
} from '../plugin/token.js';
import type { Task } from '../contracts/table.js';
import { complain } from '../problem/messages.js';
import { Problem } from '../problem/problem.js';
import { Conductor } from '../study/conductor.js';

/** What surrounds a study: nothing of it is part of its identity. */
export interface Surroundings {
  readonly registry: Registry;
  readonly clock: Clock;
  /** Where relative paths of the definition start. */
  readonly directory: string;
  readonly functions: Readonly<Record<string, (...args: never[]) => unknown>>;
}

export interface Prepared {
  readonly conductor: Conductor;
  /** Folds or instances of one trial. */
  readonly folds: number;
  readonly workplace: Workplace;
}

interface Evaluation {
  readonly evaluate: Evaluate;
  readonly folds: number;
}

export async function prepare(pipeline: Pipeline, surroundings: Surroundings): Promise<Prepared> {
  const plugins = surroundings.registry.workshop(common(surroundings));
  const evaluation =
    pipeline.kind === 'learning'
      ? await learning(pipeline, plugins, surroundings.clock)
      : blackBox(pipeline, plugins, surroundings.clock);
  const workplace = await plugins.make('executor', pipeline.run.executor).open({
    definition: pipeline.definition,
    directory: surroundings.directory,
    evaluate: evaluation.evaluate,
  });
  return { conductor: conductorOf(pipeline, surroundings, evaluation.folds), folds: evaluation.folds, workplace };
}

/** The part that needs neither data nor objective: enough to ask and tell. */
export function conductorOf(pipeline: Pipeline, surroundings: Surroundings, folds: number): Conductor {
  const { space, budget, lag, run, start, seed, search, stoppers } = pipeline;
  const metrics = infos(pipeline);
  const plugins = surroundings.registry.workshop([
    ...common(surroundings),
    provide(RANDOM, seeded(seed).split('search')),
    provide(SPACE, space),
    provide(ASSIGNMENT, { metrics, trials: budget.trials, folds, lag }),
  ]);
  return new Conductor({
    space,
    searcher: plugins.make('searcher', search),
    stoppers: stoppers.map(({ id, reads, component }) => ({ id, reads, plugin: plugins.make('stopper', component) })),
    metrics,
    folds,
    start,
    trials: budget.trials,
    lag,
    order: run.order,
  });
}

export function infos(pipeline: Pipeline): readonly MetricInfo[] {
  return pipeline.metrics.map(({ info }) => info);
}

function common({ clock, directory, functions }: Surroundings): readonly Binding[] {
  return [provide(CLOCK, clock), provide(DIRECTORY, directory), provide(FUNCTIONS, functions)];
}

async function learning(pipeline: Pipeline, plugins: Plugins, clock: Clock): Promise<Evaluation> {
  const data = await plugins.make('data-set', pipeline.data as Component).load();
  checkTask(pipeline, data.target.task);
  const { target, groups, time } = data;
  const folds = plugins.make('splitter', pipeline.splitter as Component).split({
    rows: data.features.length,
    target,
    ...(groups && { groups }),
    ...(time && { time }),
    random: seeded(pipeline.seed).split('folds'),
  });
  const evaluate = learningEvaluator({
    data,
    folds,
    steps: (configuration) => pipeline.steps.map((step) => step.resolve(configuration)),
    metrics: pipeline.metrics.map(({ info, component, needs }) => ({
      name: info.name,
      needs: needs ?? 'values',
      plugin: plugins.make('metric', component as Component),
    })),
    plugins,
    clock,
    seed: pipeline.seed,
  });
  return { evaluate, folds: folds.length };
}

function checkTask(pipeline: Pipeline, task: Task): void {
  const wrong = pipeline.metrics.flatMap(({ info, tasks }, index) =>
    tasks === undefined || tasks.includes(task)
      ? []
      : [complain('metricTask', { metric: info.name, task, tasks }, `/metrics/${index}`)],
  );
  if (wrong.length > 0) throw new Problem(wrong);
}

function blackBox(pipeline: Pipeline, plugins: Plugins, clock: Clock): Evaluation {
  const template = pipeline.objective;
  if (template === undefined) throw new Problem([complain('nothingToRun', undefined, '')]);
  // The objective is made anew only when its own parameters change; most have none that are tuned.
  let made: { readonly key: string; readonly plugin: ReturnType<typeof make> } | undefined;
  const make = (component: Component) => plugins.make('objective', component);
  const objective = (configuration: Configuration) => {
    const { component, key } = template.resolve(configuration);
    if (made?.key !== key) made = { key, plugin: make(component) };
    return made.plugin;
  };
  const instances: readonly Json[] | undefined = pipeline.instances;
  const evaluate = objectiveEvaluator({ objective, metrics: infos(pipeline), instances, clock });
  return { evaluate, folds: instances?.length ?? 1 };
}
