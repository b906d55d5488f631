// A network as JSON: its topology in the standard layers-model form, its weights in base64.
import { type Json, type JsonObject, Problem } from '@tunewright/core';
import type { LayersModel, Tensor, TensorFlow } from '../backend/tensorflow.js';
import { fromPythonic } from './pythonic.js';

/** One weight's place in the data, as `model.json` lists it. */
export interface WeightSpec extends JsonObject {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32' | 'bool';
}

/** What a network needs to be made again. */
export interface ModelState extends JsonObject {
  readonly topology: JsonObject;
  readonly weights: readonly WeightSpec[];
  /** All weights one after another, little-endian, in base64. */
  readonly data: string;
}

/** The network as it is now. */
export function saveModel(model: LayersModel): ModelState {
  const topology = model.toJSON(null, false) as unknown as JsonObject;
  const weights = model.weights.map((weight) => ({
    name: weight.originalName,
    shape: weight.shape as number[],
    dtype: weight.dtype as WeightSpec['dtype'],
  }));
  const parts = model.weights.map((weight) => {
    const values = weight.read().dataSync();
    return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  });
  return { topology, weights, data: Buffer.concat(parts).toString('base64') };
}

/**
 * The network anew, on the back end in use; the caller disposes it.
 * @throws Problem `tensorflow-model` when it has layers that TensorFlow.js does not know, or weights that do not fit.
 */
export function loadModel(tf: TensorFlow, state: Json): LayersModel {
  const { topology, weights, data } = state as ModelState;
  const model = build(tf, topology);
  const tensors = decode(tf, weights, Uint8Array.from(Buffer.from(data, 'base64')).buffer);
  try {
    model.loadWeights(tensors);
    return model;
  } catch (error) {
    model.dispose();
    throw Problem.of('tensorflow-model', `The saved weights do not fit the saved network: ${String(error)}`);
  } finally {
    tf.dispose(tensors);
  }
}

interface Maker {
  fromConfig(maker: unknown, config: unknown, customObjects: object, fastWeightInit: boolean): LayersModel;
}

function build(tf: TensorFlow, topology: JsonObject): LayersModel {
  // Files that Keras wrote hold the network one level deeper.
  const { className, config } = fromPythonic(topology['model_config'] ?? topology) as {
    className: string;
    config: Json;
  };
  const [maker] = tf.serialization.SerializationMap.getMap().classNameMap[className] ?? [];
  if (maker === undefined)
    throw Problem.of(
      'tensorflow-model',
      `A saved network of the class "${className}" cannot be read; "Sequential", "Model" and "Functional" can.`,
    );
  try {
    return (maker as unknown as Maker).fromConfig(maker, config, {}, true);
  } catch (error) {
    throw Problem.of('tensorflow-model', `The saved network cannot be made: ${String(error)}`);
  }
}

const BYTES = { float32: 4, int32: 4, bool: 1 } as const;
const ARRAYS = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

function decode(tf: TensorFlow, weights: readonly WeightSpec[], data: ArrayBuffer): Record<string, Tensor> {
  const tensors: Record<string, Tensor> = {};
  let at = 0;
  for (const { name, shape, dtype } of weights) {
    const length = shape.reduce((product, size) => product * size, 1);
    const bytes = data.slice(at, (at += length * BYTES[dtype]));
    tensors[name] = tf.tensor(new ARRAYS[dtype](bytes), [...shape], dtype);
  }
  return tensors;
}
