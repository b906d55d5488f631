import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock, TrialFailure, type Model } from '@tunewright/core';
import { contract } from '@tunewright/core/testing';
import { NetworkModule, tensorflow } from '@tunewright/tensorflow';
import { createStudy } from 'tunewright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../../plugins/tensorflow/src/backend/open-backend.js';
import { accuracy, curve, lesson, made, networkOf, recorder } from './networks.js';

type Params = ConstructorParameters<typeof NetworkModule>[0];

const FIXTURES = fileURLToPath(new URL('../../fixtures/networks', import.meta.url));
const MODULE = './two-layers.ts';
const DEFAULTS: Params = {
  export: 'createModel',
  params: { hiddenUnits: 8 },
  replaceOutput: false,
  optimizer: { learningRate: 0.01 },
  schedule: {},
  batchSize: 16,
  epochs: 20,
  classWeights: 'none',
  backEnd: 'auto',
};

function moduleOf(params: Partial<Params>): NetworkModule {
  const study = { make: () => undefined as never };
  return new NetworkModule({ ...DEFAULTS, ...params }, systemClock, study, FIXTURES);
}

interface Writable extends Model {
  writeTo(folder: string): void;
}

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tunewright-network-'));
  const { train } = await lesson('iris');
  const layers = [
    { type: 'dense', units: 12, activation: 'relu', id: 'lower' },
    { type: 'dense', units: 6, activation: 'relu', id: 'upper' },
  ] as const;
  const model = await networkOf({ layers: [...layers], epochs: 25 }).fit(train.features, train.target, recorder());
  (model as Writable).writeTo(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('its contract', () => {
  const classes = join(FIXTURES, MODULE);
  const params = { module: classes, params: { hiddenUnits: 8, learningRate: 0.03 }, epochs: 15 };
  for (const { name, check } of contract(NetworkModule, { params, task: 'classification' })) it(name, check);
});

describe('a module', () => {
  it.each(['createModel', 'withWords', 'notCompiled'])('makes a network that learns: %s', async (name) => {
    const { train, test } = await lesson('iris');
    const { tf } = await openBackend();
    const before = tf.memory().numTensors;
    const context = recorder();
    const model = await moduleOf({ module: MODULE, export: name }).fit(train.features, train.target, context);
    expect(accuracy(model, test)).toBeGreaterThan(0.8);
    expect(context.reports).toHaveLength(20);
    const again = recorder();
    await moduleOf({ module: MODULE, export: name }).fit(train.features, train.target, again);
    expect(curve(again)).toEqual(curve(context));
    expect(tf.memory().numTensors).toBe(before);
  });

  it('says by what it is trained, before the definition', async () => {
    const { train } = await lesson('iris');
    const rates = async (params: Partial<Params>) => {
      const context = recorder();
      await moduleOf({ module: MODULE, epochs: 1, ...params }).fit(train.features, train.target, context);
      return context.reports[0]?.['learning-rate'];
    };
    expect(await rates({ params: { hiddenUnits: 4, learningRate: 0.25 } })).toBeCloseTo(0.25, 6);
    expect(await rates({ export: 'withWords' })).toBe(0.1);
    expect(await rates({ export: 'notCompiled', optimizer: { learningRate: 0.5 } })).toBe(0.5);
  });

  it('is tuned through its parameters, in a study', async () => {
    const definition = {
      data: { use: 'iris' },
      cv: { use: 'stratified-k-fold', splits: 3 },
      steps: [
        { use: 'standard-scaler' },
        {
          use: 'network-module',
          module: MODULE,
          params: { hiddenUnits: { choose: [2, 16], ordered: true }, learningRate: 0.02 },
          epochs: 10,
        },
      ],
      metrics: [{ use: 'accuracy' }],
      search: { use: 'grid' },
    };
    const study = await createStudy(definition, { plugins: [...tensorflow], directory: FIXTURES });
    const { best, counts } = await study.run();
    expect(counts).toMatchObject({ finished: 2, failed: 0 });
    expect(best?.params).toEqual({ 'networkModule.params.hiddenUnits': 16 });
  });

  it.each<{ what: string; params: Partial<Params>; says: RegExp }>([
    { what: 'nothing to make it of', params: {}, says: /either "module" or "model"/ },
    { what: 'both', params: { module: MODULE, model: '.' }, says: /either "module" or "model"/ },
    { what: 'no file', params: { module: './none.ts' }, says: /There is no file "\.\/none\.ts"/ },
    { what: 'no folder', params: { model: './none' }, says: /There is no folder "\.\/none"/ },
    {
      what: 'no function',
      params: { module: MODULE, export: 'notAFunction' },
      says: /exports no function "notAFunction"; it exports createModel/,
    },
    {
      what: 'no model',
      params: { module: MODULE, export: 'nothing' },
      says: /must give a model .* but gave "a model"/,
    },
    {
      what: 'other rows',
      params: { module: MODULE, export: 'otherInput' },
      says: /takes rows of shape \[7\], but the rows are \[4\]/,
    },
    {
      what: 'an optimizer that is not here',
      params: { module: MODULE, export: 'otherOptimizer' },
      says: /the optimizer Adagrad/,
    },
    {
      what: 'a loss that is not here',
      params: { module: MODULE, export: 'otherLoss' },
      says: /the loss "cosineProximity"/,
    },
    {
      what: 'an output that does not fit',
      params: { module: MODULE, export: 'oneSigmoid' },
      says: /^One sigmoid unit with binary-cross-entropy/,
    },
  ])('is refused: $what', async ({ params, says }) => {
    const { train } = await lesson('iris');
    const { tf } = await openBackend();
    const before = tf.memory().numTensors;
    const failure = await moduleOf(params)
      .fit(train.features, train.target, recorder())
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TrialFailure);
    expect(failure).toMatchObject({ reason: 'invalid', message: expect.stringMatching(says) });
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('a saved model', () => {
  it('goes on where it was', async () => {
    const { train, test } = await lesson('iris');
    const context = recorder();
    const model = await moduleOf({ model: folder, epochs: 2 }).fit(train.features, train.target, context);
    expect(context.reports[0]?.['accuracy']).toBeGreaterThan(0.9);
    expect(accuracy(model, test)).toBeGreaterThan(0.85);
  });

  it('keeps the weights of frozen layers', async () => {
    const { train } = await lesson('iris');
    const layersOf = async (params: Partial<Params>) => {
      const context = recorder();
      await moduleOf({ model: folder, epochs: 1, ...params }).fit(train.features, train.target, context);
      return Object.keys(context.reports[0] ?? {}).filter((key) => key.startsWith('gradient-norm/'));
    };
    expect(await layersOf({})).toHaveLength(3);
    expect(await layersOf({ frozen: 1 })).toEqual(['gradient-norm/upper', 'gradient-norm/output']);
    expect(await layersOf({ frozen: ['lower', 'upper'] })).toEqual(['gradient-norm/output']);
  });

  it('gets an output layer for another task', async () => {
    const { features } = made(60, 4);
    const target = {
      task: 'classification',
      classes: ['a', 'b', 'c', 'd', 'e'],
      values: Float64Array.from(features.values.slice(0, 60), (_, i) => i % 5),
    } as const;
    await expect(moduleOf({ model: folder }).fit(features, target, recorder())).rejects.toThrow(
      /3 units, .* 5 classes/,
    );
    const { tf } = await openBackend();
    const before = tf.memory().numTensors;
    const fit = async () => {
      const context = recorder();
      const model = await moduleOf({ model: folder, replaceOutput: true, frozen: 2, epochs: 3 }).fit(
        features,
        target,
        context,
      );
      return { curve: curve(context), answers: model.probabilities?.(features) };
    };
    const first = await fit();
    expect(first.answers).toHaveLength(300);
    expect(await fit()).toEqual(first);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    { frozen: ['nose'], says: /has no layer "nose" to freeze\. / },
    { frozen: 3, says: /All layers of .* are frozen/ },
  ])('says what cannot be frozen: $frozen', async ({ frozen, says }) => {
    const { train } = await lesson('iris');
    await expect(moduleOf({ model: folder, frozen }).fit(train.features, train.target, recorder())).rejects.toThrow(
      says,
    );
  });
});
