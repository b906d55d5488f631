// What WebAssembly computes for training, beside the plain JavaScript back end.
import { seeded } from '@tunewright/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { openBackend, type Backend } from '../../../plugins/tensorflow/src/backend/open-backend.js';
import type { Scalar, Tensor, TensorFlow } from '../../../plugins/tensorflow/src/backend/tensorflow.js';
import { lossAndGradients } from '../../../plugins/tensorflow/src/optimizers/gradients.js';
import { parametersOf } from '../../../plugins/tensorflow/src/optimizers/parameters.js';
import { drawWeights } from '../../../plugins/tensorflow/src/random/draw-weights.js';
import { seedDropout } from '../../../plugins/tensorflow/src/random/seed-dropout.js';
import { classesOf, expectClose, normals } from './support.js';

let wasm: Backend;
let cpu: Backend;
beforeAll(async () => {
  cpu = await openBackend('cpu');
  wasm = await openBackend('wasm');
});

/** The gradients of the weighted sum of `f`'s answer by each input. */
function gradientsOf(backend: Backend, shapes: readonly number[][], f: (tf: TensorFlow, inputs: Tensor[]) => Tensor) {
  const { tf } = backend;
  backend.use();
  const before = tf.memory().numTensors;
  const found = tf.tidy(() => {
    const inputs = shapes.map((shape, i) => normals(tf, shape, `input ${i}`));
    const weigh = (answer: Tensor): Tensor => tf.sum(tf.mul(answer, normals(tf, answer.shape, 'weights')));
    return tf.grads((...given) => weigh(f(tf, given)))(inputs);
  });
  const numbers = found.map((gradient) => [...gradient.dataSync()]);
  const shapesFound = found.map((gradient) => gradient.shape);
  tf.dispose(found);
  expect(tf.memory().numTensors).toBe(before);
  return { numbers, shapes: shapesFound };
}

type Case = readonly [string, readonly number[][], (tf: TensorFlow, inputs: Tensor[]) => Tensor];

const convolutions = [
  { x: [3, 8, 8, 1], filter: [3, 3, 1, 4], strides: 1, pad: 'same' },
  { x: [3, 8, 7, 3], filter: [3, 3, 3, 4], strides: 1, pad: 'valid' },
  { x: [2, 9, 8, 2], filter: [3, 2, 2, 5], strides: 2, pad: 'same' },
  { x: [2, 9, 8, 2], filter: [2, 3, 2, 3], strides: [1, 2], pad: 'valid' },
  { x: [2, 7, 7, 3], filter: [5, 5, 3, 2], strides: 3, pad: 'valid' },
  { x: [2, 4, 4, 3], filter: [1, 1, 3, 2], strides: 1, pad: 'same' },
  { x: [2, 4, 4, 3], filter: [1, 1, 3, 2], strides: 2, pad: 'same' },
  { x: [1, 4, 4, 1], filter: [4, 4, 1, 1], strides: 1, pad: 'valid' },
  { x: [2, 5, 5, 2], filter: [3, 3, 2, 3], strides: 1, pad: 2 },
  { x: [2, 5, 5, 2], filter: [2, 2, 2, 3], strides: 1, pad: 3 },
  { x: [1, 3, 3, 2], filter: [5, 5, 2, 2], strides: 1, pad: 'same' },
] as const;

const pools = [
  { size: 2, strides: 2, pad: 'valid' },
  { size: 3, strides: 2, pad: 'same' },
  { size: 2, strides: 1, pad: 'valid' },
] as const;

const products = [
  { a: [5, 7], b: [7, 3], turnA: false, turnB: false },
  { a: [7, 5], b: [7, 3], turnA: true, turnB: false },
  { a: [5, 7], b: [3, 7], turnA: false, turnB: true },
  { a: [7, 5], b: [3, 7], turnA: true, turnB: true },
  { a: [2, 7, 5], b: [2, 7, 3], turnA: true, turnB: false },
  { a: [2, 2, 5, 7], b: [2, 2, 3, 7], turnA: false, turnB: true },
  { a: [1, 1], b: [1, 1], turnA: true, turnB: true },
] as const;

