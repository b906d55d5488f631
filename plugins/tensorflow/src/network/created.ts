// What a user's module gives: a model of TensorFlow.js, compiled or not, alone or with what it is to be trained by.
import { TrialFailure } from '@tunewright/core';
import { release } from '../backend/release.js';
import type { LayersModel, TensorFlow } from '../backend/tensorflow.js';
import { ACTIVATIONS, type Activation } from './layer-schema.js';
import { LOSSES, type Loss, type OptimizerParams } from './training-schema.js';

/** What `createModel` is handed beside its parameters. */
export interface NetworkContext {
  /** TensorFlow.js, core and layers in one namespace: use this one, not an import of your own. */
  readonly tf: TensorFlow;
  /** Shape of one row. */
  readonly inputShape: readonly number[];
  /** Names of the classes; empty for regression. */
  readonly classes: readonly string[];
}

/** A model, and what it is to be trained by where that is not said by `model.compile` or in the definition. */
export interface CreatedNetwork {
  readonly model: LayersModel;
  readonly optimizer?: OptimizerParams;
  readonly loss?: Loss;
}

/** The function that a module exports; P: its parameters. */
export type CreateModel<P extends object = Readonly<Record<string, unknown>>> = (
  params: P,
  context: NetworkContext,
) => LayersModel | CreatedNetwork | Promise<LayersModel | CreatedNetwork>;

/** Names of losses in Keras and TensorFlow.js. */
const KERAS_LOSSES: Readonly<Record<string, Loss>> = {
  binaryCrossentropy: 'binary-cross-entropy',
  categoricalCrossentropy: 'categorical-cross-entropy',
  sparseCategoricalCrossentropy: 'categorical-cross-entropy',
  meanSquaredError: 'mean-squared-error',
  mse: 'mean-squared-error',
  meanAbsoluteError: 'mean-absolute-error',
  mae: 'mean-absolute-error',
};

const OPTIMIZERS: Readonly<Record<string, NonNullable<OptimizerParams['type']>>> = {
  SGD: 'sgd',
  Momentum: 'sgd',
  Adam: 'adam',
  RMSProp: 'rmsprop',
};

/**
 * The model with what it says of its training, its own words before those of `compile`.
 *
 * @throws {TrialFailure} `invalid` when it is no model, or was compiled with what this package does not have.
 */
export function createdNetwork(found: unknown, from: string): CreatedNetwork {
  const { model, ...said } = isModel(found) ? { model: found } : ((found ?? {}) as Partial<CreatedNetwork>);
  if (isModel(model)) {
    try {
      if (said.loss !== undefined) lossOf(said.loss, from);
      return { ...compiled(model, from), ...said };
    } catch (error) {
      release(model);
      throw error;
    } finally {
      // A model does not free an optimizer that was made beside it; the training has one of its own.
      model.optimizer?.dispose();
    }
  }
  throw new TrialFailure(
    'invalid',
    `${from} must give a model of TensorFlow.js, or { model, optimizer, loss }, but gave ${describe(found)}.`,
  );
}

/** Activation of the last layer, where it says one that is known here. */
export function lastActivation(model: LayersModel): Activation | undefined {
  const last = model.layers.at(-1);
  if (last?.getClassName() === 'Softmax') return 'softmax';
  const activation = last?.getConfig()['activation'];
  return ACTIVATIONS.find((known) => known === activation);
}

/** Units of the output layer. */
export function unitsOf(model: LayersModel, from: string): number {
  const shape: unknown = model.outputs.length === 1 ? model.outputs[0]?.shape : undefined;
  if (Array.isArray(shape) && shape.length === 2 && typeof shape[1] === 'number') return shape[1];
  throw new TrialFailure(
    'invalid',
    `${from} must have one output of flat rows, but its outputs are of shape ${JSON.stringify(model.outputs.map((output) => output.shape))}.`,
  );
}

/** @throws {TrialFailure} `invalid` unless rows of this shape can be fed to the model. */
export function demandInput(model: LayersModel, inputShape: readonly number[], from: string): void {
  const shape = model.inputs.length === 1 ? model.inputs[0]?.shape.slice(1) : undefined;
  const fits = shape?.length === inputShape.length && shape.every((size, i) => size === null || size === inputShape[i]);
  if (fits ?? false) return;
  throw new TrialFailure(
    'invalid',
    `${from} takes rows of shape ${JSON.stringify(shape ?? null)}, but the rows are ${JSON.stringify(inputShape)}. ` +
      'Build the first layer with the "inputShape" handed over, or say "inputShape" in the estimator.',
  );
}

function compiled(model: LayersModel, from: string): CreatedNetwork {
  const { loss, optimizer } = model as { readonly loss?: unknown; readonly optimizer?: CompiledOptimizer };
  return {
    model,
    ...(optimizer !== undefined && { optimizer: optimizerOf(optimizer, from) }),
    ...(loss !== undefined && { loss: lossOf(loss, from) }),
  };
}

interface CompiledOptimizer {
  getClassName(): string;
  getConfig(): Readonly<Record<string, unknown>>;
}

function optimizerOf(optimizer: CompiledOptimizer, from: string): OptimizerParams {
  const type = OPTIMIZERS[optimizer.getClassName()];
  if (type === undefined)
    throw new TrialFailure(
      'invalid',
      `${from} is compiled with the optimizer ${optimizer.getClassName()}. Use sgd, momentum, adam or rmsprop, or give ` +
        '{ model, optimizer } with an "optimizer" as in a definition.',
    );
  const { learningRate, momentum, beta1, beta2 } = optimizer.getConfig() as OptimizerParams;
  return {
    type,
    ...(typeof learningRate === 'number' && { learningRate }),
    ...(typeof momentum === 'number' && { momentum }),
    ...(typeof beta1 === 'number' && { beta1 }),
    ...(typeof beta2 === 'number' && { beta2 }),
  };
}

function lossOf(loss: unknown, from: string): Loss {
  const known = LOSSES.find((name) => name === loss) ?? (typeof loss === 'string' ? KERAS_LOSSES[loss] : undefined);
  if (known !== undefined) return known;
  throw new TrialFailure(
    'invalid',
    `${from} is compiled with the loss ${describe(loss)}. Use one of ${Object.keys(KERAS_LOSSES).join(', ')}.`,
  );
}

/** By its methods: the user's copy of TensorFlow.js may be another one. */
function isModel(found: unknown): found is LayersModel {
  return typeof found === 'object' && found !== null && 'layers' in found && 'apply' in found && 'getWeights' in found;
}

function describe(found: unknown): string {
  if (typeof found === 'string') return `"${found}"`;
  if (typeof found === 'function') return 'a function';
  return found === undefined || found === null ? String(found) : `a value of type ${typeof found}`;
}
