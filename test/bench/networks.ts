// Training a network: 5,000 rows of 64 numbers, 128 hidden units, 10 classes, batches of 32, Adam. The estimator on
// WebAssembly beside TensorFlow.js as it comes, `model.fit` on its plain JavaScript back end, in turns.
import { createRequire } from 'node:module';
import type * as core from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';
import { seeded, systemClock, type Table, type Target, type Training } from '@tunewright/core';
import { NeuralNetwork } from '@tunewright/tensorflow';

const [ROWS, INPUTS, HIDDEN, CLASSES, BATCH, EPOCHS] = [5000, 64, 128, 10, 32, 2];

/** Milliseconds of one epoch, run by run. */
export interface EpochTimes {
  readonly ours: number[];
  readonly plain: number[];
}

interface Lesson {
  readonly rows: Table;
  readonly target: Target;
}

/** Trains both `runs` times after one run that does not count. */
export async function networks(runs: number): Promise<EpochTimes> {
  const lesson = lessonOf();
  const times: EpochTimes = { ours: [], plain: [] };
  for (let run = 0; run <= runs; run++) {
    const [ours, plain] = [await timed(() => fitOurs(lesson)), await timed(() => fitPlain(lesson))];
    if (run === 0) continue;
    times.ours.push(ours);
    times.plain.push(plain);
  }
  return times;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / EPOCHS;
}

function lessonOf(): Lesson {
  const random = seeded('networks');
  const values = Float64Array.from({ length: ROWS * INPUTS }, () => random.normal());
  const columns = Array.from({ length: INPUTS }, (_, i) => ({ name: `x${i}`, type: 'numeric' as const }));
  const labels = Float64Array.from({ length: ROWS }, () => random.below(CLASSES));
  const classes = Array.from({ length: CLASSES }, (_, k) => `class ${k}`);
  return {
    rows: { columns, length: ROWS, values },
    target: { task: 'classification', values: labels, classes },
  };
}

async function fitOurs({ rows, target }: Lesson): Promise<void> {
  const estimator = new NeuralNetwork(
    {
      layers: [{ type: 'dense', units: HIDDEN, activation: 'relu' }],
      optimizer: { type: 'adam', learningRate: 0.001 },
      schedule: {},
      batchSize: BATCH,
      epochs: EPOCHS,
      classWeights: 'none',
      backEnd: 'wasm',
    },
    systemClock,
    { make: () => fail('Networks are made of no other plugins.') },
  );
  await estimator.fit(rows, target, context());
}

function fail(text: string): never {
  throw new Error(text);
}

function context(): Training {
  const nothing = (): void => undefined;
  return {
    random: seeded(1),
    signal: new AbortController().signal,
    report: nothing,
    pulse: nothing,
    shared: (_, make) => make(),
    notice: nothing,
    checkpoint: null,
    keep: nothing,
    fidelity: {},
  };
}

async function fitPlain({ rows, target }: Lesson): Promise<void> {
  const load = createRequire(import.meta.url);
  const tf = load('@tensorflow/tfjs-core') as typeof core;
  const { sequential, layers: kinds } = load('@tensorflow/tfjs-layers') as typeof layers;
  await tf.setBackend('cpu');
  const x = tf.tensor2d(Float32Array.from(rows.values), [ROWS, INPUTS]);
  const y = tf.tidy(() => tf.oneHot(tf.tensor1d(Int32Array.from(target.values)), CLASSES));
  const model = sequential({
    layers: [
      kinds.dense({ units: HIDDEN, activation: 'relu', inputShape: [INPUTS] }),
      kinds.dense({ units: CLASSES, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  await model.fit(x, y, { epochs: EPOCHS, batchSize: BATCH });
  model.dispose();
  tf.dispose([x, y]);
}
