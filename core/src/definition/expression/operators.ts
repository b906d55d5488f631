// The operators of expressions, on values that are numbers, texts, true or false.

export type Scalar = number | string | boolean;

/** An expression that cannot be understood or computed. The message is a clause without a full stop. */
export class ExpressionFault extends Error {}

type Binary = (left: Scalar, right: Scalar) => Scalar;

function numeric(sign: string, apply: (left: number, right: number) => Scalar): [string, Binary] {
  return [sign, (left, right) => apply(number(left, sign), number(right, sign))];
}

/** All but `&&` and `||`, which do not always look at their right side. */
export const BINARY: ReadonlyMap<string, Binary> = new Map<string, Binary>([
  numeric('+', (left, right) => left + right),
  numeric('-', (left, right) => left - right),
  numeric('*', (left, right) => left * right),
  numeric('/', (left, right) => left / right),
  numeric('%', (left, right) => left % right),
  numeric('**', (left, right) => left ** right),
  numeric('<', (left, right) => left < right),
  numeric('<=', (left, right) => left <= right),
  numeric('>', (left, right) => left > right),
  numeric('>=', (left, right) => left >= right),
  ['==', (left, right) => left === right],
  ['===', (left, right) => left === right],
  ['!=', (left, right) => left !== right],
  ['!==', (left, right) => left !== right],
]);

export const UNARY: ReadonlyMap<string, (value: Scalar) => Scalar> = new Map<string, (value: Scalar) => Scalar>([
  ['-', (value) => -number(value, '-')],
  ['+', (value) => number(value, '+')],
  ['!', (value) => !truth(value, '!')],
]);

/** @param taker What takes the value: an operator or a function. */
export function number(value: Scalar, taker: string): number {
  if (typeof value === 'number') return value;
  throw new ExpressionFault(`"${taker}" takes numbers, found ${JSON.stringify(value)}`);
}

export function truth(value: Scalar, taker: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new ExpressionFault(`"${taker}" takes what is true or false, found ${JSON.stringify(value)}`);
}