const CASES: readonly Case[] = [
  ...convolutions.map(({ x, filter, strides, pad }): Case => [
    `conv2d ${x.join('×')} * ${filter.join('×')} stride ${String(strides)} pad ${pad}`,
    [[...x], [...filter]],
    (tf, [rows, cells]) => tf.conv2d(rows as never, cells as never, strides as number, pad),
  ]),
  [
    'conv1d',
    [
      [3, 9, 2],
      [3, 2, 4],
    ],
    (tf, [x, f]) => tf.conv1d(x as never, f as never, 2, 'same'),
  ],
  [
    'depthwise',
    [
      [2, 6, 6, 2],
      [3, 3, 2, 2],
    ],
    (tf, [x, f]) => tf.depthwiseConv2d(x as never, f as never, 1, 'same'),
  ],
  ...pools.flatMap(({ size, strides, pad }): Case[] => [
    [`maxPool ${size}/${strides} ${pad}`, [[2, 7, 7, 3]], (tf, [x]) => tf.maxPool(x as never, size, strides, pad)],
    [`avgPool ${size}/${strides} ${pad}`, [[2, 7, 7, 3]], (tf, [x]) => tf.avgPool(x as never, size, strides, pad)],
  ]),
  ...products.map(({ a, b, turnA, turnB }): Case => [
    `matMul ${a.join('×')}${turnA ? 'ᵀ' : ''} ${b.join('×')}${turnB ? 'ᵀ' : ''}`,
    [[...a], [...b]],
    (tf, [left, right]) => tf.matMul(left as Tensor, right as Tensor, turnA, turnB),
  ]),
  ['gather of repeated rows', [[5, 3]], (tf, [x]) => tf.gather(x as Tensor, tf.tensor1d([1, 1, 4, 0, 1], 'int32'))],
  [
    'maxPool of nothing positive',
    [[2, 6, 6, 3]],
    (tf, [x]) => tf.maxPool(tf.mul<Tensor4D>(-1, tf.relu(x as Tensor)), 2, 2, 'valid'),
  ],
  ['maxPool3d', [[1, 4, 4, 4, 2]], (tf, [x]) => tf.maxPool3d(x as never, 2, 2, 'valid')],
  ['avgPool3d', [[1, 4, 4, 4, 2]], (tf, [x]) => tf.avgPool3d(x as never, 2, 2, 'valid')],
  [
    'conv2dTranspose',
    [
      [2, 4, 4, 3],
      [3, 3, 2, 3],
    ],
    (tf, [x, f]) => tf.conv2dTranspose(x as never, f as never, [2, 8, 8, 2], 2, 'same'),
  ],
  ['log-softmax', [[4, 5]], (tf, [x]) => tf.logSoftmax(x as Tensor)],
  ...(['relu', 'relu6', 'elu', 'selu', 'sigmoid', 'tanh', 'softplus', 'softmax', 'leakyRelu'] as const).map(
    (name): Case => [name, [[6, 5]], (tf, [x]) => tf[name](x as Tensor)],
  ),
];

describe('gradients on WebAssembly equal those of plain JavaScript', () => {
  it.each(CASES)('%s', (_, shapes, f) => {
    const wanted = gradientsOf(cpu, shapes, f);
    const found = gradientsOf(wasm, shapes, f);
    expect(found.shapes).toEqual(shapes);
    found.numbers.forEach((numbers, i) => expectClose(numbers, wanted.numbers[i] ?? []));
  });
});

