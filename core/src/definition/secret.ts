// `{ "env": "TOKEN" }` in place of a text: a parameter that is read from the environment when the plugin is made.
import type { Json, JsonObject } from '../contracts/json.js';
import { BROKEN, type Node } from './node.js';
import { at, label } from './pointer.js';
import { allowed, branchesOf, show, type Schema } from './schema-words.js';
import type { Place, Scope } from './scope.js';

/**
 * Whether an object stands for a variable. Where the schema takes objects with a key "env", it is one of those.
 *
 * @param inside The schema of a member of the object, by key; an empty one where it says nothing.
 */
export function isSecret(json: JsonObject, schema: Schema, inside: (key: string) => Schema): boolean {
  if (!Object.hasOwn(json, 'env')) return false;
  const alone = Object.keys(json).length === 1;
  const plain = Object.keys(inside('env')).length > 0;
  return alone ? takesText(schema) || !plain : !plain && saysText(schema);
}

export function readSecret(json: JsonObject, schema: Schema, { pointer }: Place, scope: Scope): Node {
  const { complaints } = scope;
  const before = complaints.count;
  const { env, ...rest } = json;
  const others = Object.keys(rest);
  if (others.length > 0) complaints.add('variableNotAlone', pointer, { others });
  if (!isVariable(env)) complaints.add('badVariableName', at(pointer, 'env'), { found: show(env) });
  else if (!takesText(schema))
    complaints.add('variableNoText', pointer, { variable: env, name: nameOf(pointer), allowed: allowed(schema) });
  if (complaints.count > before) return BROKEN;
  const variable = env as string;
  scope.secrets.push({ variable, pointer, schema });
  return { kind: 'secret', variable, standIn: textIn(schema) ?? variable };
}

/** Names of environment variables. */
export const VARIABLE_PATTERN = '^[A-Za-z_][A-Za-z0-9_]{0,199}$';

const variableName = new RegExp(VARIABLE_PATTERN, 'u');

function isVariable(env: Json | undefined): env is string {
  return typeof env === 'string' && variableName.test(env);
}

/** What the place of a secret is called in a sentence. */
export function nameOf(pointer: string): string {
  return `"${label(pointer)}"`;
}

/** Whether a text may stand there. */
export function takesText(schema: Schema): boolean {
  const branches = branchesOf(schema);
  if (branches !== undefined) return branches.some(takesText);
  if (schema.component !== undefined) return false;
  return saysText(schema) || (schema.type === undefined && !('const' in schema) && schema.enum === undefined);
}

/** Whether the schema says that a text may stand there, instead of saying nothing. */
function saysText(schema: Schema): boolean {
  const branches = branchesOf(schema);
  if (branches !== undefined) return branches.some(saysText);
  if (textIn(schema) !== undefined) return true;
  return schema.type === 'string' || (Array.isArray(schema.type) && schema.type.includes('string'));
}

/** A text that the schema lists, where it lists any. */
function textIn(schema: Schema): string | undefined {
  const listed = 'const' in schema ? [schema.const] : (schema.enum ?? branchesOf(schema)?.map(textIn) ?? []);
  return listed.find((value) => typeof value === 'string');
}
