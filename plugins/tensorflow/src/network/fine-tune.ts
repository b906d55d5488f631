// A saved model made ready to learn more: with layers that stay as they are, and an output layer of its own if asked.
import { suggestion, TrialFailure } from '@tunewright/core';
import type { LayersModel, TensorFlow } from '../backend/tensorflow.js';
import { OUTPUT } from './build.js';
import type { Head } from './head.js';

/** The first so many layers, or those named. */
export type Frozen = number | readonly string[];

/** @throws {TrialFailure} `invalid` when a layer is named that there is not, or none is left to learn. */
export function freeze(model: LayersModel, frozen: Frozen, from: string): void {
  const names = model.layers.map(({ name }) => name);
  const chosen = typeof frozen === 'number' ? withWeights(model).slice(0, frozen) : frozen;
  for (const name of chosen) {
    const layer = model.layers.find((candidate) => candidate.name === name);
    if (layer === undefined)
      throw new TrialFailure('invalid', `${from} has no layer "${name}" to freeze. ${suggestion(name, names)}`);
    layer.trainable = false;
  }
  if (model.layers.some(({ trainableWeights }) => trainableWeights.length > 0)) return;
  throw new TrialFailure('invalid', `All layers of ${from} are frozen, so nothing can be learnt. Freeze fewer.`);
}

/** The model with another output layer, whose weights are yet to be drawn. Weights of the other layers are kept. */
export function withOutput(tf: TensorFlow, model: LayersModel, head: Head, from: string): LayersModel {
  const body = model.layers.slice(0, -1);
  const isChain = body.every((layer, i) => i === 0 || layer.inboundNodes.length === 1) && model.inputs.length === 1;
  const before = body.at(-1);
  if (!isChain || before === undefined || Array.isArray(before.output))
    throw new TrialFailure('invalid', `${from} is no plain chain of layers, so its output layer cannot be replaced.`);
  const output = tf.layers.dense({
    name: uniqueName(body.map(({ name }) => name)),
    units: head.units,
    activation: head.activation ?? 'linear',
  });
  const outputs = output.apply(before.output) as typeof before.output;
  return tf.model({ inputs: model.inputs, outputs });
}

function withWeights({ layers }: LayersModel): string[] {
  return layers.filter(({ weights }) => weights.length > 0).map(({ name }) => name);
}

function uniqueName(taken: readonly string[]): string {
  let name = OUTPUT;
  for (let i = 2; taken.includes(name); i++) name = `${OUTPUT}-${i}`;
  return name;
}
