// Lists that are repeated, each copy with parameters of its own.
import { Estimator, type Registry } from '@tunewright/core';
import Type from 'typebox';
import { describe, expect, it } from 'vitest';
import type { Pipeline } from '../../../core/src/definition/pipeline.js';
import { readDefinition } from '../../../core/src/definition/read.js';
import { isProblem } from '../../../core/src/problem/problem.js';
import { testRegistry } from './plugins.js';

const closed = { additionalProperties: false };
const Layer = Type.Object(
  { type: Type.Literal('dense'), units: Type.Integer({ minimum: 1 }), rate: Type.Number({ default: 0.5 }) },
  closed,
);
const Block = Type.Object(
  {
    id: Type.Optional(Type.String()),
    repeat: Type.Integer({ minimum: 0 }),
    vary: Type.Enum(['shared', 'each'], { default: 'shared' }),
    layers: Type.Array(Layer),
    copies: Type.Optional(Type.Array(Type.Array(Layer))),
  },
  { ...closed, repeats: { count: 'repeat', items: 'layers', vary: 'vary', copies: 'copies' } },
);
const Net = Type.Object({ blocks: Type.Array(Block) }, closed);

@Estimator({
  name: 'net',
  summary: 'Blocks.',
  params: Net,
  tasks: ['classification'],
  gives: () => [],
  stochastic: true,
})
class Blocks {
  readonly fit = (): never => {
    throw new Error('Never fitted.');
  };
  readonly restore = this.fit;
}

const registry: Registry = testRegistry().register([Blocks], 'the test');
const int = (low: number, high: number, more: object = {}) => ({ tune: 'int', low, high, ...more });
const read = (block: object, more: object = {}): Pipeline =>
  readDefinition(
    { data: { use: 'iris' }, steps: [{ use: 'net', blocks: [block] }], budget: { trials: 3 }, ...more },
    registry,
  );
const dense = (units: unknown): object => ({ type: 'dense', units });

function complaintsOf(block: object): string[] {
  try {
    read(block);
  } catch (error) {
    if (isProblem(error)) return error.complaints.map(({ pointer, text }) => `${pointer ?? ''} ${text}`);
    throw error;
  }
  return [];
}

