// The training loop: what is reported, when it ends, and that it comes out the same again.
import { TrialFailure, type Json } from '@tunewright/core';
import { describe, expect, it } from 'vitest';
import { openBackend } from '../../../plugins/tensorflow/src/backend/open-backend.js';
import { curve, lesson, made, networkOf, recorder } from './networks.js';

type Params = NonNullable<Parameters<typeof networkOf>[0]>;
type Layers = NonNullable<Params['layers']>;

const layers: Layers = [
  { type: 'dense', units: 8, activation: 'relu', id: 'first' },
  { type: 'dropout', rate: 0.3 },
  { type: 'batch-normalization', momentum: 0.5 },
  { type: 'dense', units: 4, activation: 'tanh', id: 'second' },
];
const validation = { share: 0.2, patience: 100 };

describe('a report', () => {
  it('tells of each epoch what stoppers, doctor and user look at', async () => {
    const { train } = await lesson('iris');
    const context = recorder();
    await networkOf({ layers, validation, epochs: 3 }).fit(train.features, train.target, context);
    expect(context.reports).toHaveLength(3);
    for (const report of context.reports) {
      expect(Object.keys(report).sort()).toEqual([
        'accuracy',
        'dead-units/first',
        'gradient-norm/batch-normalization-1',
        'gradient-norm/first',
        'gradient-norm/output',
        'gradient-norm/second',
        'learning-rate',
        'loss',
        'seconds',
        'val-accuracy',
        'val-loss',
      ]);
      expect(Object.values(report).every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
    }
  });

  it('shows gradients that vanish in deep sigmoid layers', async () => {
    const { features, target } = made(60, 8, 3);
    const deep = (activation: 'sigmoid' | 'relu', initializer: 'glorot-uniform' | 'he-normal'): Layers => [
      { id: 'deep', repeat: 8, layers: [{ type: 'dense', units: 16, activation, initializer }] },
    ];
    const first = async (of: Layers) => {
      const context = recorder();
      await networkOf({ layers: of, epochs: 1 }).fit(features, target, context);
      const report = context.reports[0] ?? {};
      return (report['gradient-norm/deep-1-dense-1'] as number) / (report['gradient-norm/output'] as number);
    };
    expect(await first(deep('sigmoid', 'glorot-uniform'))).toBeLessThan(1e-3);
    expect(await first(deep('relu', 'he-normal'))).toBeGreaterThan(1e-2);
  });

  it('shows units that are dead', async () => {
    const { features, target } = made(60, 8, 3);
    const positive = { ...features, values: features.values.map((value) => Math.abs(value)) };
    const context = recorder();
    // Steps this long throw units to where they answer 0 to every row.
    const optimizer = { type: 'sgd', learningRate: 50 } as const;
    await networkOf({ optimizer, epochs: 2, clipNorm: 1 }).fit(positive, target, context);
    expect(context.reports.at(-1)?.['dead-units/dense-1']).toBeGreaterThan(0.4);
  });
});

describe('the same seed', () => {
  it.each<{ what: string; params: Params }>([
    { what: 'a plain network', params: {} },
    { what: 'dropout, normalization and held-out rows', params: { layers, validation } },
    {
      what: 'convolutions',
      params: { inputShape: [2, 2, 1], layers: [{ type: 'conv2d', filters: 3, kernelSize: 2 }, { type: 'flatten' }] },
    },
  ])('gives the same curve: $what', async ({ params }) => {
    const { train, test } = await lesson('iris');
    const run = async (seed: number) => {
      const context = recorder({}, seed);
      const model = await networkOf(params).fit(train.features, train.target, context);
      return { curve: curve(context), answers: model.probabilities?.(test.features) };
    };
    const first = await run(1);
    expect(await run(1)).toEqual(first);
    expect((await run(2)).curve).not.toEqual(first.curve);
  });

  it('gives the same curve while another network trains beside it', async () => {
    const { train } = await lesson('iris');
    const run = async (params: Params = {}) => {
      const context = recorder();
      await networkOf({ layers, epochs: 8, ...params }).fit(train.features, train.target, context);
      return curve(context);
    };
    const alone = await run();
    const [beside] = await Promise.all([run(), run({ epochs: 12, batchSize: 5, backEnd: 'cpu' })]);
    expect(beside).toEqual(alone);
  });
});

describe('early stopping inside a fit', () => {
  it('ends when the held-out loss has not fallen for as many epochs as patience lasts', async () => {
    const { features } = made(80, 6);
    const noise = {
      task: 'classification',
      classes: ['a', 'b'],
      values: Float64Array.from(features.values.slice(0, 80), (_, i) => (i * 7) % 2),
    } as const;
    const context = recorder();
    const optimizer = { learningRate: 0.05 };
    await networkOf({ epochs: 200, optimizer, validation: { share: 0.25, patience: 5 } }).fit(features, noise, context);
    const losses = context.reports.map((report) => report['val-loss'] as number);
    expect(losses.length).toBeLessThan(100);
    expect(losses.length - 1 - losses.indexOf(Math.min(...losses))).toBe(5);
  });

  it('goes back to the best epoch, unless told not to', async () => {
    const { train } = await lesson('iris');
    const fit = async (params: Params) =>
      networkOf({ optimizer: { learningRate: 0.5 }, ...params }).fit(train.features, train.target, recorder());
    const context = recorder();
    await networkOf({ optimizer: { learningRate: 0.5 }, epochs: 12, validation }).fit(
      train.features,
      train.target,
      context,
    );
    const losses = context.reports.map((report) => report['val-loss'] as number);
    const best = 1 + losses.indexOf(Math.min(...losses));
    expect(best).toBeLessThan(12);
    const { test } = await lesson('iris');
    const answers = async (params: Params) => (await fit(params)).probabilities?.(test.features);
    expect(await answers({ epochs: 12, validation })).toEqual(await answers({ epochs: best, validation }));
    const kept = { ...validation, restoreBest: false };
    expect(await answers({ epochs: 12, validation: kept })).not.toEqual(
      await answers({ epochs: best, validation: kept }),
    );
  });
});

describe('divergence', () => {
  it.each<{ what: string; params: Params }>([
    {
      what: 'first weights that are too large',
      params: {
        layers: [
          {
            id: 'deep',
            repeat: 8,
            layers: [{ type: 'dense', units: 32, initializer: 'random-normal', initialSpread: 1e4 }],
          },
        ],
      },
    },
    { what: 'a learning rate that is too high', params: { optimizer: { type: 'sgd', learningRate: 100 }, epochs: 50 } },
  ])('ends the trial early: $what', async ({ params }) => {
    const { features, target } = made(60, 8);
    const numbers = { task: 'regression', classes: [], values: target.values } as const;
    const context = recorder();
    const failure = await networkOf(params)
      .fit(features, numbers, context)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TrialFailure);
    expect(failure).toMatchObject({
      reason: 'diverged',
      message: expect.stringMatching(/in epoch \d+\. Lower "learningRate"/),
    });
    // What could be measured until then is reported.
    expect(context.reports.length).toBeGreaterThan(0);
    expect(context.reports.flatMap((report) => Object.values(report)).every(Number.isFinite)).toBe(true);
  });
});

