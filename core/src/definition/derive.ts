// What `{ "ref": … }` and `{ "expr": … }` stand for in a component.
import type { Json } from '../contracts/json.js';
import type { Configuration } from '../contracts/space.js';
import { canonical } from '../numeric/canonical.js';
import { isTrialFailure } from '../problem/trial-failure.js';
import { type Expression } from './expression/expression.js';
import { BROKEN, type Derived, type Example, type Node } from './node.js';
import { at } from './pointer.js';
import { expressionOf } from './read-expression.js';
import type { Place, Scope } from './scope.js';
import { compute, type SharedSpace } from './shared-space.js';

/** Reads `text` of a place; complains about names that `space` does not have. */
export function readShared(word: 'ref' | 'expr', text: Json | undefined, place: Place, scope: Scope): Node {
  const pointer = at(place.pointer, word);
  const { complaints, shared } = scope;
  const expression = expressionOf(word, text, pointer, complaints);
  if (expression === undefined) return BROKEN;
  const unknown = expression.names.filter((name) => !shared.names.includes(name));
  for (const name of unknown) complaints.add('unknownMember', pointer, { name, known: shared.names });
  // Members that are not sound have been complained about where they stand.
  if (expression.names.some((name) => shared.find(name) === undefined)) return BROKEN;
  if (word === 'ref') return reference(expression.text, shared);
  const { node, fault } = derive(expression, shared);
  if (fault === undefined) return node;
  complaints.add('formulaFails', pointer, { fault });
  return BROKEN;
}

function reference(name: string, shared: SharedSpace): Node {
  const member = shared.find(name);
  if (member === undefined) return BROKEN;
  if (member.kind === 'domain')
    return { kind: 'reference', name, to: member.node, completed: new Map(), when: member.when };
  const { node } = derive(member.expression, shared);
  return { kind: 'reference', name, to: node, completed: new Map(), when: node.when };
}

/** `fault` says where the expression cannot be computed, the first place found. */
function derive(expression: Expression, shared: SharedSpace): { node: Derived; fault: string | undefined } {
  const parameters = shared.sources(expression.names);
  const formulas = shared.formulasOf(expression.names);
  const { examples, fault } = examplesOf(expression, shared);
  const node: Derived = {
    kind: 'derived',
    expression,
    examples,
    parameters,
    when: shared.conditions(parameters),
    value: (configuration) => compute(expression, shared.values(configuration, formulas)),
  };
  return { node, fault };
}

function examplesOf(expression: Expression, shared: SharedSpace): { examples: Example[]; fault: string | undefined } {
  const examples = new Map<string, Example>();
  let fault: string | undefined;
  for (const values of shared.examples) {
    if (!expression.names.every((name) => Object.hasOwn(values, name))) continue;
    try {
      const value = compute(expression, values);
      const key = canonical(value);
      if (!examples.has(key)) examples.set(key, { value, values: only(values, expression.names) });
    } catch (error) {
      if (!isTrialFailure(error)) throw error;
      fault ??= error.message;
    }
  }
  return { examples: [...examples.values()], fault };
}

function only(values: Configuration, names: readonly string[]): Configuration {
  return Object.fromEntries(names.map((name) => [name, values[name] as Json]));
}
