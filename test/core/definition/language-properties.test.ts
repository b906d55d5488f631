// Definitions of random shared domains, formulas, conditions and constraints.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../core/src/contracts/json.js';
import type { Pipeline } from '../../../core/src/definition/pipeline.js';
import { readDefinition } from '../../../core/src/definition/read.js';
import { checkOf } from '../../../core/src/definition/schema-check.js';
import { seeded } from '../../../core/src/numeric/random.js';
import { testRegistry } from './plugins.js';

const registry = testRegistry();
const read = (definition: object): Pipeline => readDefinition(definition, registry);

const range = (low: number, high: number) =>
  fc.oneof(
    fc.constant({ tune: 'int', low, high }),
    fc.constant({ tune: 'int', low, high, log: true }),
    fc.constant({ tune: 'int', low, high, step: 1 }),
    fc.constant({ choose: [low, high, { tune: 'int', low: low + 1, high: high - 1 }] }),
    fc.constant({ choose: [low, low + 1, high], ordered: true }),
  );

/** Shared domains and formulas, each a whole number from 1 to 64 wherever it is there. */
const space = fc
  .record({
    width: range(4, 32),
    mode: fc.constantFrom({ choose: ['a', 'b', 'c'] }, { choose: ['c', 'a', 'b'], ordered: true }),
    depth: range(1, 8),
    gated: range(2, 16),
    gate: fc.constantFrom<Json[]>('a', ['b', 'c'], ['a', 'b', 'c']),
    half: fc.constantFrom({ expr: 'floor(width / 2)' }, { expr: 'max(1, width - 3)' }, { ref: 'width' }),
    twice: fc.constantFrom({ expr: '2 * half' }, { expr: "mode == 'a' ? half : 2" }),
    late: fc.constantFrom({ expr: 'gated + 1' }, { ref: 'gated' }),
    order: fc.shuffledSubarray(['width', 'mode', 'depth', 'gated', 'half', 'twice', 'late'], { minLength: 7 }),
  })
  .map(({ order, gate, ...all }) => {
    const members: Record<string, object> = { ...all, gated: { ...all.gated, when: { mode: gate } } };
    return Object.fromEntries(order.map((name) => [name, members[name]]));
  });

const always = fc.constantFrom<Json[]>(
  5,
  { ref: 'width' },
  { ref: 'half' },
  { ref: 'twice' },
  { expr: 'depth + half' },
  { expr: '3' },
  { tune: 'int', low: 1, high: 9 },
  { choose: [1, { tune: 'int', low: 2, high: 5 }] },
);
const sometimes = fc.oneof(always, fc.constantFrom<Json[]>({ ref: 'gated' }, { ref: 'late' }, { expr: 'gated * 2' }));

const svc = fc.record(
  {
    C: sometimes,
    kernel: fc.constantFrom<Json[]>(
      'poly',
      { choose: ['rbf', 'linear', 'poly'] },
      { expr: "mode == 'a' ? 'poly' : 'rbf'" },
    ),
    degree: sometimes,
  },
  { requiredKeys: ['kernel'] },
);
const svcOf = (params: object): JsonObject => ({ use: 'svc', ...params });

const layer = fc.oneof(
  always.map((units): JsonObject => ({ type: 'dense', units })),
  fc.constantFrom<JsonObject[]>(
    { type: 'dropout' },
    { type: 'dropout', rate: { expr: '1 / (width + 1)' } },
    { type: 'dropout', rate: { tune: 'float', low: 0.1, high: 0.5 } },
  ),
);
const net = fc
  .record({
    layers: fc.oneof(
      fc.array(layer, { minLength: 1, maxLength: 3 }),
      fc.constantFrom<Json[]>({
        choose: [[{ type: 'dropout' }], [{ type: 'dense', units: 2 }, { type: 'dropout' }]],
      }),
    ),
    optimizer: fc.constantFrom<Json[]>({}, { rate: { ref: 'width' } }, { choose: [{}, { rate: 0.5 }] }),
  })
  .map((params): JsonObject => ({ use: 'small-net', ...params }));

const estimator = fc.oneof(
  svc.map(svcOf),
  net,
  svc.map((part): JsonObject => ({ use: 'bagging', base: svcOf(part) })),
  fc.tuple(svc, net).map(([part, other]): JsonObject => ({ id: 'model', choose: [svcOf(part), other] })),
  fc.tuple(svc, svc).map(([one, two]): JsonObject => ({
    use: 'bagging',
    base: { choose: [svcOf(one), { use: 'bagging', base: svcOf(two) }] },
  })),
);

const CONSTRAINTS = [
  'width * depth <= 160',
  'gated < 14',
  'late != 4',
  "mode != 'b' || width > 6",
  'twice + half >= 3',
];

const definitions = fc
  .record({ space, estimator, constraints: fc.subarray(CONSTRAINTS) })
  .map(({ space: members, estimator: last, constraints }) => {
    // What nothing uses is a mistake.
    const numbers = Object.keys(members).filter((name) => !['mode', 'gated', 'late'].includes(name));
    const user = {
      use: 'min-max-scaler',
      low: { expr: numbers.join(' + ') },
      high: { expr: "mode == 'a' ? 1 : 2" },
    };
    const other = { id: 'gate', use: 'min-max-scaler', low: { ref: 'gated' }, high: { ref: 'late' } };
    return { data: { use: 'iris' }, budget: { trials: 3 }, space: members, steps: [user, other, last], constraints };
  });

function check(component: JsonObject): void {
  const { use, ...params } = component;
  const manifest = registry.list().find(({ name }) => name === use);
  expect(checkOf(manifest?.params as object)(params)).toEqual([]);
  const { base } = params as { base?: JsonObject };
  if (base) check(base);
}

describe('any definition of shared domains, formulas, conditions and constraints', () => {
  it('reads as itself in full form', () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        const { definition: full, identity, parameters } = read(definition);
        const again = read(JSON.parse(JSON.stringify(full)) as object);
        expect(again.definition).toEqual(full);
        expect(again.identity).toBe(identity);
        expect(again.parameters).toEqual(parameters);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('gives components that fit the schemas of their plugins, for every draw', () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        const { space: own, steps } = read(definition);
        const random = seeded(1);
        for (let i = 0; i < 10; i++) {
          const configuration = own.decode(own.sample(random));
          expect(own.has(configuration)).toBe(true);
          expect(own.decode(own.encode(configuration))).toEqual(configuration);
          for (const step of steps) check(step.resolve(configuration).component as JsonObject);
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('keeps its constraints', () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        const { space: own, shared } = read(definition);
        const random = seeded(2);
        for (let i = 0; i < 20; i++) {
          const values = shared.values(own.decode(own.sample(random))) as Readonly<Record<string, number | string>>;
          const of = (name: string): number => values[name] as number;
          const there = (name: string): boolean => Object.hasOwn(values, name);
          const verdicts: Record<string, boolean> = {
            'width * depth <= 160': of('width') * of('depth') <= 160,
            'gated < 14': !there('gated') || of('gated') < 14,
            'late != 4': !there('late') || of('late') !== 4,
            "mode != 'b' || width > 6": values['mode'] !== 'b' || of('width') > 6,
            'twice + half >= 3': of('twice') + of('half') >= 3,
          };
          for (const text of definition.constraints) expect([text, verdicts[text]]).toEqual([text, true]);
          expect(there('gated')).toBe(there('late'));
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});
