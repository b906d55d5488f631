import { takeRows, takeTarget, type Data, type Json, type Model } from '@tunewright/core';
import { BreastCancer, Diabetes, Digits, Wine } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { classesOf, contextOf, distance, numbersOf, tableOf } from './support.js';
import { asked, decisionTree, golden, randomForest, targetOf, train, weights, type ForestParams } from './trees.js';

const throughJson = (model: Model): Json => JSON.parse(JSON.stringify(model.toJSON())) as Json;
const few = { trees: 12 };

const loaders: Readonly<Record<string, () => Data | Promise<Data>>> = {
  digits: () => new Digits().load(),
  'breast-cancer': () => new BreastCancer().load(),
  wine: () => new Wine().load(),
  diabetes: () => new Diabetes().load(),
};

/** Accuracy, or R², on every fifth row after learning from the others. */
function heldOutScore({ features, target }: Data, fold: number, params: Partial<ForestParams>, seed: number): number {
  const rows = (test: (row: number) => boolean) =>
    Int32Array.from([...Array(features.length).keys()].filter((row) => test(row)));
  const inside = rows((row) => row % 5 !== fold);
  const outside = rows((row) => row % 5 === fold);
  const model = randomForest(params).fit(takeRows(features, inside), takeTarget(target, inside), contextOf(seed));
  const predicted = model.predict(takeRows(features, outside));
  const truth = takeTarget(target, outside).values;
  if (target.task === 'classification') {
    return predicted.reduce((right, label, i) => right + Number(label === truth[i]), 0) / truth.length;
  }
  const mean = truth.reduce((sum, value) => sum + value, 0) / truth.length;
  const squares = (from: (i: number) => number) => truth.reduce((sum, value, i) => sum + (value - from(i)) ** 2, 0);
  return 1 - squares((i) => predicted[i] ?? NaN) / squares(() => mean);
}

describe('random-forest: as good as that of scikit-learn', () => {
  const cases = golden.forests.map((forest) => ({ ...forest, given: JSON.stringify(forest.params) }));

  it.each(cases)('$title, $given', async ({ title, task, params, given, score }) => {
    const data = (await loaders[title]?.()) as Data;
    const seeds = given === '{}' ? [1] : [1, 2, 3];
    const scores = seeds.flatMap((seed) => [0, 1, 2, 3, 4].map((fold) => heldOutScore(data, fold, params, seed)));
    const mean = scores.reduce((sum, value) => sum + value, 0) / scores.length;
    expect(Math.abs(mean - score)).toBeLessThan(task === 'classification' ? 0.01 : 0.02);
  });
});

describe('random-forest: its trees', () => {
  it.each(['classification', 'regression'] as const)('are one tree where nothing is drawn: %s', (task) => {
    const forest = randomForest({ trees: 3, bootstrap: false, maxFeatures: 'all', minSamplesLeaf: 3 });
    const tree = decisionTree({ minSamplesLeaf: 3 });
    const fit = (plugin: typeof forest | typeof tree) => plugin.fit(train, targetOf(task), contextOf(1, { weights }));
    expect(distance(fit(forest).predict(asked), fit(tree).predict(asked))).toBeLessThan(1e-12);
    const { trees } = fit(forest).toJSON() as { trees: Json[] };
    expect(trees).toEqual(Array(3).fill((fit(tree).toJSON() as { trees: Json[] }).trees[0]));
  });

  it.each(['classification', 'regression'] as const)('depend on the seed alone: %s', (task) => {
    const cache = new Map<string, unknown>();
    const fit = (seed: number) => throughJson(randomForest(few).fit(train, targetOf(task), contextOf(seed, { cache })));
    const first = fit(1);
    const other = fit(2);
    expect(fit(1)).toEqual(first);
    expect(other).not.toEqual(first);
    const { trees } = first as { trees: Json[] };
    expect(new Set(trees.map((tree) => JSON.stringify(tree))).size).toBe(few.trees);
  });

  it('stay the same when more are grown', () => {
    const grown = (trees: number) =>
      (randomForest({ trees }).fit(train, targetOf('classification'), contextOf(1)).toJSON() as { trees: Json[] })
        .trees;
    expect(grown(9).slice(0, 4)).toEqual(grown(4));
  });

  it('never see rows of weight 0', () => {
    const rows = tableOf([[0], [1], [100], [101], [102]]);
    const target = numbersOf([1, 2, 1e6, 1e6, 1e6]);
    const model = randomForest(few).fit(rows, target, contextOf(1, { weights: [1, 1, 0, 0, 0] }));
    for (const value of model.predict(rows)) expect(value).toBeLessThanOrEqual(2);
  });
});

describe('random-forest: models', () => {
  it.each(['classification', 'regression'] as const)('are restored to the last bit: %s', (task) => {
    const plugin = randomForest(few);
    const model = plugin.fit(train, targetOf(task), contextOf(1, { weights }));
    const restored = plugin.restore(throughJson(model));
    expect(restored.predict(asked)).toEqual(model.predict(asked));
    expect(restored.probabilities?.(asked)).toEqual(model.probabilities?.(asked));
    expect(restored.toJSON()).toEqual(model.toJSON());
  });

  it('give the mean of the leaves as probabilities, and its largest as the class', () => {
    const model = randomForest(few).fit(train, targetOf('classification'), contextOf(1));
    const probabilities = model.probabilities?.(asked) ?? new Float64Array();
    const labels = model.predict(asked);
    for (let row = 0; row < asked.length; row++) {
      const shares = [...probabilities.subarray(row * 3, row * 3 + 3)];
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      for (const share of shares) expect(share * few.trees).toBeCloseTo(Math.round(share * few.trees), 9);
      expect(labels[row]).toBe(shares.indexOf(Math.max(...shares)));
    }
    expect(model.scores?.(asked)).toEqual(probabilities);
  });

  it('are small as JSON', async () => {
    const { features, target } = (await loaders['digits']?.()) as Data;
    const model = randomForest(few).fit(features, target, contextOf(1));
    const { trees } = model.toJSON() as unknown as { trees: { column: number[] }[] };
    const nodes = trees.reduce((sum, { column }) => sum + column.length, 0);
    expect(JSON.stringify(model).length).toBeLessThan(10 * nodes);
  });
});

describe('random-forest: what it cannot learn from', () => {
  it.each([
    { when: 'a value is missing', rows: [[1], [NaN]], params: {}, says: 'column "a" has a missing value' },
    { when: 'the criterion is for numbers', rows: [[1], [2]], params: { criterion: 'squared-error' }, says: 'not for' },
  ] as const)('fails as invalid when $when', ({ rows, params, says }) => {
    expect(() => randomForest(params).fit(tableOf(rows), classesOf([0, 1]), contextOf(1))).toThrow(
      expect.objectContaining({ reason: 'invalid', message: expect.stringContaining(says) as string }),
    );
  });

  it('can be cancelled between trees', () => {
    let pulses = 0;
    const pulse = () => {
      if (++pulses === 20) throw new Error('cancelled');
    };
    const fit = () => randomForest().fit(train, targetOf('regression'), { ...contextOf(1), pulse });
    expect(fit).toThrow('cancelled');
  });
});
