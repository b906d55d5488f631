// What may stand in place of a value where something may be tuned: ranges, choices, references, formulas.
import { RangeSchema } from '../range.js';
import { takesText, VARIABLE_PATTERN } from '../secret.js';
import { branchesOf, type Schema } from '../schema-words.js';
import { closed, declared, type Context, type JsonSchema } from './words.js';

const object = (properties: JsonSchema, required: readonly string[]): JsonSchema => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

/**
 * A condition that objects fail which the reader takes for something else than a value.
 *
 * @param env Whether "env" is a key like others.
 */
export function noDomain({ definitions }: Context, env = false): JsonSchema {
  const alone = ['ref', 'expr', ...(env ? [] : ['env'])];
  const words = [{ required: ['tune'] }, { required: ['choose'] }];
  return definitions.ref(env ? 'no-domain' : 'no-domain-nor-variable', () => ({
    not: { type: 'object', anyOf: [...words, ...alone.map((word) => ({ required: [word], maxProperties: 1 }))] },
    errorMessage: 'Nothing can be tuned or computed here.',
  }));
}

/** All that may stand in place of a value of this schema. */
export function domainsFor(schema: Schema, context: Context): readonly JsonSchema[] {
  if (onlyComponent(schema)) return [];
  const environment = context.environment && takesText(schema) ? [variable(context)] : [];
  if (!context.open) return environment;
  const numbers = takes(schema, ['number', 'integer']) ? [range(context)] : [];
  return [...numbers, choice(schema, context), computed(context), ...environment];
}

/** Any value at all; what looks like a domain is one, or is refused. */
export function anything(context: Context): JsonSchema {
  const { definitions, open, environment } = context;
  return definitions.ref(open ? 'tunable-anything' : environment ? 'anything-or-variable' : 'anything', () => {
    const inner = anything(context);
    const plain = [
      { type: ['null', 'boolean', 'number', 'string'] },
      { type: 'array', items: inner },
      {
        type: 'object',
        additionalProperties: inner,
        allOf: [noDomain(context)],
      },
    ];
    return { anyOf: [...plain, ...domainsFor({}, context)] };
  });
}

/** A member of `space`. */
export function sharedDomain(context: Context): JsonSchema {
  const { definitions } = context;
  const when = {
    type: 'object',
    minProperties: 1,
    description: 'When it is there at all: other members that are chosen from, and the value or values they must have.',
    additionalProperties: { not: { type: 'array', maxItems: 0 } },
    examples: [{ optimizer: 'sgd' }],
  };
  return definitions.ref('shared-domain', () => ({
    anyOf: [
      { ...rangeWith({ when }, context), defaultSnippets: [RANGE_SNIPPET] },
      {
        ...choiceWith({ when }),
        allOf: [{ properties: { choose: { items: { anyOf: [anything(closed(context)), range(context)] } } } }],
      },
      computed(context),
    ],
  }));
}

// The text after ^ is written without quotes.
const RANGE_SNIPPET = {
  label: '{ "tune": … }',
  description: 'Tune a number.',
  body: { tune: '${1|float,int|}', low: '^${2:0}', high: '^${3:1}' },
};

function range(context: Context): JsonSchema {
  return context.definitions.ref('range', () => ({ ...rangeWith({}, context), defaultSnippets: [RANGE_SNIPPET] }));
}

function rangeWith(own: JsonSchema, context: Context): JsonSchema {
  const schema = context.plain(declared(RangeSchema), closed(context));
  return { ...schema, properties: { ...(schema['properties'] as JsonSchema), ...own } };
}

/** The alternatives are values of the schema. */
function choice(schema: Schema, context: Context): JsonSchema {
  const value = context.plain(schema, closed(context));
  const branches = (value['anyOf'] as readonly JsonSchema[] | undefined) ?? [value];
  return choiceOf(takes(schema, ['number', 'integer']) ? [...branches, range(context)] : branches, context);
}

function choiceOf(items: readonly JsonSchema[], context: Context): JsonSchema {
  return {
    allOf: [context.definitions.ref('choice', () => choiceWith({}))],
    properties: { choose: { items: items.length === 1 ? items[0] : { anyOf: items } } },
  };
}

function choiceWith(own: JsonSchema): JsonSchema {
  const choose = {
    type: 'array',
    minItems: 2,
    uniqueItems: true,
    description: 'The alternatives: values, or ranges of numbers.',
  };
  const ordered = { type: 'boolean', description: 'Neighbors in the list are alike. Default: false.', default: false };
  return object({ choose, ordered, ...own }, ['choose']);
}

/** A reference to a member of `space`, or a formula over them. */
function computed({ definitions }: Context): JsonSchema {
  const text = { type: 'string', pattern: '\\S', errorMessage: 'Expected a text that is not empty.' };
  return definitions.ref('computed', () => ({
    anyOf: [
      object({ ref: { ...text, description: 'The value of this member of "space".', examples: ['width'] } }, ['ref']),
      object({ expr: { ...text, description: 'A formula over members of "space".', examples: ['width / 2'] } }, [
        'expr',
      ]),
    ],
  }));
}

/** A text that is read when the study runs, and never kept. */
function variable({ definitions }: Context): JsonSchema {
  const env = {
    type: 'string',
    pattern: VARIABLE_PATTERN,
    description: 'Name of the environment variable with the text. It is read at run time and never kept.',
    examples: ['API_TOKEN'],
    errorMessage: 'Expected letters, digits and _, with no digit first.',
  };
  return definitions.ref('variable', () => object({ env }, ['env']));
}

function onlyComponent(schema: Schema): boolean {
  return (branchesOf(schema) ?? [schema]).every(({ component }) => component !== undefined);
}

/** Whether some value of one of the types fits; a schema without a type takes all. */
function takes(schema: Schema, types: readonly string[]): boolean {
  const branches = branchesOf(schema);
  if (branches !== undefined) return branches.some((branch) => takes(branch, types));
  const listed = 'const' in schema ? [schema.const] : schema.enum;
  if (listed !== undefined) return listed.some((value) => types.includes(typeof value));
  return schema.component === undefined && (schema.type === undefined || types.some((type) => isType(schema, type)));
}

function isType({ type }: Schema, wanted: string): boolean {
  return typeof type === 'string' ? type === wanted : (type?.includes(wanted) ?? false);
}
