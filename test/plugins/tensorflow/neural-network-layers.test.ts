// Every type of layer, every activation, initializer, optimizer, schedule and loss trains; blocks are written out.
import { describe, expect, it } from 'vitest';
import { networkOf, made, recorder, curve, type Dense } from './networks.js';

type Params = NonNullable<Parameters<typeof networkOf>[0]>;
type Layers = NonNullable<Params['layers']>;
type Activation = NonNullable<Dense['activation']>;
type Initializer = NonNullable<Dense['initializer']>;

async function lossesOf(params: Params, columns = 16, rows = 60): Promise<readonly number[]> {
  const { features, target } = made(rows, columns, 3);
  const context = recorder();
  const model = await networkOf({ epochs: 6, ...params }).fit(features, target, context);
  expect(model.predict(features).every((value) => value >= 0 && value < 3)).toBe(true);
  return context.reports.map(({ loss }) => loss as number);
}

const dense: Dense = { type: 'dense', units: 8, activation: 'relu' };
const denseWith = (more: Partial<Dense>): Dense => ({ ...dense, ...more });

describe('trains', () => {
  it.each<{ what: string; layers: Layers; inputShape?: number[] }>([
    { what: 'without hidden layers', layers: [] },
    { what: 'dense', layers: [dense] },
    { what: 'dense with l2 and no constant', layers: [{ ...dense, l2: 0.001, useBias: false }] },
    { what: 'dropout', layers: [dense, { type: 'dropout', rate: 0.2 }] },
    { what: 'batch normalization', layers: [{ type: 'batch-normalization' }, dense] },
    {
      what: 'activation',
      layers: [
        { type: 'dense', units: 8 },
        { type: 'activation', activation: 'tanh' },
      ],
    },
    {
      what: 'conv1d',
      inputShape: [16, 1],
      layers: [{ type: 'conv1d', filters: 4, strides: 2 }, { type: 'max-pooling' }, { type: 'flatten' }],
    },
    {
      what: 'conv2d',
      inputShape: [4, 4, 1],
      layers: [{ type: 'conv2d', filters: 4, activation: 'relu' }, { type: 'max-pooling' }, { type: 'flatten' }],
    },
    {
      what: 'conv2d with strides, padding and batch normalization',
      inputShape: [4, 4, 1],
      layers: [
        { type: 'conv2d', filters: 4, kernelSize: 2, strides: 2, padding: 'same' },
        { type: 'batch-normalization' },
        { type: 'activation', activation: 'relu' },
        { type: 'max-pooling', strides: 1, padding: 'same' },
        { type: 'flatten' },
      ],
    },
    {
      what: 'several channels',
      inputShape: [2, 2, 4],
      layers: [{ type: 'conv2d', filters: 4, kernelSize: 2 }, { type: 'flatten' }],
    },
  ])('$what', async ({ layers, inputShape }) => {
    const losses = await lossesOf({ layers, ...(inputShape && { inputShape }), batchSize: 20 });
    expect(losses).toHaveLength(6);
    expect(losses.at(-1)).toBeLessThan(losses[0] as number);
  });

  it.each<Activation>(['linear', 'relu', 'elu', 'selu', 'sigmoid', 'tanh', 'softplus', 'softsign', 'swish', 'softmax'])(
    'the activation %s',
    async (activation: Activation) => {
      const losses = await lossesOf({ layers: [denseWith({ activation })] });
      expect(losses.at(-1)).toBeLessThan(losses[0] as number);
    },
  );

  it.each<Initializer>([
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
  ])('the initializer %s', async (initializer: Initializer) => {
    const losses = await lossesOf({ layers: [denseWith({ activation: 'tanh', initializer })] });
    expect(losses.every(Number.isFinite)).toBe(true);
  });

  it('first weights as large as asked for', async () => {
    const small = await lossesOf({
      layers: [denseWith({ initializer: 'random-normal', initialSpread: 0.001 })],
      epochs: 1,
    });
    const large = await lossesOf({
      layers: [denseWith({ initializer: 'random-normal', initialSpread: 3 })],
      epochs: 1,
    });
    expect(large[0]).toBeGreaterThan(2 * (small[0] as number));
  });

  it.each<{ optimizer: Params['optimizer'] }>([
    { optimizer: { type: 'sgd', learningRate: 0.1 } },
    { optimizer: { type: 'sgd', learningRate: 0.05, momentum: 0.9 } },
    { optimizer: { type: 'sgd', learningRate: 0.05, momentum: 0.9, nesterov: true } },
    { optimizer: { type: 'adam', learningRate: 0.01, beta1: 0.8 } },
    { optimizer: { type: 'adamw', learningRate: 0.01, weightDecay: 0.1 } },
    { optimizer: { type: 'rmsprop', learningRate: 0.01, momentum: 0.5, rho: 0.95 } },
  ])('by $optimizer', async ({ optimizer }) => {
    const losses = await lossesOf({ optimizer: optimizer ?? {} });
    expect(losses.at(-1)).toBeLessThan(losses[0] as number);
  });

  it.each<{ what: string; params: Params }>([
    { what: 'one sigmoid unit for each class', params: { loss: 'binary-cross-entropy' } },
    { what: 'squared errors of probabilities', params: { loss: 'mean-squared-error' } },
    { what: 'clipped gradients', params: { clipNorm: 0.5, clipValue: 0.1 } },
  ])('with $what', async ({ params }) => {
    const losses = await lossesOf(params);
    expect(losses.at(-1)).toBeLessThan(losses[0] as number);
  });

  it.each(['mean-squared-error', 'mean-absolute-error', 'huber'] as const)('numbers by %s', async (loss) => {
    const { features, target } = made(60, 4);
    const context = recorder();
    const numbers = { task: 'regression', classes: [], values: target.values.map((value) => 100 * value) } as const;
    await networkOf({ loss, epochs: 8 }).fit(features, numbers, context);
    expect(context.reports.at(-1)?.['loss']).toBeLessThan(context.reports[0]?.['loss'] as number);
  });
});

