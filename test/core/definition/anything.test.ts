import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pipeline } from '../../../core/src/definition/pipeline.js';
import { readDefinition } from '../../../core/src/definition/read.js';
import { isProblem } from '../../../core/src/problem/problem.js';
import { testRegistry } from './plugins.js';

type Place = Record<string | number, unknown>;

const registry = testRegistry();
const WORDS = [
  'use',
  'choose',
  'tune',
  'low',
  'high',
  'log',
  'step',
  'points',
  'prior',
  'ordered',
  'id',
  'ref',
  'goal',
  'float',
  'int',
];
const NAMES = [
  'svc',
  'bagging',
  'small-net',
  'standard-scaler',
  'k-fold',
  'accuracy',
  'random',
  'normal',
  'rbf',
  'poly',
  '',
  '/~',
];

const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(null, true, 0, 1, -1, 2.5, 1e308, ...NAMES, ...WORDS),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(...WORDS, 'C', 'kernel', 'gamma', 'layers', 'base', 'trials', 'lag', 'name'),
      tie('tree'),
      { maxKeys: 4 },
    ),
  ),
}));

function study(): Place {
  return structuredClone({
    name: 'x',
    data: { use: 'iris' },
    cv: { use: 'k-fold', splits: 3 },
    steps: [
      { id: 'scale', choose: [{ use: 'standard-scaler' }, { use: 'passthrough' }] },
      {
        use: 'svc',
        C: { tune: 'float', low: 1, high: 2, prior: { use: 'guess', value: 1, width: 1 } },
        kernel: { choose: ['rbf', 'poly'] },
      },
    ],
    metrics: [{ use: 'accuracy' }],
    search: { use: 'random' },
    earlyStopping: [{ use: 'median' }],
    budget: { trials: 3 },
    start: [],
    seed: 1,
    run: { store: { use: 'journal' } },
  });
}

/** Every place in a value, as the object around it and its key. */
function places(value: unknown): [Place, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value);
  return inside.flatMap(([key, content]) => [[value as Place, key] as [Place, string], ...places(content)]);
}

function readOrProblem(definition: unknown): Pipeline | undefined {
  try {
    return readDefinition(definition, registry);
  } catch (error) {
    if (isProblem(error)) return undefined;
    throw error;
  }
}

describe('readDefinition', () => {
  it('answers anything with a pipeline or a problem', () => {
    const changes = fc.array(fc.tuple(fc.nat(), tree), { minLength: 1, maxLength: 3 });
    const property = fc.property(changes, (made) => {
      const definition = study();
      for (const [where, what] of made) {
        const all = places(definition);
        const [around, key] = all[where % all.length] as [Place, string];
        around[key] = what;
      }
      const pipeline = readOrProblem(definition);
      if (pipeline === undefined) return;
      const again = readDefinition(pipeline.definition, registry);
      expect(again.definition).toEqual(pipeline.definition);
      expect(again.identity).toBe(pipeline.identity);
    });
    fc.assert(property, { seed: 1, numRuns: 1000 });
  });
});
