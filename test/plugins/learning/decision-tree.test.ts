import { seeded, type Json, type Model, type Target } from '@tunewright/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RankSorter } from '../../../plugins/learning/src/estimators/tree/rank-sorter.js';
import { classesOf, contextOf, distance, numbersOf, rowsOf, tableOf } from './support.js';
import { asked, decisionTree, golden, targetOf, train, weights, type TreeParams } from './trees.js';

interface State {
  readonly trees: readonly { readonly column: number[]; readonly threshold: number[]; readonly answers: number[] }[];
}
const treeOf = (model: Model) => (model.toJSON() as unknown as State).trees[0] ?? { column: [], threshold: [] };
const throughJson = (model: Model): Json => JSON.parse(JSON.stringify(model.toJSON())) as Json;

describe('decision-tree: the same tree as scikit-learn', () => {
  const cases = golden.singles.map((single) => ({ ...single, given: JSON.stringify(single.params) }));

  it.each(cases)('$task, weighted: $weighted, $given', ({ task, params, weighted, nodes, answers }) => {
    const model = decisionTree(params).fit(train, targetOf(task), contextOf(1, weighted ? { weights } : {}));
    const found = task === 'classification' ? model.probabilities?.(asked) : model.predict(asked);
    expect(distance(found ?? [], answers)).toBeLessThan(1e-8);
    expect(treeOf(model).column).toHaveLength(nodes);
  });
});

