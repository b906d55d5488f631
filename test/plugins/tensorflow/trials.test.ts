// A long study in one process: what it holds at its end is what it held after its first trials.
import { createStudy } from 'tunewright';
import { tensorflow } from '@tunewright/tensorflow';
import { expect, it } from 'vitest';
import { openBackend } from '../../../plugins/tensorflow/src/backend/open-backend.js';

const DEFINITION = {
  data: { use: 'iris' },
  cv: { use: 'stratified-k-fold', splits: 2 },
  steps: [
    { use: 'standard-scaler' },
    {
      use: 'neural-network',
      id: 'net',
      layers: [
        { type: 'dense', units: { tune: 'int', low: 2, high: 32 }, activation: 'relu' },
        { type: 'dropout', rate: { tune: 'float', low: 0, high: 0.5 } },
      ],
      optimizer: { type: 'adam', learningRate: { tune: 'float', low: 0.001, high: 0.1, log: true } },
      epochs: 2,
    },
  ],
  metrics: [{ use: 'accuracy' }],
  search: { use: 'random' },
  budget: { trials: 200 },
};
// Heaps and WebAssembly memory grow in steps; a leak of one weight matrix a trial would be seen in the tensors.
const MOST_GROWTH = 256e6; // bytes

it('200 trials keep tensors and memory flat', { timeout: 120_000 }, async () => {
  const { tf } = await openBackend();
  const study = await createStudy(DEFINITION, { plugins: tensorflow });
  const held = new Map<number, { readonly tensors: number; readonly bytes: number }>();
  study.trials$.subscribe(({ trial }) => {
    held.set(trial, { tensors: tf.memory().numTensors, bytes: process.memoryUsage.rss() });
  });
  const { counts } = await study.run();
  expect(counts.finished).toBe(200);
  const [early, late] = [held.get(50), held.get(199)];
  expect(late?.tensors).toBe(early?.tensors);
  expect((late?.bytes ?? Infinity) - (early?.bytes ?? 0)).toBeLessThan(MOST_GROWTH);
});
