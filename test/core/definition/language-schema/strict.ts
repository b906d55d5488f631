// ajv as strict as it gets, for schemas that the library itself only compiles leniently.
import { createRequire } from 'node:module';

interface Validator {
  (value: unknown): boolean;
  readonly errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null;
}
interface Ajv {
  addVocabulary(words: readonly string[]): Ajv;
  compile(schema: object): Validator;
}

// The version that the core uses; another one belongs to the linter.
const core = createRequire(new URL('../../../../core/package.json', import.meta.url));
const { Ajv: Strict } = core('ajv') as { Ajv: new (options: object) => Ajv };

/** Keywords that mean something to editors only. */
const FOR_EDITORS = ['allowComments', 'allowTrailingCommas', 'errorMessage', 'enumDescriptions', 'defaultSnippets'];

/** Throws when the schema is not sound; gives what is wrong with a value, nothing when it is fine. */
export function strictly(schema: object): (value: unknown) => readonly string[] {
  // A schema may say more of a key or an object that another part of it declares; the rest is strict.
  const options = { strict: true, strictTypes: false, strictRequired: false, allErrors: false };
  const validate = new Strict(options).addVocabulary([...FOR_EDITORS, 'doNotSuggest']).compile(schema);
  return (value) =>
    validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
