import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../core/src/contracts/space.js';
import type { Pipeline } from '../../../core/src/definition/pipeline.js';
import { readDefinition } from '../../../core/src/definition/read.js';
import { seeded } from '../../../core/src/numeric/random.js';
import { isProblem } from '../../../core/src/problem/problem.js';
import { componentOf, Estimator } from '@tunewright/core';
import Type from 'typebox';
import { testRegistry } from './plugins.js';

const registry = testRegistry();
const float = (low: number, high: number, more: object = {}) => ({ tune: 'float', low, high, ...more });
const int = (low: number, high: number, more: object = {}) => ({ tune: 'int', low, high, ...more });
const FRAME = { data: { use: 'iris' }, budget: { trials: 3 } };
const net = (units: unknown, rate: unknown = 0.1) => ({
  use: 'small-net',
  layers: [
    { type: 'dense', units },
    { type: 'dense', units: { expr: 'floor(width / 2)' } },
  ],
  optimizer: { rate },
});

const read = (definition: object): Pipeline => readDefinition(definition, registry);
const learning = (space: object, step: object, more: object = {}): object => ({
  ...FRAME,
  space,
  steps: [step],
  ...more,
});
const blackBox = (space: object, more: object = {}): object => ({
  objective: { use: 'function' },
  space,
  budget: { trials: 3 },
  ...more,
});

function complaintsOf(definition: object): string[] {
  try {
    read(definition);
  } catch (error) {
    if (isProblem(error)) return error.complaints.map(({ pointer, text }) => `${pointer ?? ''} ${text}`);
    throw error;
  }
  return [];
}

describe('a shared domain', () => {
  const pipeline = read(learning({ width: int(2, 64) }, net({ ref: 'width' })));

  it('is one parameter, used in several places', () => {
    expect(pipeline.parameters).toEqual(['width']);
    expect(pipeline.steps[0]?.resolve({ width: 9 }).component).toEqual({
      use: 'small-net',
      layers: [
        { type: 'dense', units: 9 },
        { type: 'dense', units: 4 },
      ],
      optimizer: { rate: 0.1 },
    });
  });

  it('stays as it is written in the full form, which reads as itself', () => {
    const { space, steps } = pipeline.definition as { space: object; steps: object[] };
    expect(space).toEqual({ width: int(2, 64, { log: false }) });
    expect(steps[0]).toMatchObject({ layers: [{ units: { ref: 'width' } }, { units: { expr: 'floor(width / 2)' } }] });
    expect(read(pipeline.definition).identity).toBe(pipeline.identity);
  });

  it('switches parameters that matter beside it', () => {
    const { space, steps } = read(
      learning(
        { kernel: { choose: ['rbf', 'linear'] } },
        { use: 'svc', kernel: { ref: 'kernel' }, gamma: float(0.1, 1) },
      ),
    );
    expect(space.has({ kernel: 'linear' })).toBe(true);
    expect(space.has({ kernel: 'rbf' })).toBe(false);
    expect(space.has({ kernel: 'rbf', 'svc.gamma': 0.5 })).toBe(true);
    expect(steps[0]?.resolve({ kernel: 'linear' }).component).toMatchObject({ kernel: 'linear', gamma: 'scale' });
  });

  it('may be computed from others, in any order', () => {
    const { steps } = read(
      learning(
        {
          half: { expr: 'twice / 4' },
          twice: { expr: '2 * width' },
          same: { ref: 'half' },
          width: int(2, 8, { step: 2 }),
        },
        { use: 'svc', kernel: 'poly', C: { ref: 'same' }, degree: { ref: 'width' } },
      ),
    );
    expect(steps[0]?.resolve({ width: 6 }).component).toMatchObject({ C: 3, degree: 6 });
  });

  it('that is not always there leaves the default', () => {
    const { steps } = read(
      learning(
        { kernel: { choose: ['rbf', 'linear'] }, g: float(1, 2, { when: { kernel: 'rbf' } }) },
        { use: 'svc', kernel: { ref: 'kernel' }, gamma: { expr: '2 * g' } },
      ),
    );
    expect(steps[0]?.resolve({ kernel: 'rbf', g: 1.5 }).component).toMatchObject({ gamma: 3 });
    expect(steps[0]?.resolve({ kernel: 'linear' }).component).toMatchObject({ gamma: 'scale' });
  });
});

