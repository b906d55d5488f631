// `constraints`: conditions over parameters that every configuration fulfils.
import type { Configuration, SearchSpace } from '../contracts/space.js';
import { seeded } from '../numeric/random.js';
import { isTrialFailure } from '../problem/trial-failure.js';
import { ConstrainedSpace, type Constraint } from '../space/constrained.js';
import type { Complaints } from './complaints.js';
import type { Expression } from './expression/expression.js';
import { at } from './pointer.js';
import { parsed } from './read-expression.js';
import { compute, whereWords, type SharedSpace } from './shared-space.js';
import { isList } from './scope.js';
import type { Shell } from './shell.js';

// Configurations that the constraints are tried on before the study begins.
const TRIES = 2000;

interface Condition extends Constraint {
  readonly expression: Expression;
  readonly pointer: string;
  /** With the formulas that it names, or that these name. */
  readonly values: (configuration: Configuration) => Configuration;
}

/**
 * The space with its constraints; what is wrong with them is complained about.
 *
 * @param parameters Their names.
 */
export function constrain(
  shell: Shell,
  space: SearchSpace,
  parameters: readonly string[],
  shared: SharedSpace,
  complaints: Complaints,
): SearchSpace {
  const before = complaints.count;
  const known = [...new Set([...parameters, ...shared.names])];
  const conditions = textsOf(shell).flatMap(
    ([text, pointer]) => readCondition(text, pointer, known, shared, complaints) ?? [],
  );
  if (complaints.count > before || complaints.touch('/constraints') || conditions.length === 0) return space;
  const constrained = new ConstrainedSpace(space, conditions);
  tryOut(conditions, constrained, space, complaints);
  return constrained;
}

/** The sound entries, and where they stand. */
function textsOf(shell: Shell): readonly (readonly [text: string, pointer: string])[] {
  const list = shell.json.constraints;
  if (!isList(list)) return [];
  return list.flatMap((text, i) => {
    const pointer = at('/constraints', i);
    return typeof text === 'string' && !shell.isWrong(pointer) ? [[text, pointer] as const] : [];
  });
}

function readCondition(
  text: string,
  pointer: string,
  known: readonly string[],
  shared: SharedSpace,
  complaints: Complaints,
): Condition | undefined {
  const expression = parsed(text, pointer, complaints);
  if (expression === undefined) return undefined;
  const unknown = expression.names.filter((name) => !known.includes(name));
  for (const name of unknown) complaints.add('unknownParameter', pointer, { name, known });
  if (unknown.length > 0) return undefined;
  if (expression.names.length === 0) {
    complaints.add('constraintOfNothing', pointer, { text });
    return undefined;
  }
  const formulas = shared.formulasOf(expression.names);
  const values = (configuration: Configuration): Configuration => shared.values(configuration, formulas);
  const rule = { text, pointer, expression, values };
  return { ...rule, holds: (configuration) => verdict(rule, configuration) === true };
}

/** Of parameters that are not there nothing is demanded. What cannot be computed is not fulfilled. */
function verdict(
  { expression, values: valuesOf }: Pick<Condition, 'expression' | 'values'>,
  configuration: Configuration,
): unknown {
  try {
    const values = valuesOf(configuration);
    return expression.names.every((name) => Object.hasOwn(values, name)) ? compute(expression, values) : true;
  } catch (error) {
    if (isTrialFailure(error)) return error;
    throw error;
  }
}

/** Constraints that are no conditions, that cannot be computed, or that nothing fulfils. */
function tryOut(
  conditions: readonly Condition[],
  constrained: SearchSpace,
  whole: SearchSpace,
  complaints: Complaints,
): void {
  const random = seeded(0).split('constraints');
  const examples = Array.from({ length: TRIES }, () => whole.decode(whole.sample(random)));
  for (const condition of conditions) {
    const fault = examples.find((example) => typeof verdict(condition, example) !== 'boolean');
    if (fault !== undefined) complain(condition, fault, complaints);
  }
  if (complaints.touch('/constraints') || examples.some((example) => constrained.has(example))) return;
  if (whole.size < Infinity && constrained.size > 0) return;
  const texts = conditions.map(({ text }) => text);
  complaints.add('constraintsExclude', '/constraints', { constraints: texts, draws: TRIES });
}

function complain(condition: Condition, example: Configuration, complaints: Complaints): void {
  const { expression, pointer, values } = condition;
  const value = verdict(condition, example);
  if (isTrialFailure(value)) return complaints.add('formulaFails', pointer, { fault: value.message });
  const where = whereWords(expression.names, values(example));
  complaints.add('noCondition', pointer, { text: expression.text, where, found: JSON.stringify(value) });
}
