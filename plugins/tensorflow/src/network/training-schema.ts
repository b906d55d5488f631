// How a network is trained, in a definition: what both estimators of this package share.
import Type, { type Static, type TObject } from 'typebox';

const CLOSED = { additionalProperties: false } as const;
const ADAPTIVE = ['adam', 'adamw'];

export const OptimizerParams = Type.Object(
  {
    type: Type.Optional(
      Type.Enum(['sgd', 'adam', 'adamw', 'rmsprop'], {
        default: 'adam',
        description: 'How gradients become steps: sgd (with momentum), adam, adamw or rmsprop.',
      }),
    ),
    learningRate: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, default: 0.001, scale: 'log', description: 'Length of the steps.' }),
    ),
    momentum: Type.Optional(
      Type.Number({
        minimum: 0,
        exclusiveMaximum: 1,
        default: 0,
        activeWhen: { type: ['sgd', 'rmsprop'] },
        description: 'Share of the last step that the next one keeps.',
      }),
    ),
    nesterov: Type.Optional(
      Type.Boolean({ default: false, activeWhen: { type: ['sgd'] }, description: 'Look ahead along the momentum.' }),
    ),
    beta1: Type.Optional(
      Type.Number({
        minimum: 0,
        exclusiveMaximum: 1,
        default: 0.9,
        activeWhen: { type: ADAPTIVE },
        description: 'Share of the mean gradient kept at each step.',
      }),
    ),
    beta2: Type.Optional(
      Type.Number({
        minimum: 0,
        exclusiveMaximum: 1,
        default: 0.999,
        activeWhen: { type: ADAPTIVE },
        description: 'Share of the mean squared gradient kept at each step.',
      }),
    ),
    rho: Type.Optional(
      Type.Number({
        minimum: 0,
        exclusiveMaximum: 1,
        default: 0.9,
        activeWhen: { type: ['rmsprop'] },
        description: 'Share of the mean squared gradient kept at each step.',
      }),
    ),
    weightDecay: Type.Optional(
      Type.Number({
        minimum: 0,
        scale: 'log',
        description:
          'Share of each kernel weight, times the learning rate, that every step takes away (decoupled: not a part of ' +
          'the loss; biases and batch normalization are left alone). Default: 0.004 for adamw, else 0.',
      }),
    ),
  },
  { ...CLOSED, default: {}, description: 'How gradients become steps.' },
);
export type OptimizerParams = Static<typeof OptimizerParams>;

export const ScheduleParams = Type.Object(
  {
    type: Type.Optional(
      Type.Enum(['constant', 'step', 'exponential', 'cosine'], {
        default: 'constant',
        description: 'How the learning rate falls.',
      }),
    ),
    every: Type.Optional(
      Type.Integer({
        minimum: 1,
        default: 10,
        activeWhen: { type: ['step'] },
        description: 'Epochs between two steps down.',
      }),
    ),
    factor: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 1,
        activeWhen: { type: ['step', 'exponential'] },
        description:
          'What the rate is multiplied by: at each step down (default 0.5), or over each epoch (default 0.95).',
      }),
    ),
    floor: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1,
        default: 0,
        activeWhen: { type: ['cosine'] },
        description: 'Share of the learning rate that is left at the end.',
      }),
    ),
    warmUp: Type.Optional(
      Type.Number({
        minimum: 0,
        default: 0,
        description: 'Epochs over which the rate first rises evenly from 0 to its full size.',
      }),
    ),
  },
  { ...CLOSED, default: {}, description: 'How the learning rate changes from epoch to epoch.' },
);
export type ScheduleParams = Static<typeof ScheduleParams>;

export const ValidationParams = Type.Object(
  {
    share: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        exclusiveMaximum: 1,
        default: 0.1,
        description: 'Share of the training rows held out inside the fit: of each class its share.',
      }),
    ),
    patience: Type.Optional(
      Type.Integer({ minimum: 1, default: 10, description: 'Epochs without a lower "val-loss" after which to end.' }),
    ),
    minimumGain: Type.Optional(
      Type.Number({ minimum: 0, default: 0, description: 'How much lower "val-loss" must be to count as lower.' }),
    ),
    restoreBest: Type.Optional(
      Type.Boolean({ default: true, description: 'Go back to the weights of the epoch with the lowest "val-loss".' }),
    ),
  },
  { ...CLOSED, description: 'Early stopping inside the fit, by rows of its own. Absent: all epochs are run.' },
);
export type ValidationParams = Static<typeof ValidationParams>;

export const LOSSES = [
  'binary-cross-entropy',
  'categorical-cross-entropy',
  'mean-squared-error',
  'mean-absolute-error',
  'huber',
] as const;
export type Loss = (typeof LOSSES)[number];

/** Members of the parameters of both estimators. */
export const training = {
  inputShape: Type.Optional(
    Type.Array(Type.Integer({ minimum: 1 }), {
      minItems: 1,
      maxItems: 3,
      description: 'Shape of one row, such as [8, 8, 1] for images of 8 × 8 gray pixels. Default: the flat row.',
    }),
  ),
  loss: Type.Optional(
    Type.Enum([...LOSSES], {
      description:
        'What is minimized. Default, by the task: binary-cross-entropy for two classes, categorical-cross-entropy for ' +
        'more, mean-squared-error for numbers.',
    }),
  ),
  optimizer: OptimizerParams,
  schedule: ScheduleParams,
  batchSize: Type.Integer({ minimum: 1, default: 32, scale: 'log', description: 'Rows of one step.' }),
  epochs: Type.Integer({ minimum: 1, default: 100, description: 'Passes over the training rows, at most.' }),
  classWeights: Type.Union([Type.Enum(['none', 'balanced']), Type.Record(Type.String(), Type.Number({ minimum: 0 }))], {
    default: 'none',
    description:
      'How much the rows of each class count: "balanced" for rows / (classes × rows of the class), or a number a ' +
      'class, 1 for those not named.',
  }),
  clipNorm: Type.Optional(
    Type.Number({
      exclusiveMinimum: 0,
      description: 'Scales all gradients down together where their common norm is above this.',
    }),
  ),
  clipValue: Type.Optional(
    Type.Number({ exclusiveMinimum: 0, description: 'Cuts every entry of a gradient to at most this, either way.' }),
  ),
  validation: Type.Optional(ValidationParams),
  allow: Type.Optional(
    Type.Array(Type.Enum(['label-output-mismatch']), {
      description:
        'Mistakes that may be made on purpose. "label-output-mismatch": output layer and loss do not fit the target.',
    }),
  ),
  backEnd: Type.Enum(['auto', 'tensorflow', 'wasm', 'cpu'], {
    default: 'auto',
    description:
      'What computes: TensorFlow\'s own library ("tensorflow", by tfjs-node), WebAssembly, or plain JavaScript ("cpu"). ' +
      '"auto" takes the first of these that loads.',
  }),
};

export type TrainingParams = Static<TObject<typeof training>>;
