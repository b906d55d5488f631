import { FunctionObjective, type ScoreFunction } from '@tunewright/objectives';
import { describe, expect, it } from 'vitest';
import { callOf, complaintOf, endsOf, eventsOf } from './calls.js';

const bowl: ScoreFunction = ({ x }) => (x as number) ** 2;
const make = (name: string, functions: Readonly<Record<string, unknown>>) => new FunctionObjective({ name }, functions);

describe('function', () => {
  it.each([
    { what: 'a number', score: 3 },
    { what: 'numbers by name', score: { loss: 3, accuracy: 0.5 } },
  ])('gives $what, at once or later', async ({ score }) => {
    expect(make('f', { f: () => score }).evaluate({}, callOf())).toEqual(score);
    const later = make('f', { f: async () => Promise.resolve(score) }).evaluate({}, callOf());
    expect(later).toBeInstanceOf(Promise);
    expect(await later).toEqual(score);
  });

  it('hands on the parameters and the context, as they are', () => {
    const given: unknown[] = [];
    const parameters = { x: 2, kernel: 'rbf' };
    const context = callOf(7);
    const count = make('f', { f: (...all: unknown[]) => given.push(...all) }).evaluate(parameters, context);
    expect(count).toBe(2);
    expect(given[0]).toBe(parameters);
    expect(given[1]).toBe(context);
  });

  it.each([
    { name: 'bow', functions: { bowl, saddle: bowl }, given: 'Given are: "bowl", "saddle".' },
    { name: 'bowl', functions: {}, given: 'None is given.' },
    { name: 'bowl', functions: { bowl: 3 }, given: 'Given are: "bowl".' },
    { name: '', functions: { bowl }, given: 'Given are: "bowl".' },
    ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map((name) => {
      return { name, functions: { bowl }, given: 'Given are: "bowl".' };
    }),
  ])('knows no "$name" in $functions', ({ name, functions, given }) => {
    expect(complaintOf(() => make(name, functions))).toEqual({
      code: 'unknown-function',
      text:
        `No function "${name}" is given to the study. ${given} ` +
        `Pass it as createStudy(definition, { functions: { ${name} } }).`,
      pointer: '/objective/name',
    });
  });

  it.each(['__proto__', 'constructor', 'toString'])('calls a function that is named %s', (name) => {
    const functions = Object.fromEntries([[name, bowl]]);
    expect(make(name, functions).evaluate({ x: 3 }, callOf())).toBe(9);
  });

  it('needs no prototype', () => {
    const functions = Object.assign(Object.create(null) as Record<string, unknown>, { bowl });
    expect(make('bowl', functions).evaluate({ x: 3 }, callOf())).toBe(9);
    expect(complaintOf(() => make('constructor', functions))?.code).toBe('unknown-function');
  });

  it('throws on what the function throws', async () => {
    const refuse = (): never => {
      throw new RangeError('x is too large');
    };
    expect(() => make('refuse', { refuse }).evaluate({}, callOf())).toThrow(new RangeError('x is too large'));
    const later = make('later', { later: async () => Promise.reject(new RangeError('too late')) });
    await expect(later.evaluate({}, callOf())).rejects.toThrow('too late');
  });

  it.each([
    { what: 'a number', f: bowl, ends: [1, 4, 9] },
    { what: 'a promise', f: async ({ x }: { x: number }) => Promise.resolve({ loss: 10 - x }), ends: [9, 8, 7] },
    {
      what: 'something wrong',
      f: ({ x }: { x: number }) => [Number.NaN, 'good', undefined][x - 1],
      ends: [
        'nan: The score "loss" is not a number (NaN).',
        'invalid: The score "loss" must be a number, but is of type string.',
        'invalid: The score "loss" must be a number, but is missing.',
      ],
    },
    {
      what: 'an error',
      f: ({ x }: { x: number }) => {
        if (x === 2) throw new RangeError('x is 2');
        return x;
      },
      ends: [1, 'exception: x is 2', 3],
    },
  ])('in a study, gives $what', async ({ f, ends }) => {
    expect(endsOf(await eventsOf({ use: 'function', name: 'f' }, { functions: { f } }))).toEqual(ends);
  });
});