describe('a cancelled fit', () => {
  it.each(['pulse', 'report'] as const)('ends where %s throws, and leaves nothing behind', async (where) => {
    const { train } = await lesson('iris');
    const { tf } = await openBackend();
    const before = tf.memory().numTensors;
    let calls = 0;
    const refuse = () => {
      if (++calls > 3) throw new Error('The trial was cancelled.');
    };
    const context = recorder({ [where]: refuse });
    await expect(networkOf({ epochs: 500 }).fit(train.features, train.target, context)).rejects.toThrow('cancelled');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('lets timers run, so that it can be cancelled by one', async () => {
    const { train } = await lesson('iris');
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), 50);
    const context = recorder({ signal: abort.signal, pulse: () => abort.signal.throwIfAborted() });
    await expect(networkOf({ epochs: 100_000 }).fit(train.features, train.target, context)).rejects.toThrow();
    clearTimeout(timer);
  });
});

describe('a paused trial', () => {
  const params: Params = {
    layers,
    validation,
    epochs: 9,
    schedule: { type: 'cosine', warmUp: 1 },
    clipNorm: 1,
  };

  it.each(['adam', 'adamw', 'sgd', 'rmsprop'] as const)('goes on exactly, with %s', async (type) => {
    const { train, test } = await lesson('iris');
    const network = networkOf({ ...params, optimizer: { type, learningRate: 0.02, momentum: 0.5 } });
    const whole = recorder();
    const expected = await network.fit(train.features, train.target, whole);
    const parts = [];
    let checkpoint: Json = null;
    for (const epochs of [2, 3, 9]) {
      const part = recorder({ checkpoint, fidelity: { epochs } });
      parts.push({ model: await network.fit(train.features, train.target, part), curve: curve(part) });
      checkpoint = part.kept.at(-1) ?? null;
    }
    expect(parts.map((part) => part.curve.length)).toEqual([2, 1, 6]);
    expect(parts.flatMap((part) => part.curve)).toEqual(curve(whole));
    expect(parts.at(-1)?.model.probabilities?.(test.features)).toEqual(expected.probabilities?.(test.features));
  });

  it('does not go on when its patience was at its end', async () => {
    const { train } = await lesson('iris');
    const hasty = networkOf({ epochs: 60, optimizer: { learningRate: 0.5 }, validation: { share: 0.3, patience: 1 } });
    const first = recorder();
    await hasty.fit(train.features, train.target, first);
    expect(first.reports.length).toBeLessThan(60);
    const second = recorder({ checkpoint: first.kept.at(-1) ?? null });
    await hasty.fit(train.features, train.target, second);
    expect(second.reports).toEqual([]);
  });
});

describe('memory', () => {
  it('holds as many tensors after 50 fits and their predictions as before', async () => {
    const { train, test } = await lesson('iris');
    const { tf } = await openBackend();
    const fit = async (params: Params) => {
      const model = await networkOf({ layers, epochs: 1, ...params }).fit(train.features, train.target, recorder());
      return model.predict(test.features);
    };
    await fit({});
    const { numTensors, numBytes } = tf.memory();
    for (let i = 0; i < 50; i++)
      await fit(i % 2 === 0 ? { validation } : { optimizer: { type: 'rmsprop' }, clipNorm: 1 });
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
  });
});

describe('the back end', () => {
  it('is told once, and kept in the model', async () => {
    const { train } = await lesson('iris');
    const network = networkOf({ epochs: 1 });
    const context = recorder();
    const model = await network.fit(train.features, train.target, context);
    await network.fit(train.features, train.target, context);
    expect(context.notices).toEqual(['back-end']);
    expect(model.toJSON()).toMatchObject({ backEnd: (await openBackend()).name });
  });

  it('may be chosen; plain JavaScript and the usual one agree', async () => {
    const { train, test } = await lesson('iris');
    const answers = async (backEnd: Params['backEnd'] = 'auto') => {
      const model = await networkOf({ backEnd, epochs: 2 }).fit(train.features, train.target, recorder());
      return model.probabilities?.(test.features) as Float64Array;
    };
    const [usual, plain] = [await answers(), await answers('cpu')];
    usual.forEach((p, i) => expect(p).toBeCloseTo(plain[i] as number, 3));
  });
});