describe('"when"', () => {
  const SPACE = {
    momentum: float(0, 1, { when: { opt: 'sgd', nesterov: [true] } }),
    nesterov: { choose: [true, false], when: { opt: ['sgd', 'adam'] } },
    opt: { choose: ['sgd', 'adam', 'none'] },
  };

  it.each<[Configuration, boolean]>([
    [{ opt: 'none' }, true],
    [{ opt: 'adam', nesterov: true }, true],
    [{ opt: 'adam', nesterov: false }, true],
    [{ opt: 'sgd', nesterov: false }, true],
    [{ opt: 'sgd', nesterov: true }, false],
    [{ opt: 'sgd', nesterov: true, momentum: 0.5 }, true],
    [{ opt: 'sgd', nesterov: false, momentum: 0.5 }, false],
    [{ opt: 'none', nesterov: true }, false],
  ])('%j', (configuration, member) => {
    expect(read(blackBox(SPACE)).space.has(configuration)).toBe(member);
  });

  it('stays in the full form', () => {
    const { definition, identity } = read(blackBox(SPACE));
    expect(definition['space']).toMatchObject({ momentum: { when: { opt: 'sgd', nesterov: [true] } } });
    expect(read(definition).identity).toBe(identity);
  });
});

describe('constraints', () => {
  const definition = learning(
    { width: int(2, 64), depth: int(1, 8) },
    net({ expr: 'width * depth' }, { expr: '1 / depth' }),
    {
      constraints: ['width * depth <= 32', 'width >= 4'],
    },
  );

  it('hold for every draw', () => {
    const { space } = read(definition);
    const random = seeded(1);
    for (let i = 0; i < 200; i++) {
      const { width, depth } = space.decode(space.sample(random)) as { width: number; depth: number };
      expect(width * depth).toBeLessThanOrEqual(32);
      expect(width).toBeGreaterThanOrEqual(4);
    }
  });

  it('demand nothing of a parameter that is not there', () => {
    const { space } = read(
      blackBox({ opt: { choose: ['a', 'b'] }, x: float(0, 1, { when: { opt: 'a' } }) }, { constraints: ['x < 0.5'] }),
    );
    expect(space.has({ opt: 'b' })).toBe(true);
    expect(space.has({ opt: 'a', x: 0.4 })).toBe(true);
    expect(space.has({ opt: 'a', x: 0.6 })).toBe(false);
  });

  it('may name parameters of steps and what is computed', () => {
    const { space } = read(
      learning(
        { twice: { expr: '2 * c' }, c: float(1, 10) },
        { use: 'svc', C: { ref: 'c' }, degree: int(1, 5), gamma: { ref: 'twice' }, kernel: 'poly' },
        { constraints: ['svc.degree <= twice'] },
      ),
    );
    expect(space.has({ c: 1, 'svc.degree': 2 })).toBe(true);
    expect(space.has({ c: 1, 'svc.degree': 3 })).toBe(false);
  });

  it('are part of what the study is', () => {
    const other = { ...definition, constraints: ['width * depth <= 31', 'width >= 4'] };
    expect(read(other).identity).not.toBe(read(definition).identity);
  });
});

describe('a choice of lists and objects', () => {
  const layers = { choose: [[{ type: 'dropout' }], [{ type: 'dense', units: 2 }]] };
  const filled = { use: 'small-net', layers: [{ rate: 0.5, type: 'dropout' }], optimizer: { rate: 0.1 } };
  it.each<[string, object, string]>([
    ['in its place', { ...FRAME, steps: [{ use: 'small-net', layers }] }, 'smallNet.layers'],
    ['shared', learning({ shape: layers }, { use: 'small-net', layers: { ref: 'shape' } }), 'shape'],
  ])('%s gets the defaults of the place, and stays as it is written everywhere else', (_, definition, name) => {
    const configuration = { [name]: [{ type: 'dropout' }] };
    const { steps, space, start, definition: full, identity } = read({ ...definition, start: [configuration] });
    expect(space.has(configuration)).toBe(true);
    expect(start).toEqual([configuration]);
    expect(steps[0]?.resolve(configuration).component).toEqual(filled);
    expect(JSON.stringify(steps[0]?.resolve(configuration).component)).toBe(
      '{"layers":[{"rate":0.5,"type":"dropout"}],"optimizer":{"rate":0.1},"use":"small-net"}',
    );
    expect(JSON.stringify(full)).toContain('[{"type":"dropout"}]');
    expect(read(full).identity).toBe(identity);
  });

  it('brings components with their defaults', () => {
    const Committee = Type.Object({ members: Type.Array(componentOf('estimator')) }, { additionalProperties: false });
    @Estimator({
      name: 'committee',
      summary: 'Some together.',
      params: Committee,
      tasks: ['classification'],
      gives: () => [],
      stochastic: false,
    })
    class Together {
      readonly fit = (): never => {
        throw new Error('Never fitted.');
      };
      readonly restore = this.fit;
    }
    const members = {
      choose: [
        [{ use: 'ridge' }],
        [
          { use: 'ridge', alpha: 2 },
          { use: 'ridge', alpha: 3 },
        ],
      ],
    };
    const own = testRegistry().register([Together], 'the test');
    const { steps } = readDefinition({ ...FRAME, steps: [{ use: 'committee', members }] }, own);
    const { component } = steps[0]?.resolve({ 'committee.members': [{ use: 'ridge' }] }) ?? {};
    expect(component).toEqual({ use: 'committee', members: [{ use: 'ridge', alpha: 1 }] });
    const wrong = { choose: [[{ use: 'ridge', alpha: -1 }], [{ use: 'rigde' }]] };
    expect(() => readDefinition({ ...FRAME, steps: [{ use: 'committee', members: wrong }] }, own)).toThrow(
      /choose\/0\/0\/alpha: .*>= 0.*\n.*choose\/1\/0\/use: .*Did you mean "ridge"/s,
    );
  });
});

