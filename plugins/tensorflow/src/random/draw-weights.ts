// Initial weights from the trial's own random numbers: TensorFlow.js draws them from a generator that nobody seeds.
// Each weight has its own stream, numbered by its place in the model, so one layer's size moves no other's numbers.
import type { Random } from '@tunewright/core';
import { leafLayers } from '../model/leaf-layers.js';
import type { Layer, LayersModel, TensorFlow } from '../backend/tensorflow.js';
import { drawnValues, type InitializerConfig } from './initializers.js';

/**
 * Draws every weight anew by the initializer its layer names; weights that start at constants stay.
 * @returns Names of weights whose initializer is unknown: they keep what TensorFlow.js gave them, unseeded.
 */
export function drawWeights(tf: TensorFlow, model: LayersModel, random: Random): readonly string[] {
  const left: string[] = [];
  leafLayers(model).forEach((layer, place) => {
    const config = layer.getConfig() as Readonly<Record<string, unknown>>;
    layer.weights.forEach((weight, index) => {
      const initializer = initializerOf(config, lastWord(weight.originalName));
      const values = drawnValues(initializer, weight.shape as number[], random.split(`weights ${place} ${index}`));
      if (values === 'unknown') left.push(weight.originalName);
      else if (values !== 'constant') write(tf, weight, values);
    });
  });
  return left;
}

function write(tf: TensorFlow, weight: Layer['weights'][number], values: Float32Array): void {
  const drawn = tf.tensor(values, weight.shape as number[]);
  weight.write(drawn);
  drawn.dispose();
}

/** The last part of `dense/kernel`. */
export function lastWord(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** `kernel` is drawn by `kernelInitializer`, `recurrent_kernel` by `recurrentInitializer`, and so on. */
function initializerOf(config: Readonly<Record<string, unknown>>, weight: string): InitializerConfig | undefined {
  const camel = weight.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  for (const name of [camel, camel.replace(/Kernel$/, '')]) {
    const found = config[`${name}Initializer`];
    if (typeof found === 'object' && found !== null) return found as InitializerConfig;
  }
  return undefined;
}
