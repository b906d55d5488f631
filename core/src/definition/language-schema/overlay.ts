// What may stand in a definition that extends others: it is laid over them, so null takes a key away and objects say
// only what differs.
import { mapped, type JsonSchema } from './words.js';

/** @param schema Of what stands there in a definition that extends nothing. */
export function overlay(schema: JsonSchema): JsonSchema {
  const { description, default: usual, examples, ...rest } = schema;
  return {
    ...(description !== undefined && { description }),
    ...(usual !== undefined && { default: usual }),
    ...(examples !== undefined && { examples }),
    ...overlaid(rest),
  };
}

function overlaid(schema: JsonSchema): JsonSchema {
  const type = ['object', 'null'];
  const { properties, additionalProperties: others } = schema;
  if (properties !== undefined)
    return { type, properties: mapped(properties as Members, overlay), additionalProperties: false };
  if (typeof others === 'object') return { ...schema, type, additionalProperties: { anyOf: [others, { type }] } };
  // A component that names its plugin is whole; one that does not changes parameters of another.
  if ('allOf' in schema) return { type, if: { type: 'object', required: ['use'] }, then: schema };
  return { anyOf: [schema, { type: 'null' }] };
}

type Members = Readonly<Record<string, JsonSchema>>;
