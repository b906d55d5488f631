import { describe, expect, it } from 'vitest';
import { allowed, type Schema } from '../../../core/src/definition/schema-words.js';

describe('what a schema allows, in words', () => {
  it.each<[Schema, string]>([
    [{ type: 'number' }, 'a number'],
    [{ type: 'number', exclusiveMinimum: 0 }, 'a number > 0'],
    [{ type: 'number', exclusiveMinimum: 0, maximum: 1 }, 'a number > 0 and <= 1'],
    [{ type: 'integer', minimum: 2, maximum: 9 }, 'an integer from 2 to 9'],
    [{ type: 'integer', minimum: 1, multipleOf: 2 }, 'an integer >= 1 that is a multiple of 2'],
    [{ type: 'boolean' }, 'true or false'],
    [{ type: 'null' }, 'null'],
    [{ type: 'string' }, 'a text'],
    [{ type: 'string', minLength: 3 }, 'a text of at least 3 characters'],
    [{ type: ['string', 'null'] }, 'a text or null'],
    [{ const: 'relu' }, '"relu"'],
    [{ enum: ['a', 'b', 3] }, '"a", "b" or 3'],
    [{ anyOf: [{ const: 'a' }, { const: 'b' }, { type: 'number', minimum: 0 }] }, '"a", "b" or a number >= 0'],
    [{ oneOf: [{ type: 'null' }, { enum: ['x', 'y'] }] }, 'null, "x" or "y"'],
    [{ type: 'array' }, 'a list'],
    [{ type: 'array', items: { type: 'number' } }, 'a list of entries, each a number'],
    [{ type: 'array', minItems: 1 }, 'a list of one or more entries'],
    [{ type: 'array', minItems: 2, maxItems: 2, items: { type: 'number' } }, 'a list of 2 entries, each a number'],
    [{ type: 'array', maxItems: 3, uniqueItems: true }, 'a list of at most 3 different entries'],
    [{ type: 'object' }, 'an object'],
    [{ type: 'object', component: 'estimator' }, 'a component such as { "use": "…" }'],
    [{ type: 'string', expects: 'a duration' }, 'a duration'],
    [{}, 'another value'],
  ])('%j: %s', (schema, words) => {
    expect(allowed(schema)).toBe(words);
  });
});
