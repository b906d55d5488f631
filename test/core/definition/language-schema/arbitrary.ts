// Definitions drawn from the schemas of plugins.
import fc from 'fast-check';
import type { Json, JsonObject, Kind, Registry } from '@tunewright/core';

interface Schema {
  readonly type?: string;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly default?: unknown;
  readonly component?: Kind;
}

interface Place {
  readonly registry: Registry;
  readonly open: boolean;
  /** Inside alternatives no defaults are filled in. */
  readonly whole?: boolean;
}

// Objects as a parser makes them.
const OBJECT = { noNullPrototype: true };

const anyJson: fc.Arbitrary<Json> = fc.constantFrom<Json>(1, 'x', null, true, [1, 'y'], { a: 1 });

/** Of a learning study or of an objective. */
export function definitions(registry: Registry): fc.Arbitrary<JsonObject> {
  const closed = { registry, open: false };
  const open = { registry, open: true };
  const common = {
    name: fc.constantFrom('a', 'my study'),
    search: component('searcher', closed, { lag: fc.integer({ min: 1, max: 4 }) }),
    earlyStopping: fc.array(component('stopper', closed, { id: fc.constantFrom('one', 'two') }), { maxLength: 2 }),
    budget: fc.constantFrom<JsonObject>(
      { trials: 5 },
      { time: '1.5h' },
      { trials: 2, time: '10s' },
      { cost: 9, costUnit: 'J' },
    ),
    repeats: fc.constantFrom<Json>(
      1,
      4,
      { times: 2, aggregate: 'median' },
      { times: 9, aggregate: 'trimmed', share: 0.3 },
    ),
    control: fc.record({ random: fraction, unstopped: fraction }, { requiredKeys: [], ...OBJECT }),
    onDuplicate: fc.constantFrom('reuse', 'remeasure', 'resample'),
    seed: fc.nat(),
    select: fc.constantFrom('best', 'one-standard-error', 'cheapest-tied'),
    space: space(),
    constraints: fc.constantFrom<Json>([], ['width < 5']),
    run: fc.record(
      {
        concurrency: fc.integer({ min: 1, max: 4 }),
        rate: fc.constantFrom('1/s', '60/2.5m'),
        order: fc.constantFrom('deterministic', 'fast'),
        store: component('store', closed),
      },
      { requiredKeys: [], ...OBJECT },
    ),
  };
  const learning = fc.record(
    {
      ...common,
      data: component('data-set', closed),
      cv: component('splitter', closed),
      steps: steps(open),
      metrics: fc.array(component('metric', closed, { id: fc.constantFrom('one', 'two') }), { minLength: 1 }),
      test: fc.constant({ share: 0.25 }),
      trainScores: fc.boolean(),
    },
    { requiredKeys: ['data', 'steps', 'metrics'], ...OBJECT },
  );
  const objective = fc.record(
    {
      ...common,
      objective: component('objective', open, { id: fc.constantFrom('one', 'two') }),
      instances: fc.array(anyJson, { minLength: 1 }),
      metrics: fc.constantFrom<Json>(
        [{ name: 'loss', goal: 'minimize' }],
        [{ name: 'a', goal: 'maximize' }, { name: 'b' }],
      ),
    },
    { requiredKeys: ['objective', 'space'], ...OBJECT },
  );
  return fc.oneof(learning, objective);
}

const fraction = fc.constantFrom(0, 0.25, 1);

function space(): fc.Arbitrary<JsonObject> {
  const range = fc.constantFrom<JsonObject>(
    { tune: 'int', low: 1, high: 8 },
    { tune: 'float', low: 0.1, high: 10, log: true, prior: { use: 'guess', value: 1, width: 0.3 } },
    { tune: 'float', low: 0, high: 1, points: 5, when: { kind: 'a' } },
  );
  return fc.record(
    {
      width: range,
      kind: fc.constantFrom<JsonObject>({ choose: ['a', 'b'] }, { choose: ['a', 'b', 3], ordered: true }),
      depth: fc.constantFrom<JsonObject>({ expr: 'width * 2' }, { ref: 'width' }),
    },
    { requiredKeys: ['width', 'kind'], ...OBJECT },
  );
}

function steps(place: Place): fc.Arbitrary<Json> {
  const own = {
    on: fc.constantFrom<Json>('numeric', 'categorical', ['a', 'b']),
    fitOn: fc.constantFrom('train', 'all'),
  };
  const id = { id: fc.constantFrom('one', 'two', 'three') };
  const transformer = fc.oneof(component('scaler', place, { ...id, ...own }), component('transformer', place, id));
  const chosen = fc.record(
    { id: fc.constantFrom('scale', 'prepare'), choose: distinct(transformer), ...own },
    { requiredKeys: ['id', 'choose'], ...OBJECT },
  );
  const estimator = component('estimator', place, id);
  const model = fc.record({ id: fc.constant('model'), choose: distinct(estimator) }, OBJECT);
  return fc
    .tuple(fc.array(fc.oneof(transformer, chosen), { maxLength: 2 }), fc.oneof(estimator, model))
    .map(([before, last]) => [...before, last] as Json);
}

