import { assignAll, parseAssignment, parseDefinition, readDefinition } from '@tunewright/core';
import { describe, expect, it } from 'vitest';
import { complaintsOf } from './folders.js';
import { testRegistry } from './plugins.js';

const registry = testRegistry();

const LEARNING = {
  data: { use: 'iris' },
  steps: [
    { id: 'scale', on: 'numeric', choose: [{ use: 'standard-scaler', withMean: false }, { use: 'min-max-scaler' }] },
    { use: 'passthrough' },
    {
      id: 'model',
      choose: [
        { use: 'svc', C: { tune: 'float', low: 1, high: 9 } },
        { use: 'small-net', id: 'net' },
      ],
    },
  ],
  metrics: [
    { use: 'accuracy', goal: 'maximize' },
    { use: 'log-loss', id: 'loss' },
  ],
  search: { use: 'random', lag: 2 },
  earlyStopping: [{ use: 'median', warmup: 3 }],
  budget: { trials: 3 },
};
const BLACK_BOX = {
  objective: { use: 'function', id: 'f', scale: 2 },
  space: {
    lr: { tune: 'float', low: 0, high: 1 },
    'net.width': { tune: 'int', low: 1, high: 8 },
    opt: { choose: [1, 2] },
  },
  metrics: [{ name: 'score', goal: 'maximize' }],
  budget: { trials: 3 },
};

/** The value at a path of JSON after the assignments. */
function after(definition: object, assignments: readonly string[], path: string): unknown {
  const { value } = assignAll(definition, assignments);
  return path.split('/').reduce((inner, key) => (key === '' ? inner : (inner as Record<string, unknown>)[key]), value);
}

