// Dropout masks from the trial's own random numbers. TensorFlow.js either draws them from a generator that nobody
// seeds or, given a seed, repeats one mask at every step. The layers stay its own, so a saved model is a standard one.
import type { Random } from '@tunewright/core';
import type { Layer, LayersModel, Tensor, TensorFlow } from '../backend/tensorflow.js';
import { layerNames, leafLayers } from '../model/leaf-layers.js';

/** The dropout of one model in training. */
export interface Dropout {
  /** Names the step that follows: masks depend on it, on the layer and on the seed, and on nothing before. */
  at(step: number): void;
  /** Layers that draw random numbers of their own, which no seed reaches. */
  readonly unseeded: readonly string[];
}

const OWN_DRAWS: ReadonlySet<string> = new Set([
  'AlphaDropout',
  'GaussianDropout',
  'GaussianNoise',
  'SpatialDropout1D',
  'RandomWidth',
]);

/** Makes every standard dropout layer of the model, in training, draw its masks from `random`. */
export function seedDropout(tf: TensorFlow, model: LayersModel, random: Random): Dropout {
  let step = 0;
  const names = layerNames(model);
  const layers = leafLayers(model);
  layers.forEach((layer, place) => {
    if (layer.getClassName() !== 'Dropout') return;
    const stream = random.split(`dropout ${place}`);
    // A layer used twice in a model draws the same mask twice in a step.
    replaceCall(tf, layer, () => stream.split(step));
  });
  return {
    at: (next) => void (step = next),
    unseeded: layers.filter((layer) => OWN_DRAWS.has(layer.getClassName())).map((layer) => names.get(layer) ?? ''),
  };
}

function replaceCall(tf: TensorFlow, layer: Layer, source: () => Random): void {
  const { rate, noiseShape } = layer.getConfig() as { rate: number; noiseShape?: readonly (number | null)[] | null };
  const original = layer.call.bind(layer);
  layer.call = (inputs, options) => {
    if (options['training'] !== true || rate <= 0 || rate >= 1) return original(inputs, options);
    const [input] = Array.isArray(inputs) ? inputs : [inputs];
    if (input === undefined) return inputs;
    return tf.tidy(() => tf.mul(input, mask(tf, input, rate, noiseShape ?? undefined, source())));
  };
}

/** Zero with probability `rate`, else what keeps the mean (Srivastava et al. 2014, section 10, scaled in training). */
function mask(
  tf: TensorFlow,
  input: Tensor,
  rate: number,
  noiseShape: readonly (number | null)[] | undefined,
  random: Random,
): Tensor {
  const shape = input.shape.map((length, axis) => noiseShape?.[axis] ?? length);
  return tf.tensor(drawMask(new Float32Array(tf.util.sizeFromShape(shape)), rate, random), shape);
}

const HALF = 2 ** 26;

function drawMask(values: Float32Array, rate: number, random: Random): Float32Array {
  const kept = 1 / (1 - rate);
  const threshold = rate * HALF;
  // One draw has 53 bits: two units' worth.
  for (let i = 0; i < values.length; i += 2) {
    const bits = random.next() * HALF;
    const high = Math.floor(bits);
    values[i] = high < threshold ? 0 : kept;
    if (i + 1 < values.length) values[i + 1] = (bits - high) * HALF < threshold ? 0 : kept;
  }
  return values;
}
