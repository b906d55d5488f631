// The keys of a definition and what stands there.
import { NamedScore } from '../metrics.js';
import { PARAMETER_NAME_PATTERN } from '../identifier.js';
import type { Schema } from '../schema-words.js';
import { ShellSchema } from '../shell.js';
import { BLACK_BOX_KEYS, LEARNING_KEYS } from '../subject.js';
import { componentSchema, METRIC, OBJECTIVE, SEARCH, stepSchema, STOPPER } from './component.js';
import { sharedDomain } from './domain.js';
import { noted } from './notes.js';
import { overlay } from './overlay.js';
import { plainSchema, valueSchema } from './value.js';
import { declared, mapped, type Context, type JsonSchema } from './words.js';

/** What a key takes, where the outer form itself says no more than "an object". */
const INSIDE: Readonly<Record<string, (schema: Schema, context: Context) => JsonSchema>> = {
  steps: (schema, context) => list(schema, stepSchema({ ...context, open: true })),
  objective: (_, context) => componentSchema(OBJECTIVE, { ...context, open: true }),
  space: (_, context) => ({
    type: 'object',
    propertyNames: {
      pattern: PARAMETER_NAME_PATTERN,
      errorMessage: 'Expected letters, digits and _ - . with a letter or _ first.',
    },
    additionalProperties: sharedDomain({ ...context, open: true }),
  }),
  instances: (schema) => list(schema, {}),
  // Which form the entries have depends on the kind of study.
  metrics: (schema) => list(schema, { type: 'object' }),
  search: (_, context) => componentSchema(SEARCH, context),
  earlyStopping: (schema, context) => list(schema, componentSchema(STOPPER, context)),
  start: (schema) => list(schema, { type: 'object' }),
};

/** The outer form, and how its parts depend on each other. */
export function outerForm(context: Context): JsonSchema {
  const { properties = {} } = declared(ShellSchema);
  const known = mapped(properties, (schema, key) => {
    const inside = INSIDE[key];
    return inside === undefined ? valueSchema(schema, context) : noted(schema, inside(schema, context));
  });
  return {
    type: 'object',
    properties: mapped(known, () => true),
    additionalProperties: false,
    if: { required: ['extends'] },
    then: extending(known as Members, context),
    else: {
      properties: known,
      if: { anyOf: LEARNING_KEYS.map(has) },
      then: learning(context),
      else: blackBox(context),
    },
  };
}

type Members = Readonly<Record<string, JsonSchema>>;

/** What is missing, and of which kind the study is, may be said by the definitions that are extended. */
function extending({ metrics, ...others }: Members, context: Context): JsonSchema {
  const measure = { if: { required: ['name'] }, then: score(context), else: componentSchema(METRIC, context) };
  return { properties: { ...mapped(others, overlay), metrics: overlay({ ...metrics, items: measure }) } };
}

const has = (key: string): JsonSchema => ({ required: [key] });

function learning(context: Context): JsonSchema {
  const others = Object.fromEntries(BLACK_BOX_KEYS.map((key) => [key, false]));
  return {
    required: ['data', 'steps'],
    errorMessage: 'This belongs to a study of an objective, not to one that learns from data.',
    properties: { ...others, metrics: entries(componentSchema(METRIC, context)) },
  };
}

function blackBox(context: Context): JsonSchema {
  const nothing = {
    not: {},
    errorMessage: 'The study is about nothing: give "data" and "steps", or "objective" and "space".',
  };
  return {
    properties: { metrics: entries(score(context)) },
    if: { not: { anyOf: [...BLACK_BOX_KEYS, 'space'].map(has) } },
    then: nothing,
  };
}

const score = (context: Context): JsonSchema => plainSchema(declared(NamedScore), context);

/** Says more of a key that has its notes elsewhere. */
const entries = (items: JsonSchema): JsonSchema => ({ items, doNotSuggest: true });

function list({ minItems }: Schema, items: JsonSchema): JsonSchema {
  return { type: 'array', items, ...(minItems !== undefined && { minItems }) };
}