const distinct = <T extends Json>(values: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.uniqueArray(values, { minLength: 2, maxLength: 3, selector: (value) => JSON.stringify(value) });

function component(
  kind: Kind,
  place: Place,
  own: Readonly<Record<string, fc.Arbitrary<Json>>> = {},
): fc.Arbitrary<JsonObject> {
  const plugins = place.registry.list(kind).map(({ name, params }) => {
    const schema = params as Schema;
    const members = Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([key, member]) => [key, value(member, place)]),
    );
    const all: Record<string, fc.Arbitrary<Json>> = { use: fc.constant(name), ...own, ...members };
    return fc.record(all, { requiredKeys: ['use', ...needed(schema)], ...OBJECT });
  });
  return fc.oneof(...plugins);
}

function needed({ required = [], properties }: Schema): string[] {
  return required.filter((key) => properties?.[key]?.default === undefined);
}

function value(schema: Schema, place: Place): fc.Arbitrary<Json> {
  const text = JSON.stringify(schema).includes('"string"') && place.whole !== true;
  const environment = fc.constant<Json>({ env: 'TOKEN' });
  const written = text ? fc.oneof({ weight: 5, arbitrary: plain(schema, place) }, environment) : plain(schema, place);
  if (!place.open || schema.component !== undefined) return written;
  const alternatives = distinct(plain(schema, { ...place, open: false, whole: true })).map((choose): Json => ({
    choose,
  }));
  const shared = fc.constantFrom<Json>({ ref: 'width' }, { ref: 'kind' }, { expr: 'width + 1' });
  const range = numberRange(schema);
  return fc.oneof(
    { weight: 5, arbitrary: written },
    { weight: 1, arbitrary: countOf(schema) < 2 ? written : alternatives },
    { weight: 1, arbitrary: shared },
    { weight: 1, arbitrary: range ?? written },
  );
}

/** How many values there are, as far as that is little. */
function countOf({ enum: listed, const: only, properties }: Schema): number {
  if (only !== undefined || (properties !== undefined && Object.keys(properties).length === 0)) return 1;
  return listed?.length ?? 2;
}

function numberRange(schema: Schema): fc.Arbitrary<Json> | undefined {
  const numeric = (schema.anyOf ?? [schema]).find(({ type }) => type === 'number' || type === 'integer');
  if (numeric === undefined) return undefined;
  const tune = numeric.type === 'integer' ? 'int' : 'float';
  return fc
    .tuple(numbers(numeric), numbers(numeric))
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => ({ tune, low: Math.min(a, b), high: Math.max(a, b) }));
}

function plain(schema: Schema, place: Place): fc.Arbitrary<Json> {
  const { component: kind, anyOf } = schema;
  if (kind !== undefined) return nested(kind, place);
  if (anyOf !== undefined) return fc.oneof(...anyOf.map((branch) => plain(branch, place)));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return numbers(schema);
    case 'string':
      return fc.constantFrom('x', 'y.csv', 'some words');
    case 'array':
      return fc.array(value(schema.items ?? {}, place), { minLength: schema.minItems ?? 0, maxLength: 3 });
    case 'object':
      return object(schema, place);
    default:
      return anyJson;
  }
}

function nested(kind: Kind, place: Place): fc.Arbitrary<Json> {
  // Components hold components: one level is enough.
  const flat = fc.constantFrom<Json>(
    ...place.registry
      .list(kind)
      .filter(({ params }) => needed(params as Schema).length === 0)
      .map(({ name }) => ({ use: name })),
  );
  return place.open
    ? fc.oneof(
        flat,
        distinct(flat).map((choose) => ({ choose })),
      )
    : flat;
}

function object(schema: Schema, place: Place): fc.Arbitrary<Json> {
  const [pattern] = Object.values(schema.patternProperties ?? {});
  if (pattern !== undefined)
    return fc.dictionary(fc.constantFrom('a', 'b', 'c'), value(pattern, place), { maxKeys: 2, ...OBJECT });
  const members = Object.entries(schema.properties ?? {}).map(([key, member]) => [key, value(member, place)] as const);
  const requiredKeys = place.whole === true ? [...(schema.required ?? [])] : needed(schema);
  return fc.record(Object.fromEntries(members), { requiredKeys, ...OBJECT });
}

function numbers({ type, minimum, exclusiveMinimum, maximum, exclusiveMaximum }: Schema): fc.Arbitrary<number> {
  const low = minimum ?? exclusiveMinimum ?? (maximum ?? exclusiveMaximum ?? 1) - 20;
  const high = maximum ?? exclusiveMaximum ?? low + 20;
  if (type === 'integer') return fc.integer({ min: low, max: Math.min(high, low + 20) });
  return fc.constantFrom(0.125, 0.5, 0.875).map((share) => low + share * (high - low));
}
