import Type from 'typebox';
import { describe, expect, it } from 'vitest';
import {
  CLOCK,
  isProblem,
  manifestOf,
  Metric,
  Monitor,
  provide,
  Registry,
  token,
  type Complaint,
  type MetricPlugin,
  type MonitorPlugin,
  type Token,
} from '@tunewright/core';
import { plugin } from '../../../core/src/plugin/manifest.js';

const NONE = Type.Object({}, { additionalProperties: false });
const LABEL: Token<string> = token('label');
const FACTS = { goal: 'maximize', needs: 'values', tasks: ['classification'], summary: 'Measures.' } as const;

@Metric({ name: 'one', params: NONE, ...FACTS })
class One implements MetricPlugin {
  score(): number {
    return 1;
  }
}
@Metric({ name: 'two', params: NONE, ...FACTS })
class Two implements MetricPlugin {
  score(): number {
    return 2;
  }
}
@Monitor({ name: 'one', summary: 'Watches.', params: NONE })
class OneOfAnotherKind implements MonitorPlugin {
  next(): void {
    // It watches only.
  }
  close(): void {
    // It has nothing to close.
  }
}
@Metric({ name: 'labeled', params: NONE, ...FACTS, uses: [LABEL] })
class Labeled implements MetricPlugin {
  constructor(
    readonly params: object,
    readonly label: string,
  ) {}
  score(): number {
    return 3;
  }
}

/** A class with a manifest that the types would not allow. */
function odd(kind: string, description: object): unknown {
  class Odd {}
  (plugin as (kind: string, description: object) => (target: unknown) => void)(kind, description)(Odd);
  return Odd;
}

function complaintsOf(...classes: readonly unknown[]): readonly Complaint[] {
  try {
    new Registry().register(classes, 'the test');
  } catch (error) {
    if (isProblem(error)) return error.complaints;
    throw error;
  }
  return [];
}

describe('registering', () => {
  class Subclass extends One {}
  class Undecorated {}
  const cases: readonly { what: string; target: unknown; code: string; text: RegExp }[] = [
    { what: 'a subclass without a manifest of its own', target: Subclass, code: 'notAPlugin', text: /"Subclass"/ },
    { what: 'a class without decorator', target: Undecorated, code: 'notAPlugin', text: /@Scaler/ },
    { what: 'no class', target: null, code: 'notAPlugin', text: /null/ },
    { what: 'a value', target: 5, code: 'notAPlugin', text: /type number/ },
    {
      what: 'an unknown kind',
      target: odd('metrics', { name: 'a', params: NONE }),
      code: 'unknownKind',
      text: /"metrics".*"metric"/,
    },
    {
      what: 'a bad name',
      target: odd('metric', { name: 'TopScore', params: NONE }),
      code: 'badPluginName',
      text: /kebab/,
    },
    { what: 'no name', target: odd('metric', { params: NONE }), code: 'badPluginName', text: /kebab/ },
    { what: 'no schema', target: odd('metric', { name: 'a' }), code: 'badPluginParams', text: /Type\.Object/ },
    {
      what: 'a schema of no object',
      target: odd('metric', { name: 'a', params: Type.Number() }),
      code: 'badPluginParams',
      text: /Type\.Object/,
    },
  ];
  it.each(cases)('refuses $what', ({ target, code, text }) => {
    const complaints = complaintsOf(target);
    expect(complaints.map((complaint) => complaint.code)).toEqual([code]);
    expect(complaints[0]?.text).toMatch(text);
  });

  it('refuses a plugin written for other contracts', () => {
    const target = odd('metric', { name: 'old', params: NONE, ...FACTS });
    const key = Reflect.getOwnMetadataKeys(target as object)[0] as symbol;
    Reflect.defineMetadata(key, { ...manifestOf(target), contract: 99 }, target as object);
    const [complaint] = complaintsOf(target);
    expect(complaint).toMatchObject({ code: 'wrongContract' });
    expect(complaint?.text).toMatch(/version 99.*version 1/);
  });

  it('refuses another class of the same kind and name, and says where both come from', () => {
    @Metric({ name: 'one', params: NONE, ...FACTS })
    class Another extends One {}
    const registry = new Registry().register([One], 'package a');
    expect(() => registry.register([Another], 'package b')).toThrow(/"one" \(metric\).*package a.*package b/);
    expect(complaintsOf(One, Another)).toHaveLength(1);
  });

  it('takes the same class twice, and the same name for another kind', () => {
    const registry = new Registry().register([One, One], 'a').register([One, OneOfAnotherKind], 'b');
    expect(registry.list().map(({ kind, name }) => `${kind} ${name}`)).toEqual(['metric one', 'monitor one']);
  });

  it('tells all that is wrong at once, and then takes none', () => {
    const registry = new Registry();
    expect(() => registry.register([One, Undecorated, Subclass], 'a')).toThrow(/Undecorated[^]*Subclass/);
    expect(registry.list()).toEqual([]);
  });

  it('finds plugins by kind and name', () => {
    const registry = new Registry().register([Two, One, OneOfAnotherKind], 'a');
    expect(registry.find('metric', 'two')?.name).toBe('two');
    expect(registry.find('monitor', 'two')).toBeUndefined();
    expect(registry.findAmong(['monitor', 'metric'], 'two')?.kind).toBe('metric');
    expect(registry.list('metric').map(({ name }) => name)).toEqual(['one', 'two']);
  });

  it('leaves the original of a copy as it is', () => {
    const registry = new Registry().register([One], 'a');
    const copy = registry.copy().register([Two], 'b');
    expect(registry.find('metric', 'two')).toBeUndefined();
    expect(copy.find('metric', 'one')).toBe(registry.find('metric', 'one'));
    expect(copy.workshop([]).make('metric', { use: 'two' })).toBeInstanceOf(Two);
  });
});

describe('a workshop', () => {
  const registry = new Registry().register([One, Labeled], 'a');

  it('makes a new plugin each time, of its parameters', () => {
    const { make } = registry.workshop([provide(LABEL, 'a')]);
    const first = make('metric', { use: 'labeled', depth: 3 });
    expect(first).toMatchObject({ params: { depth: 3 }, label: 'a' });
    expect(make('metric', { use: 'labeled' })).not.toBe(first);
  });

  it('gives each study its own services', () => {
    const [a, b] = ['a', 'b'].map((text) => registry.workshop([provide(LABEL, text)]));
    for (const [plugins, label] of [
      [b, 'b'],
      [a, 'a'],
    ] as const)
      expect(plugins?.make('metric', { use: 'labeled' })).toMatchObject({ label });
  });

  it('says which service a plugin misses', () => {
    const { make } = registry.workshop([provide(CLOCK, { now: () => 0, date: () => '' })]);
    expect(() => make('metric', { use: 'labeled' })).toThrow(/"labeled" asks for the service "label"/);
  });

  it('makes nothing that is not registered', () => {
    expect(() => registry.workshop([]).make('metric', { use: 'three' })).toThrow(/No plugin metric\/three/);
  });
});
