// Everything a study needs before its first trial: data and folds, searcher, stoppers, the place where work runs.
import type { Clock } from '../contracts/clock.js';
import type { Component } from '../contracts/component.js';
import type { MetricInfo } from '../contracts/events.js';
import type { Workplace } from '../contracts/executor.js';
import type { ObjectivePlugin } from '../contracts/objective.js';
import type { Configuration } from '../contracts/space.js';
import type { Evaluate } from '../contracts/work.js';
import type { Conceal, Environment } from '../definition/environment.js';
import type { Pipeline } from '../definition/pipeline.js';
import { objectiveEvaluator } from '../evaluation/objective-evaluator.js';
import { seeded } from '../numeric/random.js';
import { provide, type Binding, type Registry } from '../plugin/registry.js';
import {
  ASSIGNMENT,
  CLOCK,
  DIRECTORY,
  FUNCTIONS,
  INPUTS,
  RANDOM,
  SPACE,
  type Inputs,
  type Plugins,
} from '../plugin/token.js';
import { complain } from '../problem/messages.js';
import { Problem } from '../problem/problem.js';
import { Conductor } from '../study/conductor.js';
import { LearningStudy } from './learning-study.js';
import { Vault } from './vault.js';

/** What surrounds a study: nothing of it is part of its identity. */
export interface Surroundings {
  readonly registry: Registry;
  readonly clock: Clock;
  /** Where relative paths of the definition start. */
  readonly directory: string;
  readonly functions: Readonly<Record<string, (...args: never[]) => unknown>>;
  /** Variables that the definition may name; default: those of the process. */
  readonly environment?: Environment;
  /** More that plugins may ask for by token, such as a stream for a monitor. */
  readonly services?: readonly Binding[];
}

export interface Prepared {
  readonly conductor: Conductor;
  /** Folds or instances of one trial. */
  readonly folds: number;
  readonly workplace: Workplace;
  /** Absent in a black-box study. */
  readonly learning: LearningStudy | undefined;
  /** Puts the names of variables in place of their values. */
  readonly conceal: Conceal;
}

/** Rejects with a {@link Problem} when data, plugins or the environment do not allow the study. */
export async function prepare(pipeline: Pipeline, surroundings: Surroundings): Promise<Prepared> {
  const vault = Vault.open(pipeline, surroundings);
  return vault.guard(() => prepareWith(vault, pipeline, surroundings));
}

async function prepareWith(vault: Vault, pipeline: Pipeline, surroundings: Surroundings): Promise<Prepared> {
  const plugins = vault.workshop([...common(surroundings), provide(INPUTS, inputsOf(pipeline))]);
  const { clock, directory } = surroundings;
  const { conceal } = vault;
  const learning =
    pipeline.kind === 'learning' ? await LearningStudy.load(pipeline, plugins, clock, conceal) : undefined;
  const evaluate = vault.quiet(learning ? learning.evaluator() : blackBox(pipeline, plugins, clock, conceal));
  const folds = learning ? learning.folds.length : (pipeline.instances?.length ?? 1);
  const conductor = conductorOf(pipeline, surroundings, folds);
  const executor = plugins.make('executor', pipeline.run.executor);
  const workplace = await executor.open({ definition: pipeline.definition, directory, evaluate });
  return { conductor, folds, workplace, learning, conceal };
}

/**
 * What searcher, stoppers and objective have to say of a study before it begins. Throws their {@link Problem}. Studies
 * that read the environment are taken as they are: their plugins cannot be made without it.
 */
export function rehearse(pipeline: Pipeline, surroundings: Surroundings): void {
  if (pipeline.environment.length > 0) return;
  conductorOf(pipeline, surroundings, pipeline.instances?.length ?? 1);
  if (pipeline.objective?.fixed === true)
    makeObjective(pipeline.objective.resolve({}).component, pipeline, surroundings);
}

