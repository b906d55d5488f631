import { describe, expect, it } from 'vitest';
import { pluginsOf, readDefinition } from '../../../core/src/definition/read.js';
import type { Pipeline } from '../../../core/src/definition/pipeline.js';
import { seeded } from '../../../core/src/numeric/random.js';
import { testRegistry } from './plugins.js';

const registry = testRegistry();
const read = (definition: object): Pipeline => readDefinition(definition, registry);
const float = (low: number, high: number) => ({ tune: 'float', low, high });
const LEARNING = { data: { use: 'iris' }, steps: [{ use: 'svc', C: float(1, 10) }], budget: { trials: 3 } };
const BLACK_BOX = { objective: { use: 'function' }, space: { x: float(0, 1) }, budget: { trials: 3 } };

const definitions: Readonly<Record<string, object>> = {
  learning: LEARNING,
  'black box': {
    ...BLACK_BOX,
    instances: [1, { seed: 2 }],
    metrics: [{ name: 'loss', goal: 'minimize' }, { name: 'ms' }],
  },
  'tuned objective': { ...BLACK_BOX, objective: { use: 'function', id: 'f', scale: float(1, 2) } },
  'space alone': { space: { opt: { choose: ['sgd', { deep: [1] }] } } },
  regression: { ...LEARNING, steps: [{ use: 'ridge' }], metrics: [{ use: 'mean-squared-error', id: 'mse' }] },
  components: {
    ...LEARNING,
    steps: [
      { id: 'first', use: 'standard-scaler', withMean: { choose: [true, false] } },
      {
        use: 'bagging',
        base: {
          choose: [
            { use: 'svc', C: float(1, 2) },
            { use: 'small-net', id: 'net', layers: [{ type: 'dropout', rate: float(0, 0.5) }] },
          ],
        },
      },
    ],
  },
  spacings: {
    ...LEARNING,
    steps: [
      {
        use: 'svc',
        C: { tune: 'float', low: 1, high: 100, log: true, points: 5, prior: { use: 'guess', value: 10, width: 0.2 } },
        degree: { choose: [2, { tune: 'int', low: 4, high: 8, step: 2 }] },
        kernel: { choose: ['linear', 'poly'], ordered: true },
      },
    ],
  },
};

describe('the full form', () => {
  it.each(Object.entries(definitions))('of %s reads as itself', (_, definition) => {
    const pipeline = read(definition);
    const again = read(JSON.parse(JSON.stringify(pipeline.definition)) as object);
    expect(again.definition).toEqual(pipeline.definition);
    expect(again.identity).toBe(pipeline.identity);
    expect(again.parameters).toEqual(pipeline.parameters);
    expect(again.metrics).toEqual(pipeline.metrics);
  });

  it('says all defaults', () => {
    expect(read({ ...LEARNING, steps: [{ use: 'svc', C: float(1, 10) }] }).definition).toEqual({
      version: 1,
      name: 'study',
      data: { use: 'iris' },
      cv: { use: 'stratified-k-fold', splits: 5, shuffle: true },
      steps: [
        {
          use: 'svc',
          C: { tune: 'float', low: 1, high: 10, log: false },
          kernel: 'rbf',
          gamma: 'scale',
          degree: 3,
          probability: false,
        },
      ],
      select: 'best',
      metrics: [{ use: 'accuracy', goal: 'maximize' }],
      search: { use: 'random', lag: 1 },
      control: { random: 0, unstopped: 0 },
      onDuplicate: 'reuse',
      earlyStopping: [],
      budget: { trials: 3 },
      start: [],
      seed: 0,
      run: { concurrency: 1, order: 'deterministic', executor: { use: 'inline' } },
    });
  });
});

describe('the identity', () => {
  const { identity } = read(LEARNING);

  it.each<[string, object]>([
    ['name', { name: 'other' }],
    ['description', { description: 'x' }],
    ['schema', { $schema: './pipeline.schema.json' }],
    ['budget', { budget: { trials: 99, time: '1h' } }],
    ['place of work', { run: { timeout: '1m', executor: { use: 'inline' }, store: { use: 'journal' } } }],
    ['spelled-out controls', { control: { random: 0 }, onDuplicate: 'reuse' }],
    ['spelled-out defaults', { seed: 0, search: { use: 'random', lag: 1 }, metrics: [{ use: 'accuracy' }] }],
    ['concurrency at the same lag', { run: { concurrency: 4 }, search: { use: 'random', lag: 1 } }],
    ['order of keys', { steps: [{ C: { high: 10, low: 1, tune: 'float' }, use: 'svc' }] }],
  ])('does not depend on the %s', (_, change) => {
    expect(read({ ...LEARNING, ...change }).identity).toBe(identity);
  });

  it.each<[string, object]>([
    ['seed', { seed: 1 }],
    ['space', { steps: [{ use: 'svc', C: float(1, 11) }] }],
    ['lag', { search: { use: 'random', lag: 2 } }],
    ['concurrency, as the default of the lag', { run: { concurrency: 2 } }],
    ['order', { run: { order: 'fast' } }],
    ['folds', { cv: { use: 'k-fold' } }],
    ['start', { start: [{ 'svc.C': 2 }] }],
    ['controls', { control: { random: 0.1 } }],
    ['treatment of duplicates', { onDuplicate: 'remeasure' }],
  ])('depends on the %s', (_, change) => {
    expect(read({ ...LEARNING, ...change }).identity).not.toBe(identity);
  });

  it('depends on the order of the parameters', () => {
    const one = read({ ...BLACK_BOX, space: { x: float(0, 1), y: float(0, 1) } });
    const other = read({ ...BLACK_BOX, space: { y: float(0, 1), x: float(0, 1) } });
    expect(one.identity).not.toBe(other.identity);
  });
});

