// The schema of a value as its plugin declares it → the schema of what may stand there in a definition: the same
// without what has a default, and where something may be tuned, domains as well.
import { allowed, branchesOf, type Schema } from '../schema-words.js';
import { anything, domainsFor, noDomain } from './domain.js';
import { noted } from './notes.js';
import { mapped, type Context, type JsonSchema } from './words.js';

// Keywords that are written anew, those that only the reader knows, and references that lead nowhere from here.
const OWN: ReadonlySet<string> = new Set([
  ...['description', 'default', 'examples', 'anyOf', 'oneOf', '$ref', '$id', '$defs', 'definitions'],
  ...['properties', 'required', 'additionalProperties', 'patternProperties', 'items'],
  ...['expects', 'component', 'activeWhen', 'path', 'scale', 'repeats'],
]);

/** A value with its notes, and the domains it may be drawn from. */
export function valueSchema(schema: Schema, context: Context): JsonSchema {
  return noted(schema, either([...plainBranches(schema, context), ...domainsFor(schema, context)]));
}

/** A value that is written out. */
export function plainSchema(schema: Schema, context: Context): JsonSchema {
  return either(plainBranches(schema, context));
}

/** The members of an object: `properties`, `required`, and what is said of other keys. */
export function membersSchema(schema: Schema, context: Context): JsonSchema {
  const { properties = {}, required = [], patternProperties, additionalProperties: others } = schema;
  const needed = required.filter((key) => properties[key]?.default === undefined);
  return {
    properties: mapped(properties, (member) => valueSchema(member, context)),
    ...(needed.length > 0 && { required: needed }),
    ...(patternProperties && { patternProperties: mapped(patternProperties, (each) => valueSchema(each, context)) }),
    ...(others === false && { additionalProperties: false }),
    ...(typeof others === 'object' && { additionalProperties: valueSchema(others, context) }),
  };
}

function plainBranches(schema: Schema, context: Context): readonly JsonSchema[] {
  const branches = branchesOf(schema);
  if (branches === undefined) return [plain(schema, context)];
  // Of several branches an editor reports one; this is right for all of them.
  const errorMessage = `Expected ${allowed(schema)}.`;
  return branches.flatMap((branch) => plainBranches(branch, context)).map((branch) => ({ ...branch, errorMessage }));
}

function plain(schema: Schema, context: Context): JsonSchema {
  if (schema.component !== undefined) return context.component(schema.component, context);
  const others = Object.entries(schema).filter(([key]) => !OWN.has(key));
  if (others.length === 0 && schema.properties === undefined && schema.items === undefined) return anything(context);
  return {
    ...Object.fromEntries(others),
    ...(schema.expects !== undefined && { errorMessage: `Expected ${schema.expects}.` }),
    ...(schema.items !== undefined && { items: items(schema.items, context) }),
    ...(takesObjects(schema) && objectSchema(schema, context)),
  };
}

function items(schema: Schema | readonly Schema[], context: Context): unknown {
  return Array.isArray(schema)
    ? (schema as readonly Schema[]).map((each) => valueSchema(each, context))
    : valueSchema(schema as Schema, context);
}

function takesObjects({ type, properties, patternProperties }: Schema): boolean {
  if (properties !== undefined || patternProperties !== undefined) return true;
  return Array.isArray(type) ? type.includes('object') : type === 'object';
}

/** An object of any keys is read as a domain where it looks like one. */
function objectSchema(schema: Schema, context: Context): JsonSchema {
  const members = membersSchema(schema, context);
  if (schema.additionalProperties === false) return members;
  // What is not said of the keys is nothing.
  const said = schema.patternProperties !== undefined || typeof schema.additionalProperties === 'object';
  const others = members['additionalProperties'] === undefined && { additionalProperties: anything(context) };
  return { ...members, ...others, allOf: [noDomain(context, said && context.environment)] };
}

function either(branches: readonly JsonSchema[]): JsonSchema {
  return branches.length === 1 ? (branches[0] as JsonSchema) : { anyOf: branches };
}
