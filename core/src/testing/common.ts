// What every plugin promises, whatever its kind: to be well described, and made of its description.
import assert from 'node:assert/strict';
import Value from 'typebox/value';
import type { TSchema } from 'typebox';
import type { Kind } from '../contracts/kinds.js';
import { manifestOf } from '../plugin/manifest.js';
import { lawsOf } from './check.js';
import type { Law } from './law.js';
import type { Subject } from './subject.js';

interface ObjectSchema {
  readonly type?: unknown;
  readonly additionalProperties?: unknown;
  readonly properties?: Readonly<
    Record<string, TSchema & { readonly description?: unknown; readonly default?: unknown }>
  >;
}

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const SENTENCE = /^[A-Z].*\.$/s;
const DESCRIPTION = /^\S.*\.$/s;

export function commonLaws({ target, manifest, make }: Subject<Kind>): readonly Law[] {
  const schema = manifest.params as ObjectSchema;
  const properties = Object.entries(schema.properties ?? {});
  return lawsOf({
    'has a name in kebab case': () => {
      assert.match(manifest.name, KEBAB);
    },
    'is summed up in a sentence': () => {
      assert.match(
        manifest.summary,
        SENTENCE,
        `"${manifest.summary}" should begin with a capital and end with a full stop.`,
      );
    },
    'declares its parameters by a closed object schema': () => {
      assert.equal(schema.type, 'object');
      assert.equal(
        schema.additionalProperties,
        false,
        'additionalProperties should be false: misspellings must be found.',
      );
    },
    'describes every parameter in a sentence': () => {
      for (const [name, { description }] of properties) {
        assert.ok(
          typeof description === 'string' && DESCRIPTION.test(description),
          `"${name}" should be described, with a full stop.`,
        );
      }
    },
    'has defaults that its schema allows': () => {
      for (const [name, property] of properties) {
        if (!('default' in property)) continue;
        const [error] = Value.Errors(property, property.default);
        const found = JSON.stringify(property.default);
        assert.equal(error, undefined, `The default ${found} of "${name}" is not allowed: ${error?.message ?? ''}.`);
      }
    },
    'is no subclass of another plugin': () => {
      const parent: unknown = Object.getPrototypeOf(target);
      assert.equal(
        manifestOf(parent),
        undefined,
        'Services are not handed on to subclasses: use the other plugin, do not extend it.',
      );
    },
    'is made from its parameters and services': () => {
      make();
    },
  });
}
