// Which back end computes, that it is loaded late and says nothing, and that what it takes it gives back.
import { createRequire } from 'node:module';
import { Problem, seeded } from '@tunewright/core';
import * as plugins from '@tunewright/tensorflow';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openBackend, openBackendNow } from '../../../plugins/tensorflow/src/backend/open-backend.js';
import { release } from '../../../plugins/tensorflow/src/backend/release.js';
import type { Tensor } from '../../../plugins/tensorflow/src/backend/tensorflow.js';
import { lossAndGradients } from '../../../plugins/tensorflow/src/optimizers/gradients.js';
import { makeOptimizer } from '../../../plugins/tensorflow/src/optimizers/optimizer.js';
import { parametersOf } from '../../../plugins/tensorflow/src/optimizers/parameters.js';
import { drawWeights } from '../../../plugins/tensorflow/src/random/draw-weights.js';
import { seedDropout } from '../../../plugins/tensorflow/src/random/seed-dropout.js';
import { loadModel, saveModel } from '../../../plugins/tensorflow/src/saver/model-state.js';
import { watchUnits } from '../../../plugins/tensorflow/src/watch/dead-units.js';
import { classesOf, normals, smallModel } from './support.js';

const { cache } = createRequire(import.meta.url);
const loaded = (): boolean => Object.keys(cache).some((path) => path.includes('@tensorflow'));
const installed = ((): boolean => {
  try {
    createRequire(import.meta.url).resolve('@tensorflow/tfjs-node');
    return true;
  } catch {
    return false;
  }
})();

afterEach(() => void vi.restoreAllMocks());

// Must be the first: nothing may have been loaded before.
it('loads nothing before it is asked, and prints nothing then', async () => {
  expect(Object.keys(plugins)).toContain('tensorflow');
  expect(loaded()).toBe(false);
  const said = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
  const written = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write'));
  const listeners = (): number[] =>
    ['uncaughtException', 'unhandledRejection'].map((event) => process.listenerCount(event));
  const before = listeners();
  const { name, words, tf } = await openBackend('wasm');
  expect(loaded()).toBe(true);
  expect([name, tf.getBackend()]).toEqual(['wasm', 'wasm']);
  expect(words).toMatch(/^TensorFlow\.js \d+\.\d+\.\d+ computes with WebAssembly/);
  const plain = await openBackend('cpu');
  plain.tf.ones([2]).dispose();
  const model = smallModel(tf);
  tf.tidy(() => model.predict(tf.ones([2, 4])));
  release(model);
  for (const spy of [...said, ...written]) expect(spy).not.toHaveBeenCalled();
  // WebAssembly's loader would take the process's unhandled errors for itself.
  expect(listeners()).toEqual(before);
});

describe('a choice', () => {
  it('gives the same back end every time, and makes it the active one', async () => {
    const wasm = await openBackend('wasm');
    const cpu = await openBackend('cpu');
    expect(await openBackend('wasm')).toBe(wasm);
    expect(wasm.tf).toBe(cpu.tf);
    for (const backend of [wasm, cpu, wasm]) {
      backend.use();
      expect(backend.tf.getBackend()).toBe(backend.name);
    }
    expect(openBackendNow('cpu')).toBe(cpu);
    expect(openBackendNow('wasm')).toBe(wasm);
  });

  it.skipIf(installed)(
    'takes WebAssembly where the native library is missing, and says so when it was asked for',
    async () => {
      expect((await openBackend()).name).toBe('wasm');
      expect(openBackendNow().name).toBe('wasm');
      await expect(openBackend('tensorflow')).rejects.toThrow(Problem);
      await expect(openBackend('tensorflow')).rejects.toThrow(/"tensorflow".*tfjs-node/);
    },
  );

  it('adds the methods of tensors that the build for Node leaves out', async () => {
    const { tf } = await openBackend();
    const found = tf.tidy(() => {
      // The types of the core alone do not know them.
      const x = tf.tensor2d([1, -2, 3, -4], [2, 2]) as never as Record<string, (...rest: unknown[]) => typeof x>;
      const call = (on: typeof x, name: string, ...rest: unknown[]): typeof x => on[name]?.(...rest) ?? on;
      const doubled = call(call(x, 'mul', 2), 'relu');
      const flat = call(call(doubled, 'concat', x, 0), 'flatten');
      const where = call(flat, 'where', tf.tensor1d([1, 1, 1, 1, 1, 0, 0, 0], 'bool'), 9);
      return (where as never as Tensor).dataSync();
    });
    expect([...found]).toEqual([2, 0, 6, 0, 1, 9, 9, 9]);
  });
});

it('counts units that answer nothing but zero', async () => {
  const { tf } = await openBackend();
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ filters: 4, kernelSize: 2, activation: 'relu', inputShape: [3, 3, 1], name: 'filters' }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 2, name: 'linear' }),
      tf.layers.reLU({ name: 'rectifier' }),
      tf.layers.dense({ units: 2, activation: 'sigmoid', name: 'output' }),
    ],
  });
  const [filters, , linear] = model.layers;
  filters?.setWeights([tf.ones([2, 2, 1, 4]), tf.tensor1d([1, -99, -99, -99])]);
  linear?.setWeights([tf.ones([16, 2]), tf.tensor1d([-9999, 5])]);
  const units = watchUnits(tf, model);
  const rows = tf.ones([5, 3, 3, 1]);
  const before = tf.memory().numTensors;
  expect([...units.dead(rows)]).toEqual([
    ['filters', 0.75],
    ['rectifier', 0.5],
  ]);
  expect(tf.memory().numTensors).toBe(before);
  release(model);
  release(model);
});

it('keeps tensors and memory flat over 200 trainings', async () => {
  const { tf } = await openBackend();
  const train = (seed: number): void => {
    const model = smallModel(tf);
    drawWeights(tf, model, seeded(seed));
    const dropout = seedDropout(tf, model, seeded(seed));
    const parameters = parametersOf(model);
    const optimizer = makeOptimizer(tf, { use: 'adamw', clipNorm: 1 }, parameters);
    const [x, y] = [normals(tf, [64, 4], seed), classesOf(tf, 64, 3, seed)];
    for (let step = 0; step < 10; step++) {
      dropout.at(step);
      const pass = lossAndGradients(tf, parameters, () =>
        tf.neg(tf.mean(tf.sum(tf.mul(y, tf.log(model.apply(x, { training: true }) as Tensor)), -1))),
      );
      optimizer.step(pass.gradients, 0.01);
      pass.dispose();
    }
    watchUnits(tf, model).dead(x);
    release(loadModel(tf, saveModel(model)));
    tf.dispose([x, y]);
    release(model);
  };
  for (let seed = 0; seed < 50; seed++) train(seed);
  const [tensors, memory] = [tf.memory().numTensors, process.memoryUsage.rss()];
  for (let seed = 50; seed < 250; seed++) train(seed);
  expect(tf.memory().numTensors).toBe(tensors);
  // The heap of a process that has run other tests grows by tens of megabytes before it is collected.
  expect((process.memoryUsage.rss() - memory) / 2 ** 20).toBeLessThan(256);
});
