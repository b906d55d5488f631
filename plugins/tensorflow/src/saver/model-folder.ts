// A network as a folder that `tf.loadLayersModel` and Keras's converters read: model.json beside a file of weights.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JsonObject, Problem } from '@tunewright/core';
import type { ModelState, WeightSpec } from './model-state.js';

const WEIGHTS = 'group1-shard1of1.bin';

interface Group {
  readonly paths: readonly string[];
  readonly weights: readonly (WeightSpec & { readonly quantization?: unknown })[];
}

interface ModelFile {
  readonly modelTopology: JsonObject;
  readonly weightsManifest: readonly Group[];
}

/** Writes the two files; the folder is made where it is missing. */
export function writeModelFolder(folder: string, state: ModelState): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, WEIGHTS), Buffer.from(state.data, 'base64'));
  const file = {
    format: 'layers-model',
    generatedBy: 'Tunewright, in the format of TensorFlow.js tfjs-layers',
    convertedBy: null,
    modelTopology: state.topology,
    weightsManifest: [{ paths: [WEIGHTS], weights: state.weights }],
  };
  writeFileSync(join(folder, 'model.json'), `${JSON.stringify(file)}\n`);
}

/**
 * Reads a layers model that TensorFlow.js, a Keras converter or {@link writeModelFolder} wrote; weights may be in
 * several files.
 * @param folder The folder, or the path of its `model.json`.
 * @throws Problem `tensorflow-model` for what is no layers model, or has quantized weights.
 */
export function readModelFolder(folder: string): ModelState {
  const path = folder.endsWith('.json') ? folder : join(folder, 'model.json');
  const { modelTopology, weightsManifest } = readModelFile(path);
  const groups = weightsManifest;
  const weights = groups.flatMap((group) => group.weights);
  const odd = weights.find(
    ({ dtype, quantization }) => quantization !== undefined || !/^(float32|int32|bool)$/.test(dtype),
  );
  if (odd !== undefined)
    throw Problem.of(
      'tensorflow-model',
      `${path}: the weight "${odd.name}" is quantized or of a type that cannot be trained. Save the model with float32 weights.`,
    );
  const parts = groups.flatMap(({ paths }) => paths.map((name) => readFileSync(join(path, '..', name))));
  return { topology: modelTopology, weights, data: Buffer.concat(parts).toString('base64') };
}

function readModelFile(path: string): ModelFile {
  let file: Partial<ModelFile>;
  try {
    file = JSON.parse(readFileSync(path, 'utf8')) as Partial<ModelFile>;
  } catch (error) {
    throw Problem.of('tensorflow-model', `${path} cannot be read as a saved model: ${String(error)}`);
  }
  const { modelTopology, weightsManifest } = file;
  if (modelTopology === undefined || weightsManifest === undefined)
    throw Problem.of(
      'tensorflow-model',
      `${path} is not a TensorFlow.js layers model: it has no "modelTopology" or no "weightsManifest". A graph model cannot be trained.`,
    );
  return { modelTopology, weightsManifest };
}