describe('what refers to something else', () => {
  const width = { width: int(2, 9) };
  const choice = { opt: { choose: ['a', 'b'] } };
  it.each<[string, object, string[]]>([
    [
      'an unknown name',
      learning(width, net({ ref: 'widht' })),
      ['/steps/0/layers/0/units/ref "space" has no member "widht". Did you mean "width"?'],
    ],
    [
      'no space',
      { ...FRAME, steps: [{ use: 'svc', C: { ref: 'c' } }] },
      ['/steps/0/C/ref "space" has no member "c". Add it: "space": { "c": { "tune": … } }.'],
    ],
    [
      'a domain that does not fit',
      learning({ c: float(-1, 2) }, { use: 'svc', C: { ref: 'c' } }),
      ['/steps/0/C "C" refers to "c", which may be -1, but must be a number > 0.'],
    ],
    [
      'a choice that does not fit',
      learning({ c: { choose: [1, 'x'] } }, { use: 'svc', C: { ref: 'c' } }),
      ['/steps/0/C "C" refers to "c", which may be "x", but must be a number > 0.'],
    ],
    [
      'a choice of lists that do not fit',
      learning(
        { shape: { choose: [[{ type: 'dropout' }], [{ type: 'dense' }], [{ type: 'dropout', rat: 1 }]] } },
        { use: 'small-net', layers: { ref: 'shape' } },
      ),
      ['/steps/0/layers/0 "layers[0]" needs the key "units": an integer >= 1.'],
    ],
    [
      'a formula that is called like a parameter',
      learning(
        { ...width, 'svc.C': { expr: 'width * 2' } },
        { use: 'svc', C: float(1, 2), kernel: 'poly', degree: { ref: 'svc.C' } },
      ),
      [
        '/space/svc.C "svc.C" is a member of "space" and a parameter of a component. Rename the member, or give the component another "id".',
      ],
    ],
    [
      'an expression that gives no integer',
      learning(width, net({ expr: 'width / 2' })),
      [
        '/steps/0/layers/0/units "width / 2" gives 4.5 where width is 9, but "units" must be an integer >= 1. Write "floor(width / 2)".',
      ],
    ],
    [
      'an expression that cannot always be computed',
      learning({ c: int(0, 3) }, { use: 'svc', C: { expr: '1 / c' } }),
      [
        '/steps/0/C/expr "1 / c" cannot be computed where c is 0: it gives Infinity. Narrow the domains or change the expression, so that it can always be computed.',
      ],
    ],
    [
      'an expression that is none',
      learning(width, { use: 'svc', kernel: 'poly', C: { expr: 'width *' }, degree: { ref: 'width' } }),
      ['/steps/0/C/expr "width *" is no expression: at character 8: Expected expression after *.'],
    ],
    [
      'a number',
      learning(width, net({ ref: 3 })),
      ['/steps/0/layers/0/units/ref "ref" is the name of a member of "space", found 3.'],
    ],
    [
      'a place where nothing can be tuned',
      learning(width, net({ ref: 'width' }), { cv: { use: 'k-fold', splits: { ref: 'width' } } }),
      [
        '/cv/splits Nothing can be tuned here: domains belong in "steps", or in the objective and its "space". Write a value.',
      ],
    ],
    [
      'a circle',
      blackBox({ a: { expr: 'b + 1' }, b: { ref: 'c' }, c: { expr: '2 * a' }, x: float(0, 1) }),
      ['/space/a "a" depends on itself: a → b → c → a. Begin with a domain that depends on nothing.'],
    ],
    [
      'a circle of conditions',
      blackBox({ a: { choose: [1, 2], when: { b: 1 } }, b: { choose: [1, 2], when: { a: 1 } } }),
      ['/space/a "a" depends on itself: a → b → a. Begin with a domain that depends on nothing.'],
    ],
    [
      'itself',
      blackBox({ a: { expr: 'a + 1' } }),
      ['/space/a "a" depends on itself: a → a. Begin with a domain that depends on nothing.'],
    ],
    [
      'a domain that nothing uses',
      learning({ ...width, lost: float(0, 1) }, { use: 'svc', kernel: 'poly', degree: { ref: 'width' } }),
      ['/space/lost Nothing in "steps" uses "lost". Write { "ref": "lost" } where its value belongs, or remove it.'],
    ],
    [
      'a condition on a number',
      blackBox({ ...width, x: float(0, 1, { when: { width: 1 } }) }),
      ['/space/x/when/width "width" has no alternatives: only a domain with "choose" in "space" can switch others on.'],
    ],
    [
      'a condition on nothing',
      blackBox({ ...choice, x: float(0, 1, { when: { op: 'a' } }) }),
      ['/space/x/when/op "space" has no member "op". Did you mean "opt"?'],
    ],
    [
      'a condition on no alternative',
      blackBox({ ...choice, x: float(0, 1, { when: { opt: ['a', 'c'] } }) }),
      ['/space/x/when/opt "opt" is never "c". Its alternatives are "a" or "b".'],
    ],
    [
      'a condition that is none',
      blackBox({ ...choice, x: float(0, 1, { when: 'opt' }) }),
      [
        '/space/x/when "when" says beside which choices the domain is there, such as { "optimizer": "sgd" } or { "optimizer": ["sgd", "adam"] }, found "opt".',
      ],
    ],
    [
      'a value that may be missing',
      learning(
        { ...choice, n: int(1, 4, { when: { opt: 'a' } }) },
        {
          use: 'small-net',
          layers: [{ type: 'dense', units: { ref: 'n' } }],
        },
      ),
      [
        '/steps/0/layers/0/units "units" must always have a value, but comes from a member of "space" that is there only under its "when". Remove that "when", or tune "units" here.',
      ],
    ],
    [
      'a constraint on nothing',
      blackBox(width, { constraints: ['1 < 2', 'wdth < 3'] }),
      [
        '/constraints/0 "1 < 2" names no parameter, so it constrains nothing. Name parameters as in "svc.C <= 100".',
        '/constraints/1 No parameter is called "wdth". Did you mean "width"?',
      ],
    ],
    [
      'a constraint that is no condition',
      blackBox(width, { constraints: ['width * 2'] }),
      [
        expect.stringMatching(
          /^\/constraints\/0 A constraint is a condition such as "width \* depth <= 4096", but "width \* 2" gives \d+ where width is \d+\. Compare it with something\.$/,
        ),
      ],
    ],
    [
      'a constraint on a text',
      blackBox(choice, { constraints: ['opt > 3'] }),
      [expect.stringContaining('">" takes numbers, found "')],
    ],
    [
      'constraints that nothing fulfils',
      blackBox(width, { constraints: ['width > 5', 'width < 3'] }),
      [
        '/constraints None of 2000 random configurations fulfils all constraints "width > 5", "width < 3". Loosen them, or narrow the domains to where they hold.',
      ],
    ],
    [
      'a start that breaks a constraint',
      blackBox(width, { constraints: ['width > 5'], start: [{ width: 2 }] }),
      ['/start/0 The configuration does not fulfil the constraint "width > 5".'],
    ],
  ])('%s', (_, definition, expected) => {
    expect(complaintsOf(definition)).toEqual(expected);
  });

  it('in a long chain is read, and refused when too long', () => {
    const chain = (length: number): object => ({
      x: float(0, 1),
      ...Object.fromEntries(
        Array.from({ length }, (_, i) => [`f${i}`, { expr: `${i === 0 ? 'x' : `f${i - 1}`} + 1` }]),
      ),
    });
    const pipeline = read(blackBox(chain(900)));
    expect(pipeline.shared.values({ x: 0.5 })['f899']).toBe(900.5);
    const backwards = Object.fromEntries(Object.entries(chain(3000)).reverse());
    expect(complaintsOf(blackBox(backwards))[0]).toMatch(/More than 1000 members of "space" depend on each other/);
  });

  it('twice each does not take twice as long each', () => {
    const doubling = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`f${i}`, { expr: i === 0 ? 'x + x' : `f${i - 1} + f${i - 1}` }]),
    );
    const pipeline = read(blackBox({ x: float(0, 1), ...doubling }));
    expect(pipeline.shared.values({ x: 1 })['f59']).toBe(2 ** 60);
  });
});
