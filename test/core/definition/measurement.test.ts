import { describe, expect, it } from 'vitest';
import { isProblem } from '@tunewright/core';
import { readDefinition } from '../../../core/src/definition/read.js';
import { testRegistry } from './plugins.js';

const registry = testRegistry();
const x = { tune: 'float', low: 0, high: 1 };
const BLACK_BOX = { objective: { use: 'function', name: 'f' }, space: { x }, budget: { trials: 3 } };
const read = (more: object) => readDefinition({ ...BLACK_BOX, ...more }, registry);

function complaints(definition: object): string[] {
  try {
    readDefinition(definition, registry);
    return [];
  } catch (error) {
    if (!isProblem(error)) throw error;
    return error.complaints.map(({ code, pointer }) => `${code} ${pointer}`);
  }
}

describe('repeats', () => {
  it.each<[unknown, object, object | undefined]>([
    [undefined, { times: 1, aggregate: 'mean' }, undefined],
    [1, { times: 1, aggregate: 'mean' }, undefined],
    [{ times: 1, aggregate: 'median' }, { times: 1, aggregate: 'median' }, undefined],
    [3, { times: 3, aggregate: 'mean' }, { times: 3, aggregate: 'mean' }],
    [{ times: 4 }, { times: 4, aggregate: 'mean' }, { times: 4, aggregate: 'mean' }],
    [
      { times: 5, aggregate: 'trimmed' },
      { times: 5, aggregate: 'trimmed', share: 0.2 },
      { times: 5, aggregate: 'trimmed', share: 0.2 },
    ],
    [
      { times: 3, aggregate: 'trimmed', share: 0.35 },
      { times: 3, aggregate: 'trimmed', share: 0.35 },
      { times: 3, aggregate: 'trimmed', share: 0.35 },
    ],
  ])('of %j are %j, in full %j', (said, repeats, full) => {
    const pipeline = read(said === undefined ? {} : { repeats: said });
    expect(pipeline.repeats).toEqual(repeats);
    expect(pipeline.definition['repeats']).toEqual(full);
    const again = readDefinition(pipeline.definition, registry);
    expect(again.definition).toEqual(pipeline.definition);
    expect(again.identity).toBe(pipeline.identity);
  });

  it('are part of what a study is', () => {
    const identities = [undefined, 2, 3, { times: 3, aggregate: 'median' }].map(
      (repeats) => read(repeats === undefined ? {} : { repeats }).identity,
    );
    expect(new Set(identities).size).toBe(4);
    expect(read({ repeats: 1 }).identity).toBe(read({}).identity);
    expect(read({ repeats: { times: 3 } }).identity).toBe(read({ repeats: 3 }).identity);
  });

  const learning = { data: { use: 'iris' }, repeats: 3, budget: { trials: 3 } };
  const tuned = { use: 'svc', C: { ...x, low: 0.1 } };
  it.each<[string, object, string[]]>([
    ['an estimator draws nothing', { steps: [tuned] }, ['nothingVaries /repeats']],
    ['it is measured once', { steps: [tuned], repeats: 1 }, []],
    ['the estimator is unknown', { steps: [{ use: 'svm' }] }, ['unknownPlugin /steps/0/use']],
    ['times are no number', { steps: [tuned], repeats: { times: 'x' } }, ['valueNotAllowed /repeats/times']],
  ])('in a study that learns, where %s', (_, more, expected) => {
    expect(complaints({ ...learning, ...more })).toEqual(expected);
  });
});

describe('a budget of costs', () => {
  it('is enough to end a search, and no part of what a study is', () => {
    const pipeline = read({ budget: { cost: 5.5, costUnit: 'EUR' } });
    expect(pipeline.budget).toEqual({ trials: Infinity, milliseconds: Infinity, cost: 5.5, unit: 'EUR' });
    expect(pipeline.definition['budget']).toEqual({ cost: 5.5, costUnit: 'EUR' });
    expect(pipeline.identity).toBe(read({}).identity);
    expect(complaints({ ...BLACK_BOX, budget: {} })).toEqual(['noBudget ']);
    const controls = { ...BLACK_BOX, control: { random: 1 }, budget: { cost: 3 } };
    expect(complaints(controls)).toEqual([]);
  });
});

describe('a rate', () => {
  it('says how a study runs, not what it is', () => {
    const pipeline = read({ run: { rate: '60/5m' } });
    expect(pipeline.run.rate).toEqual({ count: 60, milliseconds: 300_000 });
    expect(pipeline.definition['run']).toMatchObject({ rate: '60/5m' });
    expect(pipeline.identity).toBe(read({}).identity);
    expect(read({}).run).not.toHaveProperty('rate');
  });

  it.each(['10', '/s', '0/s', '1.5/s', '10/0s', '10/0.0s', '10/week', '10 / s', '-1/s', '1000000/s', ''])(
    'is not written %j',
    (rate) => {
      expect(complaints({ ...BLACK_BOX, run: { rate } })).toEqual(['valueNotAllowed /run/rate']);
    },
  );
});
