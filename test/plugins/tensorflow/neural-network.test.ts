import { contract } from '@tunewright/core/testing';
import { NeuralNetwork } from '@tunewright/tensorflow';
import { describe, expect, it } from 'vitest';
import { accuracy, lesson, networkOf, recorder } from './networks.js';

describe('its contract', () => {
  const quick = { epochs: 15, optimizer: { learningRate: 0.03 } };
  describe('with one hidden layer', () => {
    for (const { name, check } of contract(NeuralNetwork, { params: quick })) it(name, check);
  });
});

describe('learns', () => {
  it.each([
    { name: 'iris', least: 0.9, epochs: 30 },
    { name: 'wine', least: 0.95, epochs: 20 },
  ] as const)('$name', async ({ name, least, epochs }) => {
    const { train, test } = await lesson(name);
    const context = recorder();
    const model = await networkOf({ epochs }).fit(train.features, train.target, context);
    expect(accuracy(model, test)).toBeGreaterThan(least);
    const [first, last] = [context.reports[0], context.reports.at(-1)];
    expect(last?.['loss']).toBeLessThan((first?.['loss'] as number) / 2);
    expect(last?.['accuracy']).toBeGreaterThan(least);
  });

  it('digits by convolutions', async () => {
    const { train, test } = await lesson('digits');
    const network = networkOf({
      inputShape: [8, 8, 1],
      layers: [
        { type: 'conv2d', filters: 16, padding: 'same', activation: 'relu' },
        { type: 'max-pooling' },
        { type: 'flatten' },
        { type: 'dense', units: 32, activation: 'relu' },
      ],
      optimizer: { learningRate: 0.003 },
      batchSize: 32,
      epochs: 5,
    });
    const model = await network.fit(train.features, train.target, recorder());
    expect(accuracy(model, test)).toBeGreaterThan(0.95);
  });

  it('numbers, whatever their size', async () => {
    const { train, test } = await lesson('wine');
    const bigger = (values: Float64Array) => values.map((value) => 1e6 + 1e5 * value);
    const target = { task: 'regression', classes: [], values: bigger(train.target.values) } as const;
    const context = recorder();
    const model = await networkOf({ epochs: 30 }).fit(train.features, target, context);
    const truth = bigger(test.target.values);
    const errors = model.predict(test.features).map((value, row) => Math.abs(value - (truth[row] as number)));
    expect(errors.reduce((a, b) => a + b, 0) / errors.length).toBeLessThan(2.5e4);
    // The loss is in standard deviations of the target, the mean absolute error in its own unit.
    expect(context.reports[0]?.['loss']).toBeLessThan(10);
    expect(context.reports[0]?.['mae']).toBeGreaterThan(1e4);
    expect([model.probabilities, model.scores]).toEqual([undefined, undefined]);
  });

  it('two classes by one unit, with scores in the order of the probabilities', async () => {
    const { train, test } = await lesson('iris');
    const two = (data: typeof train) => ({
      ...data.target,
      classes: ['other', 'virginica'],
      values: data.target.values.map((label) => Number(label === 2)),
    });
    const model = await networkOf({ epochs: 30 }).fit(train.features, two(train), recorder());
    const probabilities = model.probabilities?.(test.features) as Float64Array;
    const scores = model.scores?.(test.features) as Float64Array;
    expect(probabilities).toHaveLength(2 * test.features.length);
    expect(Array.from(scores)).toEqual(Array.from(scores, (_, row) => probabilities[2 * row + 1]));
    expect(accuracy(model, { ...test, target: two(test) })).toBeGreaterThan(0.85);
  });
});

describe('counts rows by their weights', () => {
  it.each([
    { by: 'classWeights', params: { classWeights: { versicolor: 1000 } }, weigh: false },
    { by: 'weights of the data', params: {}, weigh: true },
  ])('$by', async ({ params, weigh }) => {
    const { train, test } = await lesson('iris');
    const weights = train.target.values.map((label) => (label === 1 ? 1000 : 1));
    const classes = { ...train.target, classes: ['setosa', 'versicolor', 'virginica'] };
    const context = recorder(weigh ? { weights } : {});
    const model = await networkOf(params).fit(train.features, classes, context);
    // A class of such weight swallows the others.
    expect(model.predict(test.features).filter((value) => value === 1).length).toBeGreaterThan(
      0.8 * test.features.length,
    );
  });

  it('balanced', async () => {
    const { train } = await lesson('iris');
    const context = recorder();
    const even = await networkOf({ classWeights: 'balanced' }).fit(train.features, train.target, context);
    expect(even.toJSON()).toMatchObject({ name: 'neural-network', classes: 3, task: 'classification' });
    expect(context.reports).toHaveLength(5);
  });
});
