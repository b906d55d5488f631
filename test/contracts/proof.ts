// Proves that laws can fail: for each law of a kind there is a plugin that breaks it, and is caught.
import type { Kind, Kinds, PluginClass } from '@tunewright/core';
import { contract, type ContractOptions } from '@tunewright/core/testing';
import Type from 'typebox';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { plugin } from '../../core/src/plugin/manifest.js';

/** A plugin class from a function that makes the plugin; `description` adds to the manifest or changes it. */
export function made<K extends Kind>(
  kind: K,
  build: (params: never, ...services: never[]) => Kinds[K],
  description: object = {},
): PluginClass<K> {
  const Made = function (...args: never[]) {
    return build(args[0] as never, ...args.slice(1));
  };
  const params = Type.Object({}, { additionalProperties: false });
  plugin(kind, { name: 'made', summary: 'Be tested.', params, ...description } as never)(Made as never);
  return Made as unknown as PluginClass<K>;
}

/** Laws that every plugin keeps; they are proved once, in common.test.ts. */
export const COMMON = [
  'has a name in kebab case',
  'is summed up in a sentence',
  'declares its parameters by a closed object schema',
  'describes every parameter in a sentence',
  'has defaults that its schema allows',
  'is no subclass of another plugin',
  'is made from its parameters and services',
];

/** `broken` has, by the name of each law, a plugin that breaks it. */
export function proves(
  good: PluginClass,
  broken: Readonly<Record<string, PluginClass>>,
  options: ContractOptions = {},
): void {
  describe('a plugin as it should be', () => {
    for (const { name, check } of contract(good, options)) it(name, check);
  });
  it('has a proof for each of its laws', () => {
    const names = contract(good, options).map(({ name }) => name);
    expect(Object.keys(broken).sort()).toEqual(names.filter((name) => !COMMON.includes(name)).sort());
  });
  catches(broken, options);
}

export function catches(broken: Readonly<Record<string, PluginClass>>, options: ContractOptions = {}): void {
  describe('a broken plugin is caught by the law that it', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
    afterEach(() => void vi.useRealTimers());
    it.each(Object.entries(broken))('%s', async (name, target) => {
      const law = contract(target, options).find((each) => each.name === name);
      const ending = Promise.resolve()
        .then(() => law?.check())
        .catch((error: unknown) => error);
      // What never ends is given up after some seconds.
      await vi.advanceTimersByTimeAsync(60_000);
      const error = rootOf(await ending);
      expect(error, 'the law held').toBeInstanceOf(Error);
      // The law must have seen it, or the plugin have thrown or refused on purpose; a slip in this test is neither.
      const meant = ['AssertionError', 'Problem'].includes(error.name) || /broken|read only/.test(error.message);
      expect(meant ? 'meant' : error).toBe('meant');
    });
  });
}

function rootOf(error: unknown): Error {
  return error instanceof Error && error.cause !== undefined ? rootOf(error.cause) : (error as Error);
}

/** Different each time, as nothing in a plugin should be. */
let calls = 0;
export function fickle(): number {
  return ++calls;
}

export function refuse(): never {
  throw new Error('broken on purpose');
}

export function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