function makeObjective(component: Component, pipeline: Pipeline, surroundings: Surroundings): void {
  const { registry } = surroundings;
  const { uses = [] } = registry.find('objective', component.use) ?? {};
  // Functions are given to a study when it is made, not before.
  if (uses.some(({ id }) => id === FUNCTIONS.id)) return;
  const services = [...common(surroundings), provide(INPUTS, inputsOf(pipeline))];
  registry.workshop(services).make('objective', component);
}

/** Data and steps alone, to fit a configuration of a study that has run. */
export async function loadLearning(pipeline: Pipeline, surroundings: Surroundings): Promise<LearningStudy> {
  if (pipeline.kind !== 'learning') throw new Problem([complain('noPipeline', undefined)]);
  const vault = Vault.open(pipeline, surroundings);
  const plugins = vault.workshop(common(surroundings));
  return vault.guard(() => LearningStudy.load(pipeline, plugins, surroundings.clock, vault.conceal));
}

/** The part that needs neither data nor objective: enough to ask and tell. */
export function conductorOf(pipeline: Pipeline, surroundings: Surroundings, folds: number): Conductor {
  const { space, budget, lag, run, start, seed, search, stoppers, control, onDuplicate, repeats } = pipeline;
  const metrics = infos(pipeline);
  const vault = Vault.open(pipeline, surroundings);
  const plugins = vault.workshop([
    ...common(surroundings),
    provide(RANDOM, seeded(seed).split('search')),
    provide(SPACE, space),
    provide(ASSIGNMENT, { metrics, trials: budget.trials, folds, lag, start: start.map((one) => space.encode(one)) }),
  ]);
  const made = vault.guard(() => ({
    searcher: plugins.make('searcher', search),
    stoppers: stoppers.map(({ id, reads, component }) => ({ id, reads, plugin: plugins.make('stopper', component) })),
  }));
  return new Conductor({
    ...made,
    space,
    metrics,
    folds,
    repeats,
    start,
    trials: budget.trials,
    lag,
    order: run.order,
    control,
    onDuplicate,
    random: seeded(seed).split('conduct'),
  });
}

export function infos(pipeline: Pipeline): readonly MetricInfo[] {
  return pipeline.metrics.map(({ info }) => info);
}

function inputsOf(pipeline: Pipeline): Inputs {
  const { shared, instances } = pipeline;
  const always = (name: string): boolean => shared.conditions(shared.sources([name])).length === 0;
  const parameters = shared.members.map(({ name }) => ({ name, always: always(name) }));
  return { parameters, instances, metrics: infos(pipeline) };
}

/** Services that every plugin may ask for. */
export function common({ clock, directory, functions, services = [] }: Surroundings): readonly Binding[] {
  return [...services, provide(CLOCK, clock), provide(DIRECTORY, directory), provide(FUNCTIONS, functions)];
}

function blackBox(pipeline: Pipeline, plugins: Plugins, clock: Clock, conceal: Conceal): Evaluate {
  const { objective: template, instances } = pipeline;
  if (template === undefined) throw new Problem([complain('nothingToRun', undefined, '')]);
  const make = (component: Component): ObjectivePlugin => plugins.make('objective', component);
  // The objective is made anew only when its own parameters change; most have none that are tuned.
  let made: { readonly key: string; readonly plugin: ObjectivePlugin } | undefined;
  const objectiveFor = (configuration: Configuration): ObjectivePlugin => {
    const { component, key } = template.resolve(configuration);
    if (made?.key !== key) made = { key, plugin: make(component) };
    return made.plugin;
  };
  // Now, so that a mistake in it is told before the first trial instead of failing them all.
  if (template.fixed) objectiveFor({});
  const parameters = (configuration: Configuration): Configuration => pipeline.shared.values(configuration);
  return objectiveEvaluator({
    objective: objectiveFor,
    parameters,
    metrics: infos(pipeline),
    instances,
    clock,
    conceal,
  });
}
