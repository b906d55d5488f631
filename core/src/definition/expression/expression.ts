// Expressions over parameters: `width * net.layers <= 4096`. jsep reads the text into a tree (the only file that knows
// it); the tree is compiled to closures. Nothing in an expression can run code: there are numbers, texts, true and
// false, the operators and functions of the files beside this one, and names.
import jsep from 'jsep';
import type { Json } from '../../contracts/json.js';
import { suggestion } from '../../problem/messages.js';
import { FUNCTIONS } from './functions.js';
import { BINARY, ExpressionFault, number, truth, UNARY, type Scalar } from './operators.js';

/** The value of a name; undefined when it has none at the moment. */
export type Lookup = (name: string) => Json | undefined;

export interface Expression {
  readonly text: string;
  /** Names that occur in it, each once. */
  readonly names: readonly string[];
  /** Throws an {@link ExpressionFault} when an operator cannot take what it is given, or a number is not finite. */
  evaluate(lookup: Lookup): Scalar;
}

type Evaluate = (lookup: Lookup) => Scalar;

// The parser is recursive; this is far more than anyone writes.
const MAX_LENGTH = 1000;

/** Throws an {@link ExpressionFault} that says what cannot be understood. */
export function parseExpression(text: string): Expression {
  if (text.length > MAX_LENGTH)
    throw new ExpressionFault(`it is ${text.length} characters long, at most ${MAX_LENGTH} are read`);
  const names = new Set<string>();
  const compute = compile(treeOf(text), names);
  const evaluate = (lookup: Lookup): Scalar => {
    const value = compute(lookup);
    if (typeof value === 'number' && !Number.isFinite(value)) throw new ExpressionFault(`it gives ${value}`);
    return value;
  };
  return { text, names: [...names], evaluate };
}

/** The expression that is nothing but a name, which may be any text. */
export function nameExpression(name: string): Expression {
  return { text: name, names: [name], evaluate: compileName(name) };
}

function treeOf(text: string): jsep.Expression {
  try {
    return jsep(text);
  } catch (error) {
    const { description, index } = error as { readonly description?: string; readonly index?: number };
    if (description === undefined || index === undefined) throw error;
    throw new ExpressionFault(`at character ${index + 1}: ${description}`);
  }
}

function compile(node: jsep.Expression, names: Set<string>): Evaluate {
  const tree = node as jsep.CoreExpression;
  switch (tree.type) {
    case 'Literal':
      return compileLiteral(tree);
    case 'Identifier':
    case 'MemberExpression': {
      const name = nameOf(tree);
      names.add(name);
      return compileName(name);
    }
    case 'UnaryExpression':
      return compileUnary(tree, names);
    case 'BinaryExpression':
      return compileBinary(tree, names);
    case 'ConditionalExpression':
      return compileConditional(tree, names);
    case 'CallExpression':
      return compileCall(tree, names);
    case 'Compound':
      throw new ExpressionFault(tree.body.length === 0 ? 'it is empty' : 'it is more than one expression');
    default:
      throw new ExpressionFault(
        `it may hold numbers, texts, names, operators and functions, but no ${words(tree.type)}`,
      );
  }
}

/** `ArrayExpression` → `array expression`. */
function words(type: string): string {
  return type.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}

function compileLiteral({ value, raw }: jsep.Literal): Evaluate {
  if (typeof value !== 'number' && typeof value !== 'string' && typeof value !== 'boolean')
    throw new ExpressionFault(`${raw} is no number, text, true or false`);
  return () => value;
}

/** `net.layers`, `net.units[0]`, `net["learning-rate"]`: parameters are named by their path. */
function nameOf(node: jsep.Expression): string {
  const tree = node as jsep.CoreExpression;
  if (tree.type === 'Identifier') return tree.name;
  if (tree.type !== 'MemberExpression' || tree.optional === true)
    throw new ExpressionFault('before a dot or bracket stands the id of a component, as in svc.C');
  const property = tree.property as jsep.CoreExpression;
  if (!tree.computed) return `${nameOf(tree.object)}.${(property as jsep.Identifier).name}`;
  if (property.type !== 'Literal') throw new ExpressionFault('in brackets stands a whole number or a text');
  return `${nameOf(tree.object)}.${String(property.value)}`;
}

function compileName(name: string): Evaluate {
  return (lookup) => {
    const value = lookup(name);
    if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
    throw new ExpressionFault(
      value === undefined ? `${name} has no value` : `${name} is ${JSON.stringify(value)}, no number or text`,
    );
  };
}

function compileConditional(tree: jsep.ConditionalExpression, names: Set<string>): Evaluate {
  const test = compile(tree.test, names);
  const consequent = compile(tree.consequent, names);
  const alternate = compile(tree.alternate, names);
  return (lookup) => (truth(test(lookup), '?') ? consequent(lookup) : alternate(lookup));
}

function compileUnary({ operator, argument }: jsep.UnaryExpression, names: Set<string>): Evaluate {
  const apply = UNARY.get(operator);
  if (apply === undefined) throw unknownOperator(operator);
  const value = compile(argument, names);
  return (lookup) => apply(value(lookup));
}

function compileBinary({ operator, left, right }: jsep.BinaryExpression, names: Set<string>): Evaluate {
  const [first, second] = [compile(left, names), compile(right, names)];
  if (operator === '&&') return (lookup) => truth(first(lookup), '&&') && truth(second(lookup), '&&');
  if (operator === '||') return (lookup) => truth(first(lookup), '||') || truth(second(lookup), '||');
  const apply = BINARY.get(operator);
  if (apply === undefined) throw unknownOperator(operator);
  // jsep reads (-x) ** 2, mathematics -(x ** 2), JavaScript refuses it.
  if (operator === '**' && left.type === 'UnaryExpression')
    throw new ExpressionFault('a sign before ** can be read in two ways: write -pow(x, y) or pow(-x, y)');
  return (lookup) => apply(first(lookup), second(lookup));
}

function unknownOperator(operator: string): ExpressionFault {
  const known = [...BINARY.keys(), '&&', '||', '!', '?:'].join(' ');
  return new ExpressionFault(`there is no operator ${operator}; there are ${known}`);
}

function compileCall({ callee, arguments: given }: jsep.CallExpression, names: Set<string>): Evaluate {
  const name = nameOf(callee);
  if (name === 'value') return compileValueOf(given, names);
  const known = FUNCTIONS.get(name);
  if (known === undefined)
    throw new ExpressionFault(`there is no function "${name}". ${suggestion(name, [...FUNCTIONS.keys(), 'value'])}`);
  if (given.length < known.least || given.length > known.most)
    throw new ExpressionFault(
      `${name} takes ${known.most === Infinity ? 'one number or more' : `${known.least}`}, found ${given.length}`,
    );
  const values = given.map((part) => compile(part, names));
  return (lookup) => known.apply(...values.map((value) => number(value(lookup), name)));
}

/** `value("learning-rate")`: a name that the grammar would take apart. */
function compileValueOf(given: readonly jsep.Expression[], names: Set<string>): Evaluate {
  const [argument] = given as readonly jsep.CoreExpression[];
  if (given.length !== 1 || argument?.type !== 'Literal' || typeof argument.value !== 'string')
    throw new ExpressionFault('value takes the name of a parameter in quotes');
  names.add(argument.value);
  return compileName(argument.value);
}
