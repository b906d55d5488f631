import { describe, expect, it } from 'vitest';
import { nameExpression, parseExpression } from '../../../core/src/definition/expression/expression.js';
import { ExpressionFault } from '../../../core/src/definition/expression/operators.js';
import type { Json } from '../../../core/src/contracts/json.js';

const values: Readonly<Record<string, Json>> = {
  width: 64,
  depth: 3,
  'svc.C': 0.5,
  'net.units.0': 7,
  'learning-rate': 0.01,
  kernel: 'rbf',
  shrink: true,
  list: [1],
};
const evaluate = (text: string): Json =>
  parseExpression(text).evaluate((name) => (Object.hasOwn(values, name) ? values[name] : undefined));

describe('an expression', () => {
  it.each<[string, Json]>([
    ['width / 2', 32],
    ['width * depth <= 4096', true],
    ['2 ** 3 ** 2', 512],
    ['7 % 4 - 1', 2],
    ['-width + +depth', -61],
    ['svc.C * 2', 1],
    ['net.units[0]', 7],
    ['net["units"][0]', 7],
    ['value("learning-rate") * 100', 1],
    ['kernel == "rbf" && !shrink', false],
    ["kernel != 'linear' || missing", true],
    ['shrink === true ? depth : missing', 3],
    ['kernel !== "rbf" ? missing : 1', 1],
    ['max(1, min(width, depth), 2)', 3],
    ['floor(2.7) + ceil(2.2) + round(2.5) + abs(-1)', 9],
    ['sqrt(16) + log2(8) + log10(1000) + log(exp(1)) + pow(2, 3)', 19],
    ['1 > 2 || 2 >= 2', true],
  ])('%s', (text, expected) => {
    expect(evaluate(text)).toBe(expected);
  });

  it('knows its names, each once', () => {
    expect(parseExpression('a.b * c + a.b - value("x-y") + log(d)').names).toEqual(['a.b', 'c', 'x-y', 'd']);
  });

  it.each([
    ['', 'it is empty'],
    ['1 2', 'it is more than one expression'],
    ['width +', 'at character 8: Expected expression after +'],
    ['(width', 'at character 7: Unclosed ('],
    ['width = 3', 'at character 7: Unexpected "="'],
    ['width | 1', 'there is no operator |; there are + - * / % ** < <= > >= == === != !== && || ! ?:'],
    ['~width', 'there is no operator ~; there are + - * / % ** < <= > >= == === != !== && || ! ?:'],
    ['floot(1)', 'there is no function "floot". Did you mean "floor"?'],
    ['floor(1, 2)', 'floor takes 1, found 2'],
    ['-width ** 2', 'a sign before ** can be read in two ways: write -pow(x, y) or pow(-x, y)'],
    ['max()', 'max takes one number or more, found 0'],
    ['a.b(1)', 'there is no function "a.b"'],
    ['[1, 2]', 'it may hold numbers, texts, names, operators and functions, but no array expression'],
    ['this.x', 'before a dot or bracket stands the id of a component, as in svc.C'],
    ['a[b]', 'in brackets stands a whole number or a text'],
    ['1e999', 'it gives Infinity'],
    ['null', 'null is no number, text, true or false'],
    ['value(width)', 'value takes the name of a parameter in quotes'],
    ['kernel * 2', '"*" takes numbers, found "rbf"'],
    ['floor(kernel)', '"floor" takes numbers, found "rbf"'],
    ['-kernel', '"-" takes numbers, found "rbf"'],
    ['width && shrink', '"&&" takes what is true or false, found 64'],
    ['width ? 1 : 2', '"?" takes what is true or false, found 64'],
    ['width / 0', 'it gives Infinity'],
    ['sqrt(-1)', 'it gives NaN'],
    ['nothing', 'nothing has no value'],
    ['list', 'list is [1], no number or text'],
    ['constructor', 'constructor has no value'],
    ['width.constructor("x")', 'there is no function "width.constructor"'],
    ['x'.repeat(1001), 'it is 1001 characters long, at most 1000 are read'],
  ])('that is wrong says why: %s', (text, reason) => {
    const fault = catchFault(() => evaluate(text));
    expect(fault).toBeInstanceOf(ExpressionFault);
    expect((fault as Error).message).toContain(reason);
  });

  it('nests as deep as it can be long', () => {
    expect(evaluate(`${'('.repeat(499)}1${')'.repeat(499)}`)).toBe(1);
    expect(evaluate(`${'-'.repeat(998)}1`)).toBe(1);
  });

  it('of a name alone takes any name', () => {
    expect(nameExpression('learning-rate').evaluate((name) => values[name])).toBe(0.01);
  });
});

function catchFault(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