describe('decision-tree: splits', () => {
  const fit = (rows: number[][], target: Target, params: Partial<TreeParams> = {}, given?: readonly number[]) =>
    decisionTree(params).fit(tableOf(rows), target, contextOf(1, given ? { weights: given } : {}));

  it.each<{ when: string; rows: number[][]; target: Target; params?: Partial<TreeParams>; gives: object }>([
    {
      when: 'two columns are equally good: the first',
      rows: [[5, 1], [6, 2], [7, 3], [8, 4]], // prettier-ignore
      target: classesOf([0, 0, 1, 1]),
      gives: { column: [0, -1, -1], threshold: [6.5] },
    },
    {
      when: 'a later column is better',
      rows: [[1, 9], [2, 4], [3, 8], [4, 3]], // prettier-ignore
      target: classesOf([0, 1, 0, 1]),
      gives: { column: [1, -1, -1], threshold: [6] },
    },
    {
      when: 'two thresholds are equally good: the lowest',
      rows: [[1], [2], [3], [4]],
      target: classesOf([0, 1, 1, 0]),
      params: { maxDepth: 1 },
      gives: { column: [0, -1, -1], threshold: [1.5] },
    },
    {
      when: 'no split helps at once',
      rows: [[0, 0], [0, 1], [1, 0], [1, 1]], // prettier-ignore
      target: classesOf([0, 1, 1, 0]),
      gives: { column: [0, 1, -1, -1, 1, -1, -1], threshold: [0.5, 0.5, 0.5] },
    },
    {
      when: 'all rows are of one class',
      rows: [[1], [2]],
      target: classesOf([1, 1], 3),
      gives: { column: [-1], threshold: [], answers: [0, 1, 0] },
    },
    {
      when: 'equal rows have different targets',
      rows: [[1], [1], [1], [2]],
      target: numbersOf([1, 2, 6, 9]),
      gives: { column: [0, -1, -1], threshold: [1.5], answers: [3, 9] },
    },
    {
      when: 'values are next to each other',
      rows: [[1], [1 + 2 ** -52]],
      target: numbersOf([1, 2]),
      gives: { threshold: [1], answers: [1, 2] },
    },
    {
      when: 'values are huge',
      rows: [[-1.5e308], [1.5e308], [1.7e308]],
      target: numbersOf([1, 2, 2]),
      gives: { threshold: [0] },
    },
    { when: '−0 and 0 are the same', rows: [[-0], [0]], target: numbersOf([1, 2]), gives: { column: [-1] } },
    {
      when: 'targets are far from 0',
      rows: [[1], [2], [3], [4]],
      target: numbersOf([1e9 + 1, 1e9 + 1, 1e9 + 2, 1e9 + 2]),
      gives: { column: [0, -1, -1], threshold: [2.5], answers: [1e9 + 1, 1e9 + 2] },
    },
  ])('$when', ({ rows, target, params, gives }) => {
    expect(treeOf(fit(rows, target, params))).toMatchObject(gives);
  });

  it('part what is different, so that a full tree knows every training row', () => {
    const numbers = fc.integer({ min: -3, max: 3 });
    const problem = fc.array(fc.tuple(numbers, numbers, fc.integer({ min: 0, max: 3 })), {
      minLength: 1,
      maxLength: 80,
    });
    fc.assert(
      fc.property(problem, (drawn) => {
        const seen = new Map(drawn.map(([a, b, label]) => [`${a} ${b}`, [a, b, label] as const]));
        const rows = tableOf([...seen.values()].map(([a, b]) => [a, b]));
        const labels = [...seen.values()].map(([, , label]) => label);
        for (const criterion of ['gini', 'entropy'] as const) {
          const model = decisionTree({ criterion }).fit(rows, classesOf(labels, 4), contextOf(1));
          expect([...model.predict(rows)]).toEqual(labels);
        }
        expect([...decisionTree().fit(rows, numbersOf(labels), contextOf(1)).predict(rows)]).toEqual(labels);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it.each([
    { limit: 'maxDepth', params: { maxDepth: 2 }, leaves: 4 },
    { limit: 'minSamplesLeaf', params: { minSamplesLeaf: 50 }, leaves: 4 },
    { limit: 'minSamplesSplit', params: { minSamplesSplit: 201 }, leaves: 1 },
    { limit: 'minImpurityDecrease', params: { minImpurityDecrease: 1 }, leaves: 1 },
  ])('keep to $limit', ({ params, leaves }) => {
    const model = decisionTree(params).fit(train, targetOf('classification'), contextOf(1));
    const found = treeOf(model).column.filter((column) => column === -1).length;
    expect(found).toBeLessThanOrEqual(leaves);
    expect(found).toBeGreaterThan(leaves / 4);
  });

  it('read weights as copies of rows', () => {
    const given = weights.map((_, i) => i % 3);
    const rows = rowsOf(train);
    const { values, classes } = targetOf('classification');
    const copies = given.flatMap((weight, i) => Array<number>(weight).fill(i));
    const target = { task: 'classification' as const, classes };
    const params = { maxDepth: 4 };
    const weighted = fit(rows, { ...target, values }, params, given);
    const copied = fit(
      copies.map((i) => rows[i] ?? []),
      { ...target, values: Float64Array.from(copies, (i) => values[i] ?? NaN) },
      params,
    );
    expect(throughJson(weighted)).toEqual(throughJson(copied));
  });

  it('draw columns by the seed where not all are tried', () => {
    const trees = [1, 2, 3].map((seed) =>
      throughJson(decisionTree({ maxFeatures: 'sqrt' }).fit(train, targetOf('classification'), contextOf(seed))),
    );
    const again = decisionTree({ maxFeatures: 0.5 }).fit(train, targetOf('classification'), contextOf(1));
    expect(new Set(trees.map((tree) => JSON.stringify(tree))).size).toBe(3);
    expect(throughJson(again)).toEqual(trees[0]);
    const all = [1, 2].map((seed) => throughJson(decisionTree().fit(train, targetOf('regression'), contextOf(seed))));
    expect(all[1]).toEqual(all[0]);
  });

  it('skip constant columns, however few are tried', () => {
    const rows = Array.from({ length: 8 }, (_, i) => [1, 1, 1, 1, 1, i]);
    const labels = rows.map((_, i) => Number(i > 3));
    for (let seed = 0; seed < 10; seed++) {
      const model = decisionTree({ maxFeatures: 'log2' }).fit(tableOf(rows), classesOf(labels), contextOf(seed));
      expect(treeOf(model)).toMatchObject({ column: [5, -1, -1], threshold: [3.5] });
    }
  });
});

describe('decision-tree: models', () => {
  const answers = (model: Model) => [model.predict(asked), model.probabilities?.(asked), model.scores?.(asked)];

  it.each(['classification', 'regression'] as const)('are restored to the last bit: %s', (task) => {
    const plugin = decisionTree({ minSamplesLeaf: 2 });
    const model = plugin.fit(train, targetOf(task), contextOf(1, { weights }));
    const restored = plugin.restore(throughJson(model));
    expect(answers(restored)).toEqual(answers(model));
    expect(restored.toJSON()).toEqual(model.toJSON());
  });

  it('share ranked columns without a trace', () => {
    const cache = new Map<string, unknown>();
    for (const params of [{}, { maxFeatures: 'sqrt' }, { criterion: 'entropy' }] as const) {
      const fit = (context = contextOf(1)) => decisionTree(params).fit(train, targetOf('classification'), context);
      expect(throughJson(fit(contextOf(1, { cache })))).toEqual(throughJson(fit()));
    }
    expect(cache.size).toBe(1);
  });

  it('score two classes by how much more likely the second is', () => {
    const model = decisionTree().fit(tableOf([[1], [1], [1], [2]]), classesOf([0, 1, 0, 1]), contextOf(1));
    expect([...(model.scores?.(tableOf([[1], [2]])) ?? [])]).toEqual([1 / 3 - 2 / 3, 1]);
  });

  it('refuse rows of another width', () => {
    const model = decisionTree().fit(train, targetOf('regression'), contextOf(1));
    expect(() => model.predict(tableOf([[1]]))).toThrow('5 columns');
  });
});

describe('decision-tree: what it cannot learn from', () => {
  const two = tableOf([[1, 2], [3, 4]]); // prettier-ignore
  const labels = classesOf([0, 1]);

  it.each<{
    when: string;
    rows?: typeof two;
    target?: Target;
    params?: Partial<TreeParams>;
    weights?: number[];
    says: string;
  }>([
    { when: 'no row counts', weights: [0, 0], says: 'no training row has a weight above 0' },
    { when: 'a value is missing', rows: tableOf([[1, NaN], [3, 4]]), says: 'column "b" has a missing value' }, // prettier-ignore
    { when: 'a column is categorical', rows: tableOf([[1, 2], [3, 0]], ['b']), says: 'encode it first' }, // prettier-ignore
    {
      when: 'the criterion is for numbers',
      params: { criterion: 'squared-error' },
      says: 'not for classification. Use one of "auto", "gini", "entropy"',
    },
    {
      when: 'the criterion is for classes',
      target: numbersOf([1, 2]),
      params: { criterion: 'gini' },
      says: 'not for regression. Use one of "auto", "squared-error"',
    },
    {
      when: 'there are no classes to balance',
      target: numbersOf([1, 2]),
      params: { classWeight: 'balanced' },
      says: 'has no classes',
    },
  ])('fails as invalid when $when', ({ rows = two, target = labels, params, weights: given, says }) => {
    expect(() => decisionTree(params).fit(rows, target, contextOf(1, given ? { weights: given } : {}))).toThrow(
      expect.objectContaining({ reason: 'invalid', message: expect.stringContaining(says) as string }),
    );
  });

  it('can be cancelled', () => {
    const random = seeded(1);
    const rows = Array.from({ length: 3000 }, () => Array.from({ length: 10 }, () => random.next()));
    let pulses = 0;
    const pulse = () => {
      if (++pulses === 15) throw new Error('cancelled');
    };
    const target = numbersOf(rows.map(() => random.next()));
    expect(() => decisionTree().fit(tableOf(rows), target, { ...contextOf(1), pulse })).toThrow('cancelled');
  });
});

describe('decision-tree: sorting', () => {
  it.each([3, 24, 25, 200, 5000, 40_000])('puts %i keys in order, equal ones as they came', (count) => {
    const random = seeded(count);
    const sorter = new RankSorter(count);
    for (const range of [1, 17, 300, count - 1].filter((most) => most < count)) {
      const low = random.below(count - range);
      const keys = Int32Array.from({ length: count }, () => low + random.below(range + 1));
      const expected = [...keys.keys()].sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
      expect([...sorter.sort(keys, count, low, low + range).subarray(0, count)]).toEqual(expected);
    }
  });
});
