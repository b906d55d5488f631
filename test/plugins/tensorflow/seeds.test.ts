// Initial weights and dropout masks: their distributions, and that the seed alone decides them.
import { seeded } from '@tunewright/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../../plugins/tensorflow/src/backend/open-backend.js';
import type { LayersModel, Tensor, TensorFlow } from '../../../plugins/tensorflow/src/backend/tensorflow.js';
import { lossAndGradients } from '../../../plugins/tensorflow/src/optimizers/gradients.js';
import { makeOptimizer } from '../../../plugins/tensorflow/src/optimizers/optimizer.js';
import { parametersOf } from '../../../plugins/tensorflow/src/optimizers/parameters.js';
import { drawWeights } from '../../../plugins/tensorflow/src/random/draw-weights.js';
import { seedDropout } from '../../../plugins/tensorflow/src/random/seed-dropout.js';
import { classesOf, normals, smallModel } from './support.js';

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await openBackend());
});

const weightsOf = (model: LayersModel): number[][] => model.weights.map((weight) => [...weight.read().dataSync()]);

function drawn(initializer: string, units: number, inputs: number, seed = 1): number[] {
  const layer = tf.layers.dense({ units, inputShape: [inputs], kernelInitializer: initializer });
  const model = tf.sequential({ layers: [layer] });
  expect(drawWeights(tf, model, seeded(seed))).toEqual([]);
  const values = [...(layer.weights[0] as (typeof layer.weights)[number]).read().dataSync()];
  model.dispose();
  return values;
}

describe('initial weights of 300 inputs and 200 units', () => {
  it.each([
    ['glorotUniform', 2 / 500, Math.sqrt(6 / 500)],
    ['glorotNormal', 2 / 500, (2 * Math.sqrt(2 / 500)) / 0.8796],
    ['heUniform', 2 / 300, Math.sqrt(6 / 300)],
    ['heNormal', 2 / 300, (2 * Math.sqrt(2 / 300)) / 0.8796],
    ['leCunUniform', 1 / 300, Math.sqrt(3 / 300)],
    ['leCunNormal', 1 / 300, (2 * Math.sqrt(1 / 300)) / 0.8796],
    ['randomNormal', 0.05 ** 2, 0.3],
    ['randomUniform', 0.1 ** 2 / 12, 0.05],
    ['truncatedNormal', (0.05 * 0.8796) ** 2, 0.1],
  ])('%s have variance %d and stay within %d', (initializer, variance, limit) => {
    const values = drawn(initializer, 200, 300);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const square = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(variance / values.length));
    expect(square / variance).toBeCloseTo(1, 1);
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(limit * 1.0001);
  });

  it.each([
    [6, 4],
    [4, 6],
    [5, 5],
  ])('orthogonal: the shorter side of %d × %d has right angles and length 1', (inputs, units) => {
    const values = drawn('orthogonal', units, inputs);
    const product = tf.tidy(() => {
      const matrix = tf.tensor2d(values, [inputs, units]);
      return tf.matMul(matrix, matrix, inputs > units, inputs <= units).arraySync();
    }) as number[][];
    product.forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(i === j ? 1 : 0, 5)));
  });

  it('leaves constants alone', () => {
    expect(new Set(drawn('ones', 3, 2))).toEqual(new Set([1]));
  });
});

it('counts the cells of a filter as inputs', () => {
  const model = tf.sequential({
    layers: [tf.layers.conv2d({ filters: 50, kernelSize: 5, kernelInitializer: 'heUniform', inputShape: [8, 8, 20] })],
  });
  drawWeights(tf, model, seeded(3));
  const largest = Math.max(...(weightsOf(model)[0] as number[]).map(Math.abs));
  expect(largest).toBeGreaterThan(0.99 * Math.sqrt(6 / 500));
  expect(largest).toBeLessThanOrEqual(Math.sqrt(6 / 500));
  model.dispose();
});

it('draws by the seed alone, each weight by its place', () => {
  const draw = (seed: number, units: number): number[][] => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ units, inputShape: [3] }),
        tf.layers.dense({ units: 4, kernelInitializer: 'zeros', biasInitializer: 'randomNormal' }),
        tf.layers.lstm({ units: 2, inputShape: [3, 2] }),
      ].slice(0, 2),
    });
    drawWeights(tf, model, seeded(seed));
    const values = weightsOf(model);
    model.dispose();
    return values;
  };
  expect(draw(1, 5)).toEqual(draw(1, 5));
  expect(draw(1, 5)[0]).not.toEqual(draw(2, 5)[0]);
  expect(draw(1, 5)[3]).toEqual(draw(1, 7)[3]);
});

