// The text of `{ "expr": … }` or `{ "ref": … }` → an expression.
import type { Json } from '../contracts/json.js';
import type { Complaints } from './complaints.js';
import { nameExpression, parseExpression, type Expression } from './expression/expression.js';
import { ExpressionFault } from './expression/operators.js';
import { show } from './schema-words.js';

/** undefined when it is not one, which has been complained about then. */
export function expressionOf(
  word: 'expr' | 'ref',
  text: Json | undefined,
  pointer: string,
  complaints: Complaints,
): Expression | undefined {
  if (typeof text !== 'string' || text.trim() === '') {
    complaints.add(word === 'expr' ? 'badExpression' : 'badReference', pointer, { found: show(text) });
    return undefined;
  }
  return word === 'ref' ? nameExpression(text) : parsed(text, pointer, complaints);
}

/** Complains about a text that is no expression. */
export function parsed(text: string, pointer: string, complaints: Complaints): Expression | undefined {
  try {
    return parseExpression(text);
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    complaints.add('noExpression', pointer, { text: show(text), reason: error.message });
    return undefined;
  }
}
