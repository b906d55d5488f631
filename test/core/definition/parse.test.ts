import { describe, expect, it } from 'vitest';
import { parseDefinition } from '../../../core/src/definition/parse.js';
import { isProblem } from '../../../core/src/problem/problem.js';

function complaintOf(text: string): object | undefined {
  try {
    parseDefinition(text);
  } catch (error) {
    if (isProblem(error)) return error.complaints[0];
    throw error;
  }
  return undefined;
}

describe('parseDefinition', () => {
  const text = '\uFEFF{\n  // first\n  "a": [1, { "b/c": 2 }],\n  "d~e": null,\n}';
  const parsed = parseDefinition(text);

  it('reads comments, trailing commas and a byte order mark', () => {
    expect(parsed.value).toEqual({ a: [1, { 'b/c': 2 }], 'd~e': null });
  });

  it.each([
    ['', 1, 1],
    ['/a', 3, 3],
    ['/a/0', 3, 9],
    ['/a/1/b~1c', 3, 14],
    ['/d~0e', 4, 3],
    ['/a/1/missing', 3, 12],
    ['/missing', 1, 1],
  ])('locates "%s" in line %i, column %i', (pointer, line, column) => {
    expect(parsed.locate(pointer)).toEqual({ line, column });
  });

  it.each([
    ['{ "a": }', { code: 'notJson', line: 1, column: 8 }],
    ['{\n"a": 1\n"b": 2 }', { code: 'notJson', line: 3, column: 1 }],
    ['{ "a": "x\n" }', { code: 'notJson', line: 1 }],
    ['', { code: 'notJson', line: 1, column: 1 }],
    ['['.repeat(101), { code: 'tooDeep', line: 1, column: 101 }],
    [`{ "a": "${'x'.repeat(5_000_000)}" }`, { code: 'tooLong' }],
  ])('refuses %.20s…', (broken, complaint) => {
    expect(complaintOf(broken)).toMatchObject(complaint);
  });

  it('takes 100 levels, and 100,000 brackets in a text', () => {
    expect(complaintOf('['.repeat(100) + ']'.repeat(100))).toBeUndefined();
    expect(complaintOf(`"${'['.repeat(100_000)}"`)).toBeUndefined();
    expect(complaintOf('['.repeat(1_000_000))).toMatchObject({ code: 'tooDeep' });
  });

  it('keeps prototypes clean', () => {
    const { value, complaints } = parseDefinition('{ "a": { "__proto__": { "polluted": 1 } } }');
    expect(complaints).toMatchObject([{ code: 'forbiddenKey', pointer: '/a/__proto__', line: 1, column: 10 }]);
    expect((value as { a: object }).a).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('polluted');
  });
});
