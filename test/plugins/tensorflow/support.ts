// What the tests of networks share: numbers, small models, comparing.
import { seeded, type Random } from '@tunewright/core';
import { expect } from 'vitest';
import type { LayersModel, Tensor, TensorFlow } from '../../../plugins/tensorflow/src/backend/tensorflow.js';

/** Normal numbers of a seed, as a tensor. */
export function normals(tf: TensorFlow, shape: number[], seed: number | string): Tensor {
  const random: Random = seeded(seed);
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => random.normal()),
    shape,
  );
}

/** One of `classes` per row, as rows of zeros with a one. */
export function classesOf(tf: TensorFlow, rows: number, classes: number, seed: number): Tensor {
  const random = seeded(seed);
  return tf.tidy(() => tf.oneHot(tf.tensor1d(Int32Array.from({ length: rows }, () => random.below(classes))), classes));
}

/** Every number within `tolerance` of the other, relative to the largest. */
export function expectClose(found: ArrayLike<number>, wanted: ArrayLike<number>, tolerance = 1e-5): void {
  expect(found.length).toBe(wanted.length);
  let largest = 1e-3;
  let gap = 0;
  for (let i = 0; i < wanted.length; i++) {
    largest = Math.max(largest, Math.abs(wanted[i] as number));
    gap = Math.max(gap, Math.abs((found[i] as number) - (wanted[i] as number)));
    if (Number.isNaN(found[i])) gap = Number.NaN;
  }
  expect(gap / largest).toBeLessThan(tolerance);
}

/** 4 → 8 → dropout → 3. */
export function smallModel(tf: TensorFlow): LayersModel {
  return tf.sequential({
    layers: [
      tf.layers.dense({ units: 8, activation: 'relu', inputShape: [4], name: 'hidden' }),
      tf.layers.dropout({ rate: 0.5, name: 'drop' }),
      tf.layers.dense({ units: 3, activation: 'softmax', name: 'output' }),
    ],
  });
}
