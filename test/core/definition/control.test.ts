import { describe, expect, it } from 'vitest';
import { readDefinition } from '../../../core/src/definition/read.js';
import { isProblem } from '@tunewright/core';
import { testRegistry } from './plugins.js';

const registry = testRegistry();
const x = { tune: 'float', low: 0, high: 1 };
const LEARNING = { data: { use: 'iris' }, steps: [{ use: 'svc', C: { ...x, low: 0.1 } }], budget: { trials: 3 } };
const BLACK_BOX = { objective: { use: 'function' }, space: { x }, budget: { trials: 3 } };
const stopping = { earlyStopping: [{ use: 'median' }] };

function complaints(definition: object): string[] {
  try {
    readDefinition(definition, registry);
    return [];
  } catch (error) {
    if (!isProblem(error)) throw error;
    return error.complaints.map(({ code, pointer }) => `${code} ${pointer}`);
  }
}

describe('control', () => {
  it.each<[object, object]>([
    [{}, { random: 0, unstopped: 0 }],
    [{ control: {} }, { random: 0, unstopped: 0 }],
    [{ control: { random: 0.1 } }, { random: 0.1, unstopped: 0 }],
    [
      { control: { random: 1, unstopped: 0.25 }, ...stopping },
      { random: 1, unstopped: 0.25 },
    ],
    [{ control: { unstopped: 0 } }, { random: 0, unstopped: 0 }],
  ])('of %j is %j', (said, control) => {
    const pipeline = readDefinition({ ...LEARNING, ...said }, registry);
    expect(pipeline.control).toEqual(control);
    expect(pipeline.definition['control']).toEqual(control);
  });

  it.each<[string, object, string[]]>([
    ['nothing stops trials', { control: { unstopped: 0.1 } }, ['nothingStops /control/unstopped']],
    [
      'the list of stoppers is empty',
      { control: { unstopped: 1 }, earlyStopping: [] },
      ['nothingStops /control/unstopped'],
    ],
    // What is wrong with the stoppers is enough to say.
    ['stoppers are no list', { control: { unstopped: 1 }, earlyStopping: 3 }, ['valueNotAllowed /earlyStopping']],
    [
      'a stopper is unknown',
      { control: { unstopped: 1 }, earlyStopping: [{ use: 'x' }] },
      ['unknownPlugin /earlyStopping/0/use'],
    ],
    [
      'only controls would go on forever',
      { control: { random: 1 }, budget: {} },
      ['noBudget ', 'onlyControls /control/random'],
    ],
    [
      'only controls would go on beside a grid',
      { control: { random: 1 }, search: { use: 'grid', resolution: 2 }, budget: {} },
      ['onlyControls /control/random'],
    ],
    ['a share is too large', { control: { random: 1.5 } }, ['valueNotAllowed /control/random']],
    ['a share is no number', { control: { random: '10%' } }, ['valueNotAllowed /control/random']],
    ['a key is unknown', { control: { radom: 0.1 } }, ['unknownKey /control/radom']],
    ['it is no object', { control: 0.1 }, ['valueNotAllowed /control']],
  ])('is complained about when %s', (_, said, expected) => {
    expect(complaints({ ...LEARNING, ...said }).sort()).toEqual(expected.sort());
  });
});

describe('onDuplicate', () => {
  it.each<[object, string]>([
    [LEARNING, 'reuse'],
    [BLACK_BOX, 'remeasure'],
    [{ ...LEARNING, onDuplicate: 'remeasure' }, 'remeasure'],
    [{ ...BLACK_BOX, onDuplicate: 'resample' }, 'resample'],
  ])('of %j is %s', (definition, policy) => {
    const pipeline = readDefinition(definition, registry);
    expect(pipeline.onDuplicate).toBe(policy);
    expect(pipeline.definition['onDuplicate']).toBe(policy);
  });

  it('takes no other word', () => {
    expect(complaints({ ...BLACK_BOX, onDuplicate: 'skip' })).toEqual(['valueNotAllowed /onDuplicate']);
  });
});
