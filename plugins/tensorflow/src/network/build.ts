// Named layers → a sequential model of standard TensorFlow.js layers. First weights are drawn elsewhere.
import type { Layer, LayersModel, TensorFlow } from '../backend/tensorflow.js';
import type { NamedLayer } from './expand.js';
import type { Head } from './head.js';
import type { Activation } from './layer-schema.js';
import type { Shape } from './shapes.js';

/** Name of the output layer. */
export const OUTPUT = 'output';

type Initializer = NonNullable<Parameters<TensorFlow['layers']['dense']>[0]['kernelInitializer']>;
type Kernel = Extract<NamedLayer, { readonly type: 'dense' | 'conv1d' | 'conv2d' }>;

/** The caller disposes the model. Shapes must have been checked. */
export function buildNetwork(tf: TensorFlow, layers: readonly NamedLayer[], head: Head, input: Shape): LayersModel {
  const model = tf.sequential();
  model.add(tf.layers.inputLayer({ inputShape: [...input] }));
  for (const layer of layers) model.add(layerOf(tf, layer, input.length));
  model.add(tf.layers.dense({ units: head.units, activation: identifier(head.activation ?? 'linear'), name: OUTPUT }));
  return model;
}

type Of<T extends NamedLayer['type']> = Extract<NamedLayer, { readonly type: T }>;
type Builders = {
  readonly [T in NamedLayer['type']]: (tf: TensorFlow, layer: Of<T>, rank: number) => Layer;
};

/** By type; `rank` is that of a row: pooling is along one axis or two. */
const BUILDERS: Builders = {
  dense: (tf, layer) => tf.layers.dense({ name: layer.name, units: layer.units, ...kernelOf(tf, layer) }),
  dropout: ({ layers }, { name, rate }) => layers.dropout({ name, rate }),
  'batch-normalization': ({ layers }, { name, momentum = 0.99, epsilon = 1e-3 }) =>
    layers.batchNormalization({ name, momentum, epsilon }),
  activation: ({ layers }, { name, activation }) => layers.activation({ name, activation: identifier(activation) }),
  conv1d: (tf, layer) => tf.layers.conv1d({ ...windowOf(layer), ...kernelOf(tf, layer) }),
  conv2d: (tf, layer) => tf.layers.conv2d({ ...windowOf(layer), ...kernelOf(tf, layer) }),
  'max-pooling': ({ layers }, { name, size = 2, strides = size, padding = 'valid' }, rank) =>
    rank === 2
      ? layers.maxPooling1d({ name, poolSize: size, strides, padding })
      : layers.maxPooling2d({ name, poolSize: [size, size], strides: [strides, strides], padding }),
  flatten: ({ layers }, { name }) => layers.flatten({ name }),
};

function layerOf(tf: TensorFlow, layer: NamedLayer, rank: number): Layer {
  const build = BUILDERS[layer.type] as (tf: TensorFlow, layer: NamedLayer, rank: number) => Layer;
  return build(tf, layer, rank);
}

function windowOf({ name, filters, kernelSize = 3, strides = 1, padding = 'valid' }: Of<'conv1d' | 'conv2d'>) {
  return { name, filters, kernelSize, strides, padding };
}

function kernelOf(tf: TensorFlow, layer: Kernel) {
  const { activation = 'linear', useBias = true, l2 = 0 } = layer;
  return {
    activation: identifier(activation),
    useBias,
    kernelInitializer: initializerOf(tf, layer),
    // Keras' l2 has no half in it, either.
    ...(l2 > 0 && { kernelRegularizer: tf.regularizers.l2({ l2 }) }),
  };
}

function initializerOf(tf: TensorFlow, { initializer = 'glorot-uniform', initialSpread = 0.05 }: Kernel): Initializer {
  switch (initializer) {
    case 'random-normal':
      return tf.initializers.randomNormal({ mean: 0, stddev: initialSpread });
    case 'random-uniform':
      return tf.initializers.randomUniform({ minval: -initialSpread, maxval: initialSpread });
    case 'lecun-uniform':
      return 'leCunUniform';
    case 'lecun-normal':
      return 'leCunNormal';
    default:
      return camelCase(initializer);
  }
}

type ActivationIdentifier = NonNullable<Parameters<TensorFlow['layers']['activation']>[0]['activation']>;

/** The names are the same, all in one word. */
function identifier(activation: Activation): ActivationIdentifier {
  return activation;
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
