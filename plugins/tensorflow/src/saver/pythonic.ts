// A saved topology as the classes of TensorFlow.js want it. Files write names as Python does; the library's own reader
// does the same as this, but makes its caller wait, and restoring a model may not.
import type { Json, JsonObject } from '@tunewright/core';

/** Under these keys a list that starts with a text starts with a layer's name. */
const REFERENCES: ReadonlySet<string> = new Set(['inboundNodes', 'inputLayers', 'outputLayers']);

/** `{ class_name: 'Dense', config: { batch_input_shape: … } }` → `{ className, config: { batchInputShape } }`. */
export function fromPythonic(value: Json, key = ''): Json {
  if (typeof value === 'string') return camelCase(value);
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item, index) =>
      index === 0 && typeof item === 'string' && REFERENCES.has(key) ? item : fromPythonic(item, key),
    );
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as JsonObject).map(([name, item]): [string, Json] => {
    const camel = camelCase(name);
    return name === 'name' ? [name, item] : [camel, fromPythonic(item, camel)];
  });
  return Object.fromEntries(entries);
}

function camelCase(text: string): string {
  return text.length <= 1 || !text.includes('_')
    ? text
    : text.replace(/_+(\w|$)/g, (_, letter: string) => letter.toUpperCase());
}