describe('copies that vary', () => {
  const pipeline = read({ id: 'block', repeat: int(1, 3), vary: 'each', layers: [dense(int(4, 64)), dense(2)] });
  const NAMES = ['net.blocks.block.repeat', ...[1, 2, 3].map((copy) => `net.blocks.block.${copy}.0.units`)];
  const [repeat, first, second, third] = NAMES as [string, string, string, string];

  it('have parameters of their own, there while there are that many', () => {
    expect(pipeline.parameters).toEqual(NAMES);
    expect(pipeline.space.has({ [repeat]: 1, [first]: 8 })).toBe(true);
    expect(pipeline.space.has({ [repeat]: 1, [first]: 8, [second]: 9 })).toBe(false);
    expect(pipeline.space.has({ [repeat]: 2, [first]: 8, [second]: 9 })).toBe(true);
    expect(pipeline.space.has({ [repeat]: 3, [first]: 8, [second]: 9, [third]: 10 })).toBe(true);
    expect(pipeline.space.dimensions[0]?.type).toBe('ordered');
  });

  it('reach the plugin as lists, with defaults', () => {
    expect(pipeline.steps[0]?.resolve({ [repeat]: 2, [first]: 8, [second]: 9 }).component).toMatchObject({
      blocks: [
        {
          repeat: 2,
          copies: [
            [
              { units: 8, rate: 0.5 },
              { units: 2, rate: 0.5 },
            ],
            [
              { units: 9, rate: 0.5 },
              { units: 2, rate: 0.5 },
            ],
          ],
        },
      ],
    });
  });

  it('stay as they are written in the full form, which reads as itself', () => {
    const { steps } = pipeline.definition as unknown as { steps: { blocks: object[] }[] };
    expect(steps[0]?.blocks[0]).not.toHaveProperty('copies');
    const again = readDefinition(pipeline.definition, registry);
    expect(again.identity).toBe(pipeline.identity);
    expect(again.parameters).toEqual(pipeline.parameters);
    expect(again.definition).toEqual(pipeline.definition);
  });

  it('may be of a fixed number, or chosen among some', () => {
    const fixed = read({ repeat: 2, vary: 'each', layers: [dense(int(1, 9))] });
    expect(fixed.parameters).toEqual(['net.blocks.0.1.0.units', 'net.blocks.0.2.0.units']);
    const chosen = read({ repeat: { choose: [0, 4] }, vary: 'each', layers: [dense(7)] });
    expect(chosen.steps[0]?.resolve({ 'net.blocks.0.repeat': 0 }).component).toMatchObject({
      blocks: [{ copies: [] }],
    });
    expect(chosen.steps[0]?.resolve({ 'net.blocks.0.repeat': 4 }).component).toMatchObject({
      blocks: [{ copies: Array.from({ length: 4 }, () => [{ units: 7 }]) }],
    });
  });

  it('in a fixed number without anything tuned are lists too', () => {
    const { steps } = read({ repeat: 3, vary: 'each', layers: [dense(7)] }, { budget: {} });
    expect(steps[0]?.resolve({}).component).toMatchObject({ blocks: [{ copies: [[{}], [{}], [{}]] }] });
  });

  it('take shared domains', () => {
    const { steps, parameters } = read(
      { repeat: int(1, 2), vary: 'each', layers: [dense({ ref: 'width' })] },
      { space: { width: int(1, 9) } },
    );
    expect(parameters).toEqual(['width', 'net.blocks.0.repeat']);
    expect(steps[0]?.resolve({ width: 5, 'net.blocks.0.repeat': 1 }).component).toMatchObject({
      blocks: [{ copies: [[{ units: 5 }]] }],
    });
  });
});

describe('copies that share', () => {
  it('have one parameter each for all', () => {
    const { parameters, steps } = read({ repeat: int(1, 3), layers: [dense(int(4, 64))] });
    expect(parameters).toEqual(['net.blocks.0.repeat', 'net.blocks.0.layers.0.units']);
    const { component } = steps[0]?.resolve({ 'net.blocks.0.repeat': 2, 'net.blocks.0.layers.0.units': 5 }) ?? {};
    expect(component).toMatchObject({ blocks: [{ repeat: 2, vary: 'shared', layers: [{ units: 5 }] }] });
  });
});

describe('what is wrong in copies', () => {
  it.each<[string, object, string[]]>([
    [
      'a domain that leaves the schema',
      { repeat: int(1, 3), vary: 'each', layers: [dense(int(0, 64))] },
      ['/steps/0/blocks/0/layers/0/units The domain reaches down to 0, but units must be an integer >= 1.'],
    ],
    [
      'a value',
      { repeat: int(1, 3), vary: 'each', layers: [dense('many')] },
      ['/steps/0/blocks/0/layers/0/units "units" must be an integer >= 1, found "many".'],
    ],
    [
      'a count that cannot be told beforehand',
      { repeat: int(1, 3, { log: true }), vary: 'each', layers: [dense(int(1, 9))] },
      [
        expect.stringMatching(
          /^\/steps\/0\/blocks\/0\/repeat Copies with parameters of their own are counted beforehand/,
        ),
      ],
    ],
    [
      'too many',
      { repeat: int(1, 1000), vary: 'each', layers: [dense(int(1, 9))] },
      [expect.stringMatching(/a whole number from 0 to 100/)],
    ],
    [
      'a count that leaves the schema',
      { repeat: { choose: [-1, 2] }, vary: 'shared', layers: [dense(1)] },
      ['/steps/0/blocks/0/repeat/choose/0 "repeat" must be an integer >= 0, found -1.'],
    ],
  ])('%s', (_, block, expected) => {
    expect(complaintsOf(block)).toEqual(expected);
  });
});
