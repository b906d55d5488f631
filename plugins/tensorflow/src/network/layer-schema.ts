// What a layer is in a definition: as in Keras, with whole words. Types and bounds only; nothing here knows TensorFlow.
import Type, { type Static, type TObject } from 'typebox';

const CLOSED = { additionalProperties: false } as const;

export const ACTIVATIONS = [
  'linear',
  'relu',
  'elu',
  'selu',
  'sigmoid',
  'tanh',
  'softplus',
  'softsign',
  'swish',
  'softmax',
] as const;
export type Activation = (typeof ACTIVATIONS)[number];

const INITIALIZERS = [
  'glorot-uniform',
  'glorot-normal',
  'he-uniform',
  'he-normal',
  'lecun-uniform',
  'lecun-normal',
  'orthogonal',
  'random-normal',
  'random-uniform',
  'zeros',
] as const;

const activation = () =>
  Type.Optional(Type.Enum([...ACTIVATIONS], { default: 'linear', description: 'What the weighted sums go through.' }));

const padding = () =>
  Type.Optional(
    Type.Enum(['valid', 'same'], {
      default: 'valid',
      description: '"valid" keeps the window inside; "same" pads with zeros so that the size stays.',
    }),
  );

/** Of every layer: what its parameters and its reports are called by. */
const id = () =>
  Type.Optional(Type.String({ minLength: 1, description: 'What its parameters and reports are called by.' }));

/** Members of all layers that have a kernel. */
const kernel = () => ({
  initializer: Type.Optional(
    Type.Enum([...INITIALIZERS], { default: 'glorot-uniform', description: 'How the first weights are drawn.' }),
  ),
  initialSpread: Type.Optional(
    Type.Number({
      minimum: 0,
      default: 0.05,
      activeWhen: { initializer: ['random-normal', 'random-uniform'] },
      description: 'Standard deviation of random-normal; half the width of random-uniform.',
    }),
  ),
  l2: Type.Optional(
    Type.Number({
      minimum: 0,
      default: 0,
      scale: 'log',
      description: 'Adds this times the sum of the squared weights (not the biases) to the loss.',
    }),
  ),
  useBias: Type.Optional(Type.Boolean({ default: true, description: 'Add a constant to each unit.' })),
});

const Dense = Type.Object(
  {
    type: Type.Literal('dense'),
    id: id(),
    units: Type.Integer({ minimum: 1, scale: 'log', description: 'Number of units.' }),
    activation: activation(),
    ...kernel(),
  },
  CLOSED,
);

const Dropout = Type.Object(
  {
    type: Type.Literal('dropout'),
    id: id(),
    rate: Type.Number({
      minimum: 0,
      exclusiveMaximum: 1,
      description: 'Share of the inputs set to 0 in training; the others are scaled up to make up for it.',
    }),
  },
  CLOSED,
);

const BatchNormalization = Type.Object(
  {
    type: Type.Literal('batch-normalization'),
    id: id(),
    momentum: Type.Optional(
      Type.Number({
        minimum: 0,
        exclusiveMaximum: 1,
        default: 0.99,
        description: 'Share of the old running mean and variance kept at each batch. Lower it for short trainings.',
      }),
    ),
    epsilon: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, default: 0.001, description: 'Added to the variance before the division.' }),
    ),
  },
  CLOSED,
);

const ActivationLayer = Type.Object(
  {
    type: Type.Literal('activation'),
    id: id(),
    activation: Type.Enum([...ACTIVATIONS], { description: 'What each value goes through.' }),
  },
  CLOSED,
);

const convolution = () => ({
  filters: Type.Integer({ minimum: 1, scale: 'log', description: 'Number of filters (channels of the result).' }),
  kernelSize: Type.Optional(Type.Integer({ minimum: 1, default: 3, description: 'Width (and height) of the window.' })),
  strides: Type.Optional(Type.Integer({ minimum: 1, default: 1, description: 'Steps between windows.' })),
  padding: padding(),
  activation: activation(),
  ...kernel(),
});

const Conv1d = Type.Object({ type: Type.Literal('conv1d'), id: id(), ...convolution() }, CLOSED);
const Conv2d = Type.Object({ type: Type.Literal('conv2d'), id: id(), ...convolution() }, CLOSED);

const MaxPooling = Type.Object(
  {
    type: Type.Literal('max-pooling'),
    id: id(),
    size: Type.Optional(Type.Integer({ minimum: 1, default: 2, description: 'Width (and height) of the window.' })),
    strides: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Steps between windows. Default: the size of the window.' }),
    ),
    padding: padding(),
  },
  CLOSED,
);

const Flatten = Type.Object({ type: Type.Literal('flatten'), id: id() }, CLOSED);

const LAYERS = [Dense, Dropout, BatchNormalization, ActivationLayer, Conv1d, Conv2d, MaxPooling, Flatten] as const;

export const Layer = Type.Union([...LAYERS]);
export type Layer = Static<typeof Layer>;

/** The schema of a layer by its type. */
export const LAYER_SCHEMAS: Readonly<Record<Layer['type'], TObject>> = {
  dense: Dense,
  dropout: Dropout,
  'batch-normalization': BatchNormalization,
  activation: ActivationLayer,
  conv1d: Conv1d,
  conv2d: Conv2d,
  'max-pooling': MaxPooling,
  flatten: Flatten,
};

export const Block = Type.Object(
  {
    type: Type.Optional(Type.Literal('block')),
    id: Type.String({ minLength: 1, description: 'What its parameters and layers are called by.' }),
    repeat: Type.Integer({ minimum: 0, description: 'How many copies follow one another.' }),
    vary: Type.Optional(
      Type.Enum(['shared', 'each'], {
        default: 'shared',
        description:
          'Whether all copies have the same numbers where something is tuned ("shared"), or each its own ("each"). ' +
          'Weights are never shared.',
      }),
    ),
    layers: Type.Array(Layer, { minItems: 1, description: 'The layers of one copy.' }),
    copies: Type.Optional(
      Type.Array(Type.Array(Layer), {
        description: 'The layers of each copy, written out; filled in when "vary" is "each".',
      }),
    ),
  },
  { ...CLOSED, repeats: { count: 'repeat', items: 'layers', vary: 'vary', copies: 'copies' } },
);
export type Block = Static<typeof Block>;

export const LayerOrBlock = Type.Union([...LAYERS, Block]);
