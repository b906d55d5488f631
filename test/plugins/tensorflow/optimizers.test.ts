// Each update rule against numbers from NumPy (test/golden/make-optimizers.py), and what all of them share.
import { readFileSync } from 'node:fs';
import type { Json } from '@tunewright/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../../plugins/tensorflow/src/backend/open-backend.js';
import type { Tensor, TensorFlow } from '../../../plugins/tensorflow/src/backend/tensorflow.js';
import { lossAndGradients } from '../../../plugins/tensorflow/src/optimizers/gradients.js';
import { makeOptimizer, type OptimizerSpec } from '../../../plugins/tensorflow/src/optimizers/optimizer.js';
import { type Parameter, parametersOf } from '../../../plugins/tensorflow/src/optimizers/parameters.js';
import { expectClose, smallModel } from './support.js';

interface Golden {
  readonly start: readonly number[];
  readonly gradients: readonly (readonly number[])[];
  readonly rates: readonly number[];
  readonly cases: readonly { readonly spec: OptimizerSpec; readonly weights: readonly (readonly number[])[] }[];
}

const golden = JSON.parse(readFileSync(new URL('../../golden/optimizers.json', import.meta.url), 'utf8')) as Golden;
const BACKENDS = ['wasm', 'cpu'] as const;

let tf: TensorFlow;
beforeAll(async () => {
  ({ tf } = await openBackend('wasm'));
});

function parameter(values: readonly number[], name = 'kernel', layer = 'dense'): Parameter {
  return { layer, name, variable: tf.tidy(() => tf.variable(tf.tensor1d([...values]))) };
}

/** The weights after each step from `from` on. */
function path(
  spec: OptimizerSpec,
  held: Parameter,
  steps: readonly number[],
  optimizer = makeOptimizer(tf, spec, [held]),
) {
  const weights = steps.map((step) => {
    const gradient = tf.tensor1d([...(golden.gradients[step] as readonly number[])]);
    optimizer.step([gradient], golden.rates[step] as number);
    gradient.dispose();
    return [...held.variable.dataSync()];
  });
  return { weights, optimizer };
}

describe.each(BACKENDS)('on %s', (backend) => {
  beforeAll(async () => void (await openBackend(backend)));

  it.each(golden.cases.map((each) => [JSON.stringify(each.spec), each] as const))('%s', (_, { spec, weights }) => {
    const before = tf.memory().numTensors;
    const held = parameter(golden.start);
    path(spec, held, [0, 1, 2, 3, 4, 5]).weights.forEach((found, i) => expectClose(found, weights[i] ?? [], 1e-6));
    held.variable.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

it.each(golden.cases.map((each) => [JSON.stringify(each.spec), each] as const))(
  'goes on from a saved state: %s',
  (_, { spec, weights }) => {
    const held = parameter(golden.start);
    const saved = path(spec, held, [0, 1, 2]).optimizer.save();
    const resumed = makeOptimizer(tf, spec, [held]);
    resumed.load(JSON.parse(JSON.stringify(saved)) as Json);
    const rest = path(spec, held, [3, 4, 5], resumed).weights;
    rest.forEach((found, i) => expectClose(found, weights[i + 3] ?? [], 1e-6));
    held.variable.dispose();
  },
);

describe('weight decay', () => {
  it.each([
    ['kernel', 1 - 0.1 * 0.5],
    ['depthwise_kernel', 1 - 0.1 * 0.5],
    ['bias', 1],
    ['gamma', 1],
  ])('changes %s by the factor %d where the gradient is zero', (name, factor) => {
    const held = parameter([2, -4], name);
    makeOptimizer(tf, { use: 'sgd', weightDecay: 0.5 }, [held]).step([null], 0.1);
    expectClose([...held.variable.dataSync()], [2 * factor, -4 * factor], 1e-6);
    held.variable.dispose();
  });
});

describe('clipping', () => {
  const gradients = (): Tensor[] => [tf.tensor1d([3, -4]), tf.tensor1d([12])];

  it.each<[object, number[], number[]]>([
    [{}, [3, -4], [12]],
    [{ clipNorm: 13 }, [3, -4], [12]],
    [{ clipNorm: 6.5 }, [1.5, -2], [6]],
    [{ clipValue: 3.5 }, [3, -3.5], [3.5]],
    [{ clipValue: 4, clipNorm: Math.sqrt(41) / 2 }, [1.5, -2], [2]],
  ])('%o', (limits, first, second) => {
    const held = [parameter([0, 0]), parameter([0], 'bias', 'output')];
    const given = gradients();
    const norms = makeOptimizer(tf, { use: 'sgd', ...limits }, held).step(given, 1);
    expectClose(
      [...(held[0] as Parameter).variable.dataSync()],
      first.map((value) => -value),
      1e-6,
    );
    expectClose(
      [...(held[1] as Parameter).variable.dataSync()],
      second.map((value) => -value),
      1e-6,
    );
    expect(norms.total).toBeCloseTo(13, 5);
    expect([...norms.byLayer]).toEqual([
      ['dense', 5],
      ['output', 12],
    ]);
    // What was handed in is as it was.
    expect([...(given[1] as Tensor).dataSync()]).toEqual([12]);
    tf.dispose(given);
    for (const { variable } of held) variable.dispose();
  });
});

it.each([Number.NaN, Number.POSITIVE_INFINITY])('changes nothing where a gradient is %d', (bad) => {
  const held = parameter([1, 2]);
  const optimizer = makeOptimizer(tf, { use: 'adam' }, [held]);
  const before = optimizer.save();
  const gradient = tf.tensor1d([1, bad]);
  const { total } = optimizer.step([gradient], 0.1);
  expect(Number.isFinite(total)).toBe(false);
  expect([...held.variable.dataSync()]).toEqual([1, 2]);
  expect(optimizer.save()).toEqual(before);
  tf.dispose([gradient, held.variable]);
});

it('lists the trainable weights of a model under names that a second model repeats', () => {
  const listed = [1, 2].map(() => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ units: 3, inputShape: [2] }),
        tf.layers.dense({ units: 3, name: 'middle', trainable: false }),
        tf.layers.batchNormalization(),
        tf.layers.dense({ units: 1, useBias: false }),
      ],
    });
    const names = parametersOf(model).map(({ layer, name }) => `${layer}: ${name}`);
    model.dispose();
    return names;
  });
  expect(listed[0]).toEqual([
    'dense 1: kernel',
    'dense 1: bias',
    'batch_normalization 1: gamma',
    'batch_normalization 1: beta',
    'dense 2: kernel',
  ]);
  expect(listed[1]).toEqual(listed[0]);
});

it('gives null for a parameter that the loss does not depend on, and frees the rest', () => {
  const before = tf.memory().numTensors;
  const model = smallModel(tf);
  const parameters = parametersOf(model);
  const first = parameters[0] as Parameter;
  const held = tf.memory().numTensors;
  const pass = lossAndGradients(tf, parameters, () => tf.sum(tf.square(first.variable)));
  expect(pass.gradients.map((gradient) => gradient !== null)).toEqual([true, false, false, false]);
  expect(tf.memory().numTensors).toBe(held + 1);
  pass.dispose();
  expect(tf.memory().numTensors).toBe(held);
  model.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
