// A fit from beginning to end, for both estimators: they differ only in where the network comes from.
import { TrialFailure, type Clock, type Model, type Table, type Target, type Training } from '@tunewright/core';
import { openBackend, type Backend } from '../backend/open-backend.js';
import { release } from '../backend/release.js';
import type { LayersModel } from '../backend/tensorflow.js';
import type { OptimizerSpec } from '../optimizers/optimizer.js';
import { parametersOf } from '../optimizers/parameters.js';
import { saveModel } from '../saver/model-state.js';
import { completed } from './completed.js';
import { FittedNetwork } from './fitted-network.js';
import type { Head } from './head.js';
import { innerSplit } from './inner-split.js';
import { encoded, featuresOf, pick, rowWeights, standardOf, type Rows } from './lesson.js';
import { rateOf } from './schedule.js';
import { inputShapeOf, type Shape } from './shapes.js';
import { train, type Course } from './train.js';
import { OptimizerParams, ScheduleParams, ValidationParams, type TrainingParams } from './training-schema.js';

/** A network before its training. */
export interface Untrained {
  /** With its first weights. It is disposed by the fit. */
  readonly model: LayersModel;
  readonly head: Head;
  /** In place of the optimizer of the parameters. */
  readonly optimizer?: OptimizerParams;
}

export interface FitJob {
  /** Of the estimator, for messages. */
  readonly name: string;
  readonly params: TrainingParams;
  readonly rows: Table;
  readonly target: Target;
  readonly context: Training;
  readonly clock: Clock;
  /** Something that lives as long as the study: the back end is told once for each. */
  readonly study: object;
  readonly create: (backend: Backend, inputShape: Shape) => Untrained | Promise<Untrained>;
}

const told = new WeakSet<object>();

/** @throws {TrialFailure} `invalid` where network, data and parameters do not fit, `diverged` where training fails. */
export async function fitNetwork(job: FitJob): Promise<Model> {
  const { name, params, rows, target, context, clock, study, create } = job;
  context.pulse();
  demandClasses(target, name);
  const features = featuresOf(rows, name);
  const inputShape = inputShapeOf(params.inputShape, rows.columns.length);
  const backend = await openBackend(params.backEnd);
  context.pulse();
  if (!told.has(study)) {
    told.add(study);
    context.notice('back-end', backend.words);
  }
  backend.use();
  const { model, head, optimizer = params.optimizer } = await create(backend, inputShape);
  try {
    backend.use();
    const course = courseOf(job, features, head, optimizer);
    const network = { backend, model, inputShape, parameters: parametersOf(model) };
    await train(network, course, context, clock);
    backend.use();
    const { task, classes } = target;
    const { standard } = course;
    const state = { name, backEnd: backend.name, task, classes: classes.length, inputShape, head, standard };
    return new FittedNetwork({ ...state, network: saveModel(model) }, backend);
  } finally {
    backend.use();
    release(model);
  }
}

function courseOf(
  { params, target, context }: FitJob,
  features: Float32Array,
  head: Head,
  optimizer: OptimizerParams,
): Course {
  const count = target.values.length;
  const { share, ...stopping } = stoppingOf(params);
  const split = share === undefined ? undefined : innerSplit(target, share, context.random.split('validation'));
  const trained = split?.train ?? Int32Array.from({ length: count }, (_, row) => row);
  const standard = standardOf(target, trained);
  const weights = rowWeights(target, context.weights, params.classWeights);
  const rows: Rows = { count, features, targets: encoded(target, head, standard), ...(weights && { weights }) };
  return {
    task: target.task,
    head,
    standard,
    train: split ? pick(rows, trained) : rows,
    ...(split && { held: pick(rows, split.held), stopping }),
    batchSize: params.batchSize,
    until: effort(params.epochs, context),
    rate: rateOf(optimizer.learningRate ?? 0.001, completed(ScheduleParams, params.schedule), params.epochs),
    optimizer: specOf(optimizer, params),
  };
}

/** `share` is absent when nothing is held out. */
function stoppingOf({ validation }: TrainingParams) {
  const whole = validation && completed(ValidationParams, validation);
  const { patience = 10, minimumGain = 0, restoreBest = true } = whole ?? {};
  return { share: whole?.share, patience, minimumGain, restoreBest };
}

/** Epochs to run now, of all. */
function effort(epochs: number, { fidelity }: Training): number {
  return Math.max(1, Math.min(epochs, Math.round(fidelity['epochs'] ?? epochs)));
}

function specOf(given: OptimizerParams, { clipNorm, clipValue }: TrainingParams): OptimizerSpec {
  const { type, momentum, nesterov, beta1, beta2, rho, weightDecay } = completed(OptimizerParams, given);
  const common = defined({ weightDecay, clipNorm, clipValue });
  switch (type) {
    case 'sgd':
      return { use: 'sgd', ...common, ...defined({ momentum, nesterov }) };
    case 'rmsprop':
      return { use: 'rmsprop', ...common, ...defined({ momentum, rho }) };
    case 'adamw':
      return { use: 'adamw', ...common, ...defined({ beta1, beta2 }) };
    default:
      return { use: 'adam', ...common, ...defined({ beta1, beta2 }) };
  }
}

/** The members that are there. */
function defined<T extends object>(members: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
}

function demandClasses({ task, values }: Target, name: string): void {
  if (values.length === 0) throw new TrialFailure('invalid', `${name} needs training rows, but there are none.`);
  if (task === 'regression' || new Set(values).size > 1) return;
  throw new TrialFailure(
    'invalid',
    `${name} needs training rows of two classes or more, but found one. Use "stratified-k-fold" or fewer folds.`,
  );
}
