import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../../plugins/stores/src/exact-json.js';

describe('exact JSON', () => {
  it.each<[unknown, string]>([
    [NaN, '{"$number":"NaN"}'],
    [[Infinity, -Infinity, -0, 0], '[{"$number":"Infinity"},{"$number":"-Infinity"},{"$number":"-0"},0]'],
    [{ loss: NaN, n: 1 }, '{"loss":{"$number":"NaN"},"n":1}'],
    [{ $number: 'NaN' }, '{"$$number":"NaN"}'],
    [{ $$number: { $number: 1 } }, '{"$$$number":{"$$number":1}}'],
    [{ $n: 1, number: 2 }, '{"$n":1,"number":2}'],
    [{ a: 1, b: [null, true, 'x'] }, '{"a":1,"b":[null,true,"x"]}'],
  ])('writes %o and reads it back', (value, text) => {
    expect(encode(value)).toBe(text);
    expect(decode(text)).toStrictEqual(value);
  });

  it('is the same after writing and reading', () => {
    const key = fc.oneof(fc.string(), fc.constantFrom('$number', '$$number', '$$$number', '__proto__'));
    const leaf = fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constant(null), fc.constant('NaN'));
    const { json } = fc.letrec<{ json: unknown }>((tie) => ({
      json: fc.oneof(leaf, fc.array(tie('json'), { maxLength: 4 }), fc.dictionary(key, tie('json'), { maxKeys: 4 })),
    }));
    fc.assert(
      fc.property(json, (value) => {
        expect(decode(encode(value))).toEqual(value);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('is plain JSON where there is nothing odd', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value: unknown = JSON.parse(text.replaceAll('-0', '0'));
        expect(encode(value)).toBe(JSON.stringify(value));
      }),
      { seed: 1 },
    );
  });
});