/** A network with every kind of layer that the estimator knows, a loss, and its gradients after one forward pass. */
const NETWORKS: Readonly<Record<string, (tf: TensorFlow) => { layers: unknown[]; input: number[]; outputs: number }>> =
  {
    'dense, dropout, batch normalization': ({ layers }) => ({
      input: [6],
      outputs: 3,
      layers: [
        layers.dense({ units: 12, activation: 'relu', inputShape: [6] }),
        layers.batchNormalization(),
        layers.dropout({ rate: 0.4 }),
        layers.dense({ units: 7, activation: 'tanh' }),
        layers.dense({ units: 3 }),
      ],
    }),
    'conv2d, batch normalization, max-pooling': ({ layers }) => ({
      input: [8, 8, 1],
      outputs: 4,
      layers: [
        layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same', activation: 'relu', inputShape: [8, 8, 1] }),
        layers.batchNormalization(),
        layers.maxPooling2d({ poolSize: 2 }),
        layers.conv2d({ filters: 6, kernelSize: 3, strides: 2, padding: 'same', activation: 'relu' }),
        layers.dropout({ rate: 0.25 }),
        layers.flatten(),
        layers.dense({ units: 4 }),
      ],
    }),
    'recurrent layers': ({ layers }) => ({
      input: [7, 3],
      outputs: 3,
      layers: [
        layers.lstm({ units: 5, returnSequences: true, inputShape: [7, 3] }),
        layers.gru({ units: 4, returnSequences: true }),
        layers.timeDistributed({ layer: layers.dense({ units: 4 }) }),
        layers.bidirectional({ layer: layers.simpleRNN({ units: 4 }), mergeMode: 'concat' }),
        layers.dense({ units: 3 }),
      ],
    }),
    'separable and transposed convolutions, other pooling': ({ layers }) => ({
      input: [6, 6, 2],
      outputs: 2,
      layers: [
        layers.separableConv2d({ filters: 4, kernelSize: 3, padding: 'same', inputShape: [6, 6, 2] }),
        layers.leakyReLU(),
        layers.averagePooling2d({ poolSize: 2 }),
        layers.conv2dTranspose({ filters: 3, kernelSize: 2, strides: 2 }),
        layers.layerNormalization(),
        layers.upSampling2d({ size: [2, 2] }),
        layers.upSampling2d({ size: [2, 2], interpolation: 'bilinear' }),
        layers.globalMaxPooling2d({}),
        layers.dense({ units: 2 }),
      ],
    }),
    'conv1d, max-pooling': ({ layers }) => ({
      input: [12, 2],
      outputs: 3,
      layers: [
        layers.conv1d({ filters: 5, kernelSize: 3, padding: 'same', inputShape: [12, 2] }),
        layers.activation({ activation: 'relu' }),
        layers.maxPooling1d({ poolSize: 2 }),
        layers.conv1d({ filters: 4, kernelSize: 2, strides: 2 }),
        layers.flatten(),
        layers.dense({ units: 3 }),
      ],
    }),
  };

function passThrough(backend: Backend, name: string) {
  const { tf } = backend;
  backend.use();
  const before = tf.memory().numTensors;
  const { layers, input, outputs } = (NETWORKS[name] as (typeof NETWORKS)[string])(tf);
  const model = tf.sequential({ layers: layers as never });
  drawWeights(tf, model, seeded(1));
  seedDropout(tf, model, seeded(2)).at(1);
  const [x, y] = [normals(tf, [16, ...input], 3), classesOf(tf, 16, outputs, 4)];
  const pass = lossAndGradients(tf, parametersOf(model), () =>
    tf.losses.softmaxCrossEntropy<Tensor, Scalar>(y, model.apply(x, { training: true }) as Tensor),
  );
  const result = {
    loss: pass.value,
    gradients: pass.gradients.map((gradient) => [...(gradient?.dataSync() ?? [])]),
    // Batch normalization has moved its averages.
    state: model.weights.map((weight) => [...weight.read().dataSync()]),
  };
  pass.dispose();
  tf.dispose([x, y]);
  model.dispose();
  expect(tf.memory().numTensors).toBe(before);
  return result;
}

describe('one training pass on WebAssembly equals that of plain JavaScript', () => {
  it.each(Object.keys(NETWORKS))('%s', (name) => {
    const wanted = passThrough(cpu, name);
    const found = passThrough(wasm, name);
    expect(found.loss).toBeCloseTo(wanted.loss, 5);
    expect(found.gradients.length).toBeGreaterThan(3);
    // Batch normalization divides by small spreads, which enlarges the last digits' differences.
    found.gradients.forEach((numbers, i) => expectClose(numbers, wanted.gradients[i] ?? [], 1e-4));
    found.state.forEach((numbers, i) => expectClose(numbers, wanted.state[i] ?? []));
  });
});

it('sums over named axes as plain JavaScript does', () => {
  const [wanted, found] = [cpu, wasm].map(({ tf, use }) => {
    use();
    const sums = tf.tidy(() => tf.einsum('abc,cd->abd', normals(tf, [2, 3, 4], 1), normals(tf, [4, 5], 2)));
    const numbers = sums.dataSync();
    sums.dispose();
    return numbers;
  });
  expectClose(found as Float32Array, wanted as Float32Array);
});

it('refuses to train convolutions with channels first', () => {
  wasm.use();
  const { tf } = wasm;
  const [x, filter] = [normals(tf, [1, 2, 5, 5], 1), normals(tf, [3, 3, 2, 2], 2)];
  const first = (): Tensor => tf.conv2d(x as never, filter as never, 1, 'same', 'NCHW');
  expect(() => tf.tidy(() => tf.grad(first)(filter))).toThrow(/channelsLast|channels last/);
  tf.dispose([x, filter]);
});
