// Networks as JSON and as standard folders: read back by this package and by TensorFlow.js itself.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Json, Problem, seeded } from '@tunewright/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../../plugins/tensorflow/src/backend/open-backend.js';
import type { LayersModel, Tensor, TensorFlow } from '../../../plugins/tensorflow/src/backend/tensorflow.js';
import { seedDropout } from '../../../plugins/tensorflow/src/random/seed-dropout.js';
import { readModelFolder, writeModelFolder } from '../../../plugins/tensorflow/src/saver/model-folder.js';
import { loadModel, saveModel } from '../../../plugins/tensorflow/src/saver/model-state.js';
import { normals, smallModel } from './support.js';

let tf: TensorFlow;
const root = mkdtempSync(join(tmpdir(), 'tunewright-saver-'));
beforeAll(async () => {
  ({ tf } = await openBackend());
});
afterAll(() => rmSync(root, { recursive: true }));

const NETWORKS: Readonly<Record<string, () => LayersModel>> = {
  'dense with dropout': () => smallModel(tf),
  'convolutions with batch normalization': () =>
    tf.sequential({
      layers: [
        tf.layers.conv2d({ filters: 3, kernelSize: 3, padding: 'same', activation: 'relu', inputShape: [6, 6, 1] }),
        tf.layers.batchNormalization({ name: 'snake_case_name' }),
        tf.layers.maxPooling2d({ poolSize: 2 }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 2, kernelRegularizer: tf.regularizers.l2({ l2: 0.01 }) }),
      ],
    }),
  'two branches': () => {
    const input = tf.input({ shape: [5], name: 'the_input' });
    const left = tf.layers.dense({ units: 3, activation: 'tanh', name: 'left_branch' }).apply(input);
    const right = tf.layers.dense({ units: 3, name: 'right_branch' }).apply(input);
    const sum = tf.layers.add().apply([left, right] as never);
    return tf.model({ inputs: input, outputs: sum as never });
  },
};

function answers(model: LayersModel): number[] {
  const [, ...shape] = model.inputs[0]?.shape as number[];
  return tf.tidy(() => [...(model.predict(normals(tf, [4, ...shape], 7)) as Tensor).dataSync()]);
}

/** The two files as TensorFlow.js's own handlers give them to its reader. */
function stock(folder: string): Promise<LayersModel> {
  const { modelTopology, weightsManifest } = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as {
    modelTopology: object;
    weightsManifest: { paths: string[]; weights: [] }[];
  };
  const weightData = Uint8Array.from(readFileSync(join(folder, weightsManifest[0]?.paths[0] ?? ''))).buffer;
  const weightSpecs = weightsManifest[0]?.weights ?? [];
  return tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData }));
}

describe.each(Object.keys(NETWORKS))('%s', (name) => {
  it('comes back from JSON with the same answers, and nothing is left behind', () => {
    const before = tf.memory().numTensors;
    const model = (NETWORKS[name] as () => LayersModel)();
    seedDropout(tf, model, seeded(1));
    const wanted = answers(model);
    const state = JSON.parse(JSON.stringify(saveModel(model))) as Json;
    model.dispose();
    const again = loadModel(tf, state);
    expect(answers(again)).toEqual(wanted);
    expect(saveModel(again)).toEqual(state);
    again.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('comes back from a folder, here and in TensorFlow.js itself', async () => {
    const model = (NETWORKS[name] as () => LayersModel)();
    const folder = join(root, name, 'deeper');
    const state = saveModel(model);
    writeModelFolder(folder, state);
    expect(readdirSync(folder).sort()).toEqual(['group1-shard1of1.bin', 'model.json']);
    expect(readModelFolder(folder)).toEqual(state);
    const theirs = await stock(folder);
    expect(answers(theirs)).toEqual(answers(model));
    theirs.dispose();
    model.dispose();
  });
});

it('reads weights in several files, and a topology one level deeper, as Keras converters write', () => {
  const model = smallModel(tf);
  const state = saveModel(model);
  const folder = join(root, 'sharded');
  writeModelFolder(folder, state);
  const file = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as {
    modelTopology: object;
    weightsManifest: { paths: string[]; weights: object[] }[];
  };
  const bytes = readFileSync(join(folder, 'group1-shard1of1.bin'));
  writeFileSync(join(folder, 'a.bin'), bytes.subarray(0, 10));
  writeFileSync(join(folder, 'b.bin'), bytes.subarray(10));
  const weightsManifest = [{ paths: ['a.bin', 'b.bin'], weights: state.weights }];
  const modelTopology = { model_config: file.modelTopology, keras_version: '2.4.0' };
  writeFileSync(join(folder, 'model.json'), JSON.stringify({ modelTopology, weightsManifest }));
  const again = loadModel(tf, readModelFolder(join(folder, 'model.json')));
  expect(answers(again)).toEqual(answers(model));
  tf.dispose([]);
  again.dispose();
  model.dispose();
});

describe('says what cannot be read', () => {
  const codes = (attempt: () => unknown): string => {
    try {
      attempt();
    } catch (error) {
      if (error instanceof Problem) return error.message;
      throw error;
    }
    return 'nothing';
  };
  const written = (content: string): string => {
    const path = join(root, 'odd.json');
    writeFileSync(path, content);
    return path;
  };

  it.each<[string, () => unknown, RegExp]>([
    ['no file', () => readModelFolder(join(root, 'absent')), /cannot be read as a saved model/],
    ['no JSON', () => readModelFolder(written('{')), /cannot be read as a saved model/],
    ['a graph model', () => readModelFolder(written('{"format":"graph-model"}')), /not a TensorFlow.js layers model/],
    [
      'quantized weights',
      () =>
        readModelFolder(
          written(
            '{"modelTopology":{},"weightsManifest":[{"paths":[],"weights":[{"name":"w","shape":[1],"dtype":"float32","quantization":{}}]}]}',
          ),
        ),
      /"w" is quantized/,
    ],
    [
      'an unknown class',
      () => loadModel(tf, { topology: { class_name: 'Mystery', config: {} }, weights: [], data: '' }),
      /class "Mystery"/,
    ],
    [
      'an unknown layer',
      () =>
        loadModel(tf, {
          topology: { class_name: 'Sequential', config: { name: 's', layers: [{ class_name: 'Odd', config: {} }] } },
          weights: [],
          data: '',
        }),
      /cannot be made.*Odd/,
    ],
    [
      'weights that do not fit',
      () => {
        const model = smallModel(tf);
        const { topology } = saveModel(model);
        model.dispose();
        return loadModel(tf, { topology, weights: [], data: '' });
      },
      /do not fit/,
    ],
  ])('%s', (_, attempt, text) => {
    const before = tf.memory().numTensors;
    expect(codes(attempt)).toMatch(text);
    expect(tf.memory().numTensors).toBe(before);
  });
});
