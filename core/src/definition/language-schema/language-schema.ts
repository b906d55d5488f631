// The JSON Schema of the whole language, for editors: every key, every plugin, every parameter. It is put together
// from the schemas by which definitions are read; a test holds the two equal. Definitions are not read with it: to
// compile it takes a second.
//
//   outer-form ─> component ─> value ─> domain      each asks the next for what stands inside
import type { Registry } from '../../plugin/registry.js';
import { nestedComponent } from './component.js';
import { outerForm } from './outer-form.js';
import { plainSchema } from './value.js';
import { Definitions, type JsonSchema } from './words.js';

/** JSON Schema of draft 7 of all definitions that name plugins of this registry. */
export function languageSchema(registry: Registry): JsonSchema {
  const definitions = new Definitions();
  const form = outerForm({
    registry,
    definitions,
    open: false,
    environment: false,
    plain: plainSchema,
    component: nestedComponent,
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A study of Tunewright',
    // For editors that know them: definitions are JSON with comments.
    allowComments: true,
    allowTrailingCommas: true,
    ...form,
    definitions: definitions.all(),
  };
}
