import { provide, RANDOM, Registry, seeded, type Component, type SplitterPlugin } from '@tunewright/core';
import { contract } from '@tunewright/core/testing';
import { KFold, learning, Repeated } from '@tunewright/learning';
import { describe, expect, it } from 'vitest';
import { problemOf, split, tests } from './splitting.js';

const registry = new Registry().register(learning, '@tunewright/learning');
const workshop = registry.workshop([provide(RANDOM, seeded(1))]);
const repeated = (times: number, splitter: Component): SplitterPlugin =>
  workshop.make('splitter', { use: 'repeated', times, splitter });
const kFold = { use: 'k-fold', splits: 4, shuffle: true };

describe('repeated', () => {
  it('holds out every row once in each repetition, each by a generator of its own', () => {
    const folds = tests(split(repeated(3, kFold), 22));
    const repetitions = [0, 1, 2].map((i) => folds.slice(4 * i, 4 * (i + 1)));
    const rows = Array.from({ length: 22 }, (_, row) => row);
    for (const [i, repetition] of repetitions.entries()) {
      expect(repetition.flat().sort((a, b) => a - b)).toEqual(rows);
      expect(repetition).toEqual(
        tests(split(new KFold({ splits: 4, shuffle: true }), 22, { random: seeded(1).split(i) })),
      );
    }
    expect(new Set(repetitions.map(String)).size).toBe(3);
    expect(folds).toHaveLength(12);
  });

  it('can repeat what repeats', () => {
    expect(split(repeated(2, { use: 'repeated', times: 3, splitter: kFold }), 22)).toHaveLength(24);
  });

  it('hands groups on', () => {
    const groups = Int32Array.from({ length: 24 }, (_, row) => row % 8);
    const folds = split(repeated(2, { use: 'group-k-fold', splits: 4, shuffle: true }), 24, { groups });
    for (const { train, test } of folds) for (const row of test) expect(Array.from(train)).not.toContain(row - 8);
  });

  it('refuses to repeat the same folds', () => {
    const found = problemOf(() => split(repeated(2, { ...kFold, shuffle: false }), 22));
    expect(found?.code).toBe('nothingNew');
    expect(found?.text).toContain('"shuffle"');
  });

  it('refuses what the splitter refuses', () => {
    expect(problemOf(() => split(repeated(2, kFold), 3))?.code).toBe('tooFewRows');
  });

  for (const { name, check } of contract(Repeated, { registry })) it(name, check);
});