describe('an assignment', () => {
  const sets: readonly [definition: object, assignment: string, path: string, gives: unknown][] = [
    // Keys of the language.
    [LEARNING, 'seed=3', 'seed', 3],
    [LEARNING, 'budget.trials=10', 'budget', { trials: 10 }],
    [LEARNING, 'budget.time=5m', 'budget', { trials: 3, time: '5m' }],
    [LEARNING, 'run.concurrency=2', 'run', { concurrency: 2 }],
    [LEARNING, 'name=my study = good', 'name', 'my study = good'],
    [LEARNING, 'name="2024"', 'name', '2024'],
    [LEARNING, 'trainScores=true', 'trainScores', true],
    [LEARNING, 'start=[{ "model": "net" }, /* c */]', 'start', [{ model: 'net' }]],
    [LEARNING, 'plugins.0=./a.mjs', 'plugins', ['./a.mjs']],
    // Components by their place.
    [LEARNING, 'data=wine', 'data', { use: 'wine' }],
    [LEARNING, 'data="wine"', 'data', { use: 'wine' }],
    [LEARNING, 'data={"use":"csv","path":"x.csv"}', 'data', { use: 'csv', path: 'x.csv' }],
    [LEARNING, 'cv=k-fold', 'cv', { use: 'k-fold' }],
    [LEARNING, 'cv.splits=3', 'cv', { splits: 3 }],
    [LEARNING, 'search=grid', 'search', { use: 'grid', lag: 2 }],
    [LEARNING, 'run.executor=threads', 'run', { executor: { use: 'threads' } }],
    [LEARNING, 'run.store=journal', 'run/store', { use: 'journal' }],
    [LEARNING, 'metrics.0.use=f1', 'metrics/0', { use: 'f1', goal: 'maximize' }],
    [LEARNING, 'metrics.0=f1', 'metrics/0', { use: 'f1', goal: 'maximize' }],
    [LEARNING, 'metrics.2=f1', 'metrics/2', { use: 'f1' }],
    [LEARNING, 'earlyStopping.median.warmup=1', 'earlyStopping/0/warmup', 1],
    [LEARNING, 'steps.model.svc.C=1', 'steps/2/choose/0/C', 1],
    // Components by their id.
    [LEARNING, 'svc.C=1', 'steps/2/choose/0', { use: 'svc', C: 1 }],
    [LEARNING, 'model.svc.C=2', 'steps/2/choose/0', { use: 'svc', C: 2 }],
    [LEARNING, 'model.svc.C.high=20', 'steps/2/choose/0/C', { tune: 'float', low: 1, high: 20 }],
    [LEARNING, 'svc.C={"tune":"float","low":1,"high":2}', 'steps/2/choose/0/C', { tune: 'float', low: 1, high: 2 }],
    [LEARNING, 'model.net.optimizer.rate=1', 'steps/2/choose/1/optimizer', { rate: 1 }],
    [LEARNING, 'svc.kernel=linear', 'steps/2/choose/0/kernel', 'linear'],
    [LEARNING, 'median.warmup=7', 'earlyStopping/0/warmup', 7],
    [LEARNING, 'accuracy.id=share', 'metrics/0/id', 'share'],
    [LEARNING, 'loss=brier-score', 'metrics/1', { use: 'brier-score', id: 'loss' }],
    [LEARNING, 'median=percentile', 'earlyStopping/0', { use: 'percentile' }],
    // Steps keep their id and columns; of a choice the alternative is taken.
    [LEARNING, 'scale=robust-scaler', 'steps/0', { id: 'scale', on: 'numeric', use: 'robust-scaler' }],
    [
      LEARNING,
      'scale=standard-scaler',
      'steps/0',
      { id: 'scale', on: 'numeric', use: 'standard-scaler', withMean: false },
    ],
    [LEARNING, 'model=svc', 'steps/2', { id: 'model', use: 'svc', C: { tune: 'float', low: 1, high: 9 } }],
    [LEARNING, 'model=net', 'steps/2', { id: 'model', use: 'small-net' }],
    [LEARNING, 'scale.on=categorical', 'steps/0/on', 'categorical'],
    [LEARNING, 'passthrough=standard-scaler', 'steps/1', { id: 'passthrough', use: 'standard-scaler' }],
    [LEARNING, 'model.svc=ridge', 'steps/2/choose/0', { use: 'ridge' }],
    // Studies of an objective.
    [BLACK_BOX, 'f.scale=3', 'objective/scale', 3],
    [BLACK_BOX, 'objective.scale=3', 'objective/scale', 3],
    [BLACK_BOX, 'f=module', 'objective', { id: 'f', use: 'module' }],
    [BLACK_BOX, 'lr.high=10', 'space/lr', { tune: 'float', low: 0, high: 10 }],
    [BLACK_BOX, 'lr={"tune":"int","low":1,"high":2}', 'space/lr', { tune: 'int', low: 1, high: 2 }],
    [BLACK_BOX, 'net.width.high=4', 'space/net.width/high', 4],
    [BLACK_BOX, 'opt.choose=[3, 4]', 'space/opt', { choose: [3, 4] }],
    [BLACK_BOX, 'score.goal=minimize', 'metrics/0/goal', 'minimize'],
    [BLACK_BOX, 'metrics.0=loss', 'metrics/0', { name: 'loss', goal: 'maximize' }],
    // Removing.
    [LEARNING, 'budget.trials=', 'budget', {}],
    [LEARNING, 'budget=null', 'budget', undefined],
    [LEARNING, 'scale=', 'steps/0', { use: 'passthrough' }],
    [LEARNING, 'metrics.0=null', 'metrics', [{ use: 'log-loss', id: 'loss' }]],
    [LEARNING, 'test.share=', 'test', undefined],
  ];
  it.each(sets)('%#: %j', (definition, assignment, path, gives) => {
    const before = JSON.stringify(definition);
    expect(after(definition, [assignment], path)).toEqual(gives);
    expect(JSON.stringify(definition)).toBe(before);
  });

  it('is made after those before it', () => {
    const sets = ['scale=standard-scaler', 'scale.withMean=true', 'svc.C=1', 'svc.C=2', 'run={"concurrency":3}'];
    const { value } = assignAll(LEARNING, sets);
    expect(value).toMatchObject({
      steps: [{ id: 'scale', use: 'standard-scaler', withMean: true }, {}, { choose: [{ C: 2 }, {}] }],
      run: { concurrency: 3 },
    });
  });

  it('gives a definition that can be read', () => {
    const pipeline = readDefinition(assignAll(LEARNING, ['model=svc', 'scale=', 'metrics.loss=', 'seed=5']), registry);
    expect(pipeline.parameters).toEqual(['model.C']);
    expect(pipeline.seed).toBe(5);
  });

  it('is no change where there is none', () => {
    const parsed = parseDefinition('{}');
    expect(assignAll(parsed, [])).toBe(parsed);
    expect(assignAll([1], ['seed=1']).value).toEqual([1]);
  });
});

describe('parseAssignment', () => {
  it.each([
    ['svc.C=1', { path: ['svc', 'C'], text: '1' }],
    ['name=a=b', { path: ['name'], text: 'a=b' }],
    ['seed=', { path: ['seed'], text: '' }],
  ])('%s', (assignment, parts) => {
    expect(parseAssignment(assignment)).toEqual(parts);
  });

  it.each(['', 'svc.C', '=1', 'svc..C=1', '.=1', ' =1'])('refuses "%s"', (assignment) => {
    expect(complaintsOf(() => parseAssignment(assignment))).toEqual([
      `my.json: An assignment is written path=value, such as svc.C=1 or budget.trials=10, found "${assignment}".`,
    ]);
  });
});