it('reaches the weights of recurrent layers and of layers in wrappers', () => {
  const draw = (): number[][] => {
    const model = tf.sequential({
      layers: [
        tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 3 }), inputShape: [4, 2] }),
        tf.layers.bidirectional({ layer: tf.layers.lstm({ units: 2 }), mergeMode: 'concat' }),
      ],
    });
    expect(drawWeights(tf, model, seeded(1))).toEqual([]);
    const values = weightsOf(model);
    model.dispose();
    return values;
  };
  expect(draw()).toEqual(draw());
});

describe('dropout', () => {
  const rate = 0.3;
  const masks = (seed: number, steps: readonly number[], noiseShape?: number[]) => {
    const model = tf.sequential({
      layers: [tf.layers.dropout({ rate, inputShape: [40, 50], ...(noiseShape && { noiseShape }) })],
    });
    const dropout = seedDropout(tf, model, seeded(seed));
    const ones = tf.ones([2, 40, 50]);
    const before = tf.memory().numTensors;
    const found = steps.map((step) => {
      dropout.at(step);
      const answer = model.apply(ones, { training: true }) as Tensor;
      const numbers = [...answer.dataSync()];
      answer.dispose();
      return numbers;
    });
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose(ones);
    return found as [number[], ...number[][]];
  };

  it('drops the asked share and keeps the mean', () => {
    const [values] = masks(1, [0]);
    expect(values.filter((value) => value === 0).length / values.length).toBeCloseTo(rate, 1);
    for (const value of new Set(values)) expect([0, Math.fround(1 / 0.7)]).toContain(value);
  });

  it('has another mask at each step and for each seed, and the same for the same', () => {
    const [first, second, again] = masks(1, [4, 5, 4]);
    expect(second).not.toEqual(first);
    expect(again).toEqual(first);
    expect(masks(1, [5])[0]).toEqual(second);
    expect(masks(2, [4])[0]).not.toEqual(first);
  });

  it('draws once for what a noise shape joins', () => {
    const [values] = masks(1, [0], [2, 1, 50]);
    expect(values.slice(0, 50)).toEqual(values.slice(50, 100));
    expect(values.slice(0, 50)).not.toEqual(values.slice(2000, 2050));
  });

  it('does nothing outside training', () => {
    const model = smallModel(tf);
    seedDropout(tf, model, seeded(1));
    const rows = normals(tf, [3, 4], 1);
    const [a, b] = [1, 2].map(() => tf.tidy(() => [...(model.predict(rows) as Tensor).dataSync()]));
    expect(a).toEqual(b);
    tf.dispose(rows);
    model.dispose();
  });

  it('names layers whose noise no seed reaches', () => {
    const model = tf.sequential({
      layers: [tf.layers.gaussianNoise({ stddev: 0.1, inputShape: [3] }), tf.layers.dropout({ rate: 0.1 })],
    });
    expect(seedDropout(tf, model, seeded(1)).unseeded).toEqual(['gaussian_noise 1']);
  });
});

describe.each(['wasm', 'cpu'] as const)('a training on %s', (name) => {
  beforeAll(async () => void (await openBackend(name)));

  const curve = (seed: number): number[] => {
    const model = smallModel(tf);
    const random = seeded(seed);
    drawWeights(tf, model, random);
    const dropout = seedDropout(tf, model, random);
    const parameters = parametersOf(model);
    const optimizer = makeOptimizer(tf, { use: 'adam' }, parameters);
    const [x, y] = [normals(tf, [32, 4], 9), classesOf(tf, 32, 3, 9)];
    const losses = Array.from({ length: 20 }, (_, step) => {
      dropout.at(step);
      const pass = lossAndGradients(tf, parameters, () =>
        tf.neg(tf.mean(tf.sum(tf.mul(y, tf.log(model.apply(x, { training: true }) as Tensor)), -1))),
      );
      optimizer.step(pass.gradients, 0.01);
      pass.dispose();
      return pass.value;
    });
    tf.dispose([x, y]);
    model.dispose();
    return losses;
  };

  it('has the same curve for the same seed, to the last bit, and another for another', () => {
    const first = curve(1);
    expect(curve(1)).toEqual(first);
    expect(curve(2)).not.toEqual(first);
    expect(first[19]).toBeLessThan(first[0] as number);
  });
});