describe('the learning rate', () => {
  it.each<{ schedule: NonNullable<Params['schedule']>; rates: number[] }>([
    { schedule: {}, rates: [1, 1, 1, 1] },
    { schedule: { type: 'step', every: 2 }, rates: [1, 0.5, 0.5, 0.25] },
    { schedule: { type: 'step', every: 1, factor: 0.1 }, rates: [0.1, 0.01, 0.001, 0.0001] },
    { schedule: { type: 'exponential' }, rates: [0.95, 0.9025, 0.857375, 0.81450625] },
    { schedule: { type: 'cosine' }, rates: [0.8535533905932737, 0.5, 0.14644660940672627, 0] },
    { schedule: { type: 'cosine', floor: 0.2 }, rates: [0.882842712474619, 0.6, 0.31715728752538104, 0.2] },
    { schedule: { warmUp: 2 }, rates: [0.5, 1, 1, 1] },
    { schedule: { type: 'cosine', warmUp: 2 }, rates: [0.5, 1, 0.5, 0] },
  ])('follows $schedule', async ({ schedule, rates }) => {
    const { features, target } = made(20, 3);
    const context = recorder();
    await networkOf({ schedule, epochs: 4, optimizer: { learningRate: 0.01 } }).fit(features, target, context);
    context.reports.forEach((report, i) => expect(report['learning-rate']).toBeCloseTo(0.01 * (rates[i] as number), 9));
  });
});

describe('a block', () => {
  const fitted = async (layers: Layers) => {
    const { features, target } = made(40, 4);
    const context = recorder();
    await networkOf({ layers, epochs: 1 }).fit(features, target, context);
    return {
      curve: curve(context),
      layers: Object.keys(context.reports[0] ?? {}).filter((key) => key.startsWith('gradient-norm/')),
    };
  };
  const item = { type: 'dense', units: 5, activation: 'tanh' } as const;

  it('stands for as many copies of its layers, each with weights of its own', async () => {
    const { layers } = await fitted([{ id: 'hidden', repeat: 2, layers: [item, { ...item, id: 'last' }] }]);
    expect(layers).toEqual([
      'gradient-norm/hidden-1-dense-1',
      'gradient-norm/hidden-1-last',
      'gradient-norm/hidden-2-dense-1',
      'gradient-norm/hidden-2-last',
      'gradient-norm/output',
    ]);
  });

  it('trains as the layers written out', async () => {
    const block = await fitted([{ id: 'hidden', repeat: 3, vary: 'shared', layers: [item] }]);
    const named = [1, 2, 3].map((copy) => ({ ...item, id: `hidden-${copy}-dense-1` }));
    expect(block.curve).toEqual((await fitted(named)).curve);
  });

  it('may have no copies', async () => {
    expect((await fitted([{ id: 'hidden', repeat: 0, layers: [item] }])).layers).toEqual(['gradient-norm/output']);
  });

  it('takes the copies that are written out', async () => {
    const copies = [[{ ...item, units: 3 }], [{ ...item, units: 7 }]];
    const block = await fitted([{ id: 'hidden', repeat: 2, vary: 'each', layers: [item], copies }]);
    const named = [3, 7].map((units, i) => ({ ...item, units, id: `hidden-${i + 1}-dense-1` }));
    expect(block.curve).toEqual((await fitted(named)).curve);
  });
});