describe('what is wrong with an assignment', () => {
  const set = (definition: object, ...assignments: string[]) =>
    complaintsOf(() =>
      readDefinition(assignAll(parseDefinition(JSON.stringify(definition), 'my.json'), assignments), registry),
    );
  const simple = { ...LEARNING, steps: [{ use: 'svc' }], metrics: [{ use: 'accuracy' }] };
  const twice = {
    ...LEARNING,
    steps: [
      { id: 'a', choose: [{ use: 'standard-scaler' }, { use: 'passthrough' }] },
      { id: 'b', choose: [{ use: 'standard-scaler' }, { use: 'passthrough' }] },
      { use: 'svc' },
    ],
    metrics: [{ use: 'accuracy' }],
  };

  const wrong: readonly [definition: object, assignment: string, says: RegExp][] = [
    [simple, 'svv.C=1', /^--set svv\.C=1: Nothing here is called "svv": .* Did you mean "svc"\?/],
    [simple, 'sed=1', /^--set sed=1: Nothing here is called "sed": .* Did you mean "seed"\?/],
    [simple, 'rhubarb=1', /There are: "accuracy", "median", "svc"\./],
    [
      twice,
      'standardScaler.withMean=true',
      /"standardScaler" may mean steps\.0\.choose\.0 or steps\.1\.choose\.0\. Write/,
    ],
    [
      twice,
      'a.withMean=true',
      /"steps\.0" is a choice and has no alternative "withMean"\. There are: .*"standardScaler"/,
    ],
    [simple, 'seed.x=1', /^--set seed\.x=1 .*"seed" must be an integer/],
    [{ ...simple, seed: 4 }, 'seed.x=1', /^--set seed\.x=1: "seed" is 4, so there is no "x" in it\./],
    [
      simple,
      'steps.7.C=1',
      /"steps" is a list of 1, so there is no "7" in it: entries are counted from 0, or called by id/,
    ],
    [simple, 'steps.svv.C=1', /so there is no "svv" in it.*Did you mean "svc"\?/],
    [simple, 'svc.C={"tune"', /^--set svc\.C=\{"tune": The value looks like JSON but is not/],
    [simple, '__proto__.x=1', /^--set __proto__\.x=1: The key "__proto__" is not allowed/],
    [simple, 'svc.constructor=1', /The key "constructor" is not allowed/],
    [simple, 'svc={"__proto__":{"polluted":1}}', /The key "__proto__" is not allowed/],
    [simple, `name=${'x'.repeat(200)}`, /^--set name=x{74}… \/name: "name" must be/],
    // What the reading finds is told with the assignment that said it.
    [simple, 'svc.C=-1', /^--set svc\.C=-1 \/steps\/0\/C: "C" must be a number > 0, found -1/],
    [simple, 'svc.Q=1', /^--set svc\.Q=1 \/steps\/0\/Q: "svc" has no key "Q"/],
    [simple, 'data=irs', /^--set data=irs \/data\/use: There is no data set "irs"\. Did you mean "iris"\?/],
    [simple, 'search.use=median', /^--set search\.use=median \/search\/use: "median" is a stopper/],
    [simple, 'svc.C={"tune":"float","low":5,"high":1}', /^--set svc\.C=.* \/steps\/0\/C: "low" must be less/],
    [simple, 'extends=./x.json', /^--set extends=\.\/x\.json \/extends: "extends" names other files/],
    [BLACK_BOX, 'lr=0.1', /^--set lr=0\.1 \/space\/lr: /],
  ];
  it.each(wrong)('%#: %j %s', (definition, assignment, says) => {
    const told = set(definition, assignment);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(says);
    expect({}).not.toHaveProperty('polluted');
  });

  it('is told all at once', () => {
    expect(set(simple, 'svv.C=1', 'seed=1', 'x')).toHaveLength(2);
  });

  it('leaves the places of everything else as they were', () => {
    const text = '{ "data": { "use": "iris" },\n "steps": [{ "use": "passthrough" }, { "use": "svc",\n "C": 0 }] }';
    const told = complaintsOf(() => readDefinition(assignAll(parseDefinition(text), ['passthrough=']), registry));
    expect(told).toEqual([expect.stringMatching(/^my\.json:3:2 \/steps\/0\/C: "C" must be a number > 0, found 0/)]);
  });
});