describe('a black-box study', () => {
  it('maximizes a score unless told otherwise', () => {
    expect(read(BLACK_BOX).metrics).toEqual([{ info: { name: 'score', goal: 'maximize', objective: true } }]);
  });

  it('takes those metrics as objectives that say a goal', () => {
    const { metrics, instances } = read(definitions['black box'] as object);
    expect(metrics.map(({ info }) => info.objective)).toEqual([true, false]);
    expect(instances).toEqual([1, { seed: 2 }]);
  });

  it('may tune the objective itself', () => {
    const { objective, parameters } = read(definitions['tuned objective'] as object);
    expect(parameters).toEqual(['f.scale', 'x']);
    expect(objective?.resolve({ 'f.scale': 1.5, x: 0 })).toEqual({
      component: { use: 'function', name: 'objective', scale: 1.5 },
      key: '{"name":"objective","scale":1.5,"use":"function"}',
    });
  });
});

describe('templates', () => {
  it('resolve components inside components', () => {
    const { steps, parameters } = read(definitions['components'] as object);
    expect(parameters).toEqual([
      'first.withMean',
      'bagging.base',
      'bagging.base.svc.C',
      'bagging.base.net.layers.0.rate',
    ]);
    const resolved = steps.map((step) =>
      step.resolve({ 'first.withMean': false, 'bagging.base': 'net', 'bagging.base.net.layers.0.rate': 0.25 }),
    );
    expect(resolved[0]?.component).toEqual({ use: 'standard-scaler', withMean: false, withStd: true });
    expect(resolved[1]?.component).toEqual({
      use: 'bagging',
      base: { use: 'small-net', layers: [{ type: 'dropout', rate: 0.25 }], optimizer: { rate: 0.1 } },
      rounds: 10,
    });
  });

  it.each(Object.keys(definitions))('of %s resolve every sample, to a key that is canonical', (name) => {
    const { space, steps, objective } = read(definitions[name] as object);
    const random = seeded(1);
    for (let i = 0; i < 50; i++) {
      const configuration = space.decode(space.sample(random));
      const resolved = [...steps, ...(objective ? [objective] : [])].map((part) => part.resolve(configuration));
      for (const { component, key } of resolved) {
        expect(JSON.parse(key)).toEqual(component);
        expect(Object.keys(component)).toEqual(Object.keys(component).sort());
      }
    }
  });

  it('without parameters always give the same object', () => {
    const [step] = read({ ...LEARNING, steps: [{ use: 'svc' }] }).steps;
    expect(step?.resolve({})).toBe(step?.resolve({}));
  });
});

describe('defaults', () => {
  it('run one trial when nothing is tuned', () => {
    expect(read({ data: { use: 'iris' }, steps: [{ use: 'svc' }], budget: { trials: 10 } }).budget.trials).toBe(1);
  });

  it('divide rows by class only where there are classes', () => {
    expect(read(LEARNING).splitter?.use).toBe('stratified-k-fold');
    expect(read(definitions['regression'] as object).splitter?.use).toBe('k-fold');
  });

  it('let a search end by itself', () => {
    expect(read({ ...LEARNING, budget: {}, search: { use: 'grid', resolution: 3 } }).budget.trials).toBe(Infinity);
    expect(read({ space: { x: { choose: [1, 2] } } }).space.size).toBe(2);
  });

  it('name a metric after its plugin', () => {
    expect(read(LEARNING).metrics[0]?.info.name).toBe('accuracy');
    expect(read(definitions['regression'] as object).metrics[0]?.info.name).toBe('mse');
  });
});

describe('pluginsOf', () => {
  it.each([
    [{ plugins: ['./a.js', '@acme/b'] }, ['./a.js', '@acme/b']],
    [{ plugins: 'a' }, []],
    [{ plugins: ['a', 2] }, ['a']],
    [null, []],
  ])('of %j are %j', (source, plugins) => {
    expect(pluginsOf(source)).toEqual(plugins);
  });
});
