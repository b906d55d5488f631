// What all kinds promise, and what the suites themselves refuse.
import { Passthrough } from '@tunewright/learning';
import { provide, Registry, SPACE, token, type PluginClass, type ScalerPlugin } from '@tunewright/core';
import { contract } from '@tunewright/core/testing';
import Type, { type TSchema } from 'typebox';
import { describe, expect, it } from 'vitest';
import { plugin } from '../../core/src/plugin/manifest.js';
import { COMMON, catches, made, refuse } from './proof.js';

const unchanged = { transform: <T>(rows: T) => rows, toJSON: () => null };
const identity: ScalerPlugin = { fit: () => unchanged, restore: () => unchanged };
const scaler = (description: object = {}) => made('scaler', () => identity, description);
const taking = (properties: Record<string, TSchema>, closed = { additionalProperties: false }) =>
  scaler({ params: Type.Object(properties, closed) });

class Child extends Passthrough {}
plugin('transformer', { name: 'child', summary: 'Extend.', params: Type.Object({}, { additionalProperties: false }) })(
  Child,
);

describe('any plugin', () => {
  const broken: Readonly<Record<string, PluginClass>> = {
    'has a name in kebab case': scaler({ name: 'RobustScaler' }),
    'is summed up in a sentence': scaler({ summary: 'robust scaling' }),
    'declares its parameters by a closed object schema': scaler({ params: Type.Object({}) }),
    'describes every parameter in a sentence': taking({ low: Type.Number({ default: 0 }) }),
    'has defaults that its schema allows': taking({
      low: Type.Number({ minimum: 0, default: -1, description: 'Low.' }),
    }),
    'is no subclass of another plugin': Child,
    'is made from its parameters and services': made('scaler', refuse),
  };

  it('has a proof for each law', () => {
    expect(Object.keys(broken)).toEqual(COMMON);
  });
  catches(broken);
});

describe('contract', () => {
  const low = Type.Number({ description: 'Low.' });

  it('needs a plugin', () => {
    class Plain {}
    expect(() => contract(Plain as unknown as PluginClass)).toThrow('Plain is no plugin');
  });

  it('says which parameter has no default', () => {
    expect(() => contract(taking({ low }))).toThrow(
      '"made" cannot be tested: "low" must be given and has no default. Say contract(Made, { params: { low: … } }).',
    );
  });

  it('takes the parameters given, and checks them', () => {
    expect(() => contract(taking({ low }), { params: { low: 'none' } })).toThrow('params/low must be number');
    expect(() => contract(taking({ low }), { params: { low: 1, lwo: 1 } })).toThrow('it has no parameter "lwo"');
    expect(contract(taking({ low }), { params: { low: 1 } }).length).toBeGreaterThan(COMMON.length);
  });

  it('hands defaults and given parameters to the plugin', async () => {
    const seen: unknown[] = [];
    const params = Type.Object(
      { low, high: Type.Number({ default: 9, description: 'High.' }) },
      { additionalProperties: false },
    );
    const target = made('scaler', (given) => (seen.push(given), identity), { params });
    await contract(target, { params: { low: 1 } })
      .find(({ name }) => name.startsWith('is made'))
      ?.check();
    expect(seen).toEqual([{ low: 1, high: 9 }]);
  });

  it('hands services to the plugin, the given ones in place of the usual ones', async () => {
    const seen: unknown[] = [];
    const WORD = token<string>('word');
    const target = made('scaler', (_, ...services) => (seen.push(...services), identity), { uses: [SPACE, WORD] });
    const services = [provide(WORD, 'mine'), provide(SPACE, 'a space' as never)];
    await contract(target, { services })
      .find(({ name }) => name.startsWith('is made'))
      ?.check();
    expect(seen).toEqual(['a space', 'mine']);
  });

  it('leaves the given registry alone', async () => {
    const registry = new Registry();
    for (const { check } of contract(scaler(), { registry })) await check();
    expect(registry.list()).toEqual([]);
  });

  it('names the case in which a law is broken', () => {
    const target = made('scaler', () => ({
      ...identity,
      fit: () => ({ ...unchanged, transform: (rows) => ({ ...rows, length: 1 }) }),
    }));
    const law = contract(target).find(({ name }) => name === 'keeps the number of rows');
    expect(() => law?.check()).toThrow(/^Case "numbers, seed 0": /);
  });
});
