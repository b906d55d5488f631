import { describe, expect, it } from 'vitest';
import { canonical } from '../../../core/src/numeric/canonical.js';

describe('canonical', () => {
  it.each([
    [{ b: 1, a: [{ d: null, c: 'x' }] }, '{"a":[{"c":"x","d":null}],"b":1}'],
    [[], '[]'],
    [-0, '0'],
    ['ü', '"ü"'],
    [true, 'true'],
  ])('of %j is %s', (value, text) => {
    expect(canonical(value)).toBe(text);
  });
});
