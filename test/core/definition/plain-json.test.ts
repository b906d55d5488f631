import { describe, expect, it } from 'vitest';
import { readDefinition } from '../../../core/src/definition/read.js';
import { isProblem, type Complaint } from '../../../core/src/problem/problem.js';
import { testRegistry } from './plugins.js';

const STUDY = { data: { use: 'iris' }, steps: [{ use: 'svc' }] };

function complaintsOf(source: unknown): readonly Complaint[] {
  try {
    readDefinition(source, testRegistry());
  } catch (error) {
    if (isProblem(error)) return error.complaints;
    throw error;
  }
  return [];
}

describe('a definition that is a JavaScript value', () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  let deep: unknown = [];
  for (let i = 0; i < 10_000; i++) deep = [deep];

  it.each([
    ['a function', () => 1, 'a function'],
    ['undefined', undefined, 'undefined'],
    ['NaN', NaN, 'NaN'],
    ['infinity', -Infinity, '-Infinity'],
    ['a date', new Date(0), 'an object of class Date'],
    ['a map', new Map(), 'an object of class Map'],
    ['a symbol', Symbol('x'), 'a symbol'],
    ['a bigint', 1n, 'a bigint'],
    ['a circle', circle, 'an object that contains itself'],
  ])('may not contain %s', (_, value, words) => {
    const [complaint] = complaintsOf({ ...STUDY, description: value });
    expect(complaint?.code).toBe('notPlain');
    expect(complaint?.text).toContain(`found ${words}.`);
    expect(complaint?.pointer).toMatch(/^\/description/);
  });

  it('may not be nested without end', () => {
    expect(complaintsOf({ ...STUDY, instances: deep })[0]?.code).toBe('tooDeep');
  });

  it('may use one object twice', () => {
    const scaler = { use: 'standard-scaler' };
    const steps = [scaler, { id: 'choice', choose: [scaler, { use: 'passthrough' }] }, { use: 'svc' }];
    expect(complaintsOf({ ...STUDY, steps })).toEqual([]);
  });

  it('may not reach for the prototype', () => {
    const step: unknown = JSON.parse('{ "use": "svc", "__proto__": { "polluted": true } }');
    expect(complaintsOf({ ...STUDY, steps: [step] })).toMatchObject([
      { code: 'forbiddenKey', pointer: '/steps/0/__proto__' },
    ]);
    expect({}).not.toHaveProperty('polluted');
  });

  it('is copied', () => {
    const source = { ...STUDY, start: [{}] };
    const { start } = readDefinition(source, testRegistry());
    (source.start[0] as Record<string, number>)['x'] = 1;
    expect(start).toEqual([{}]);
  });

  it.each([[null], [7], ['text'], [[STUDY]]])('is an object, not %j', (source) => {
    expect(complaintsOf(source)).toMatchObject([{ code: 'noObject', pointer: '' }]);
  });
});
