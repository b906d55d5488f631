// The environment of a study: puts the values of variables in when plugins are made, and keeps them out of everything
// that is printed.
import type { Component } from '../contracts/component.js';
import type { Json, JsonObject } from '../contracts/json.js';
import { complain } from '../problem/messages.js';
import { isProblem, Problem, type Complaint } from '../problem/problem.js';
import { branchFor, itemSchema, memberSchema } from './value.js';
import { checkOf } from './schema-check.js';
import { allowed, type Schema } from './schema-words.js';
import { isList, isObject, type Secret } from './scope.js';
import { isSecret, nameOf } from './secret.js';

/** Variables by name, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Throws one {@link Problem} with all variables that are not set, or do not fit; values are not told. */
export function checkEnvironment(secrets: readonly Secret[], environment: Environment): void {
  const complaints = secrets.flatMap(({ variable, pointer, schema }): Complaint[] => {
    const value = valueOf(variable, environment);
    if (value === undefined) return [complain('variableMissing', { variable }, pointer)];
    if (checkOf(schema)(value).length === 0) return [];
    return [complain('variableRefused', { variable, name: nameOf(pointer), allowed: allowed(schema) }, pointer)];
  });
  if (complaints.length > 0) throw new Problem(complaints);
}

/** A component with the values of its variables in place. Throws a {@link Problem} when one is not set. */
export function filledIn(component: Component, schema: Schema, environment: Environment): Component {
  return filled(component as JsonObject, schema, environment, true) as unknown as Component;
}

function filled(json: Json, schema: Schema, environment: Environment, whole = false): Json {
  if (isList(json)) {
    const branch = branchFor(json, schema);
    return json.map((item, i) => filled(item, itemSchema(branch, i), environment));
  }
  if (!isObject(json)) return json;
  const branch = branchFor(json, schema);
  if (!whole && isSecret(json, schema, (key) => memberSchema(branch, key)))
    return required(json.env as string, environment);
  // Components inside are filled in when they are made.
  if (branch.component !== undefined) return json;
  const members = Object.entries(json).map(([key, value]) => [
    key,
    filled(value, memberSchema(branch, key), environment),
  ]);
  return Object.fromEntries(members) as JsonObject;
}

function required(variable: string, environment: Environment): string {
  const value = valueOf(variable, environment);
  if (value === undefined) throw new Problem([complain('variableMissing', { variable })]);
  return value;
}

function valueOf(variable: string, environment: Environment): string | undefined {
  const value: unknown = environment[variable];
  return typeof value === 'string' ? value : undefined;
}

/** Puts the name of a variable in place of its value. */
export type Conceal = (text: string) => string;

const SHORTEST = 4; // characters; shorter values are no secrets, and would be found in any text

/** Conceals the values of all secrets, as they are and as JSON and addresses write them. */
export function concealing(secrets: readonly Secret[], environment: Environment): Conceal {
  const words = secrets.flatMap(({ variable }): [string, string][] => {
    const value = valueOf(variable, environment) ?? '';
    if (value.length < SHORTEST) return [];
    const encoded = /\p{Surrogate}/u.test(value) ? value : encodeURIComponent(value);
    const forms = new Set([value, JSON.stringify(value).slice(1, -1), encoded]);
    return [...forms].map((form) => [form, `$${variable}`]);
  });
  // Of two values of which one is in the other, the longer one goes first.
  words.sort(([a], [b]) => b.length - a.length);
  return (text) => words.reduce((shown, [form, name]) => shown.replaceAll(form, () => name), text);
}

const DEEPEST = 10; // causes of causes

/** The same error with all that it tells concealed. */
export function concealed(error: unknown, conceal: Conceal, depth = 0): unknown {
  if (isProblem(error)) {
    const { complaints } = error;
    return new Problem(complaints.map((complaint) => ({ ...complaint, text: conceal(complaint.text) })));
  }
  if (typeof error === 'string') return conceal(error);
  if (!(error instanceof Error)) return error;
  for (const key of ['message', 'stack'] as const) {
    const text: unknown = error[key];
    if (typeof text === 'string' && conceal(text) !== text) Reflect.set(error, key, conceal(text));
  }
  // Consoles print the cause as well; nothing else is found in a cause that is its own effect.
  const { cause } = error;
  if (cause !== undefined && depth < DEEPEST) Reflect.set(error, 'cause', concealed(cause, conceal, depth + 1));
  return error;
}
