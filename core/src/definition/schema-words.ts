// What a JSON Schema allows, in words: "a number > 0", `"scale", "auto" or a number > 0`. Pure.
import { nearest } from '../problem/nearest.js';

/** The part of JSON Schema that plugins use, and the keywords of this language. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema | readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly default?: unknown;
  /** What is allowed, in words of the schema's author: `a duration such as "90s"`. */
  readonly expects?: string;
  /** The value is a component of this kind. */
  readonly component?: string;
  /** The value is the path of a file or folder; a relative one starts in the folder of the file that says it. */
  readonly path?: boolean;
  /** The object repeats a list, each copy with parameters of its own. */
  readonly repeats?: Repeats;
  /** The parameter matters only while these siblings have one of these values. */
  readonly activeWhen?: Readonly<Record<string, readonly unknown[]>>;
}

/** Keyword of an object schema: which of its properties play these parts. */
export interface Repeats {
  /** How many copies. */
  readonly count: string;
  /** The list that is repeated. */
  readonly items: string;
  /** `"each"` when copies have parameters of their own. */
  readonly vary: string;
  /** Where the plugin finds the lists of all copies. */
  readonly copies: string;
}

/** All that the schema allows, as a noun phrase. */
export function allowed(schema: Schema): string {
  if (schema.expects !== undefined) return schema.expects;
  const branches = branchesOf(schema);
  if (branches === undefined) return allowedByOne(schema);
  const words = branches.flatMap((branch) => literals(branch)?.map(show) ?? [allowed(branch)]);
  return either([...new Set(words)]);
}

/** The words that a text may be, as far as the schema lists any. */
export function wordsOf(schema: Schema): string[] {
  const found = branchesOf(schema)?.flatMap(wordsOf) ?? literals(schema) ?? [];
  return found.filter((word): word is string => typeof word === 'string');
}

/** ` Did you mean "rbf"?`, or nothing. An object in place of a plain value may be a domain with a typing error. */
export function hint(found: unknown, words: readonly string[]): string {
  const near = typeof found === 'string' ? nearest(found, words) : nearDomain(found);
  return near === undefined ? '' : ` Did you mean "${near}"?`;
}

function nearDomain(found: unknown): string | undefined {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined;
  return Object.keys(found)
    .map((key) => nearest(key, ['tune', 'choose']))
    .find((word) => word !== undefined);
}

/** A value as it stands in the file, cut short when long. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

function either(words: readonly string[]): string {
  if (words.length <= 1) return words[0] ?? 'nothing';
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) as string}`;
}

export function branchesOf(schema: Schema): readonly Schema[] | undefined {
  return schema.anyOf ?? schema.oneOf;
}

// Where the schema says nothing that these words know.
const UNSAID = 'another value';

function literals(schema: Schema): readonly unknown[] | undefined {
  return 'const' in schema ? [schema.const] : schema.enum;
}

function allowedByOne(schema: Schema): string {
  const listed = literals(schema);
  if (listed !== undefined) return either(listed.map(show));
  if (schema.component !== undefined) return 'a component such as { "use": "…" }';
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  return types.length === 0 ? UNSAID : either(types.map((type) => typeWords(type, schema)));
}

function typeWords(type: string, schema: Schema): string {
  switch (type) {
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'string':
      return textWords(schema.minLength ?? 0);
    case 'array':
      return listWords(schema);
    case 'object':
      return 'an object';
    default:
      return numberWords(type, schema);
  }
}

function textWords(minLength: number): string {
  if (minLength === 0) return 'a text';
  return minLength === 1 ? 'a text that is not empty' : `a text of at least ${minLength} characters`;
}

function numberWords(
  type: string,
  { minimum, exclusiveMinimum, exclusiveMaximum, multipleOf, ...schema }: Schema,
): string {
  const noun = type === 'integer' ? 'an integer' : 'a number';
  const multiple = multipleOf === undefined ? '' : ` that is a multiple of ${multipleOf}`;
  // The end of exact integers is no bound that anyone set.
  const maximum = schema.maximum === Number.MAX_SAFE_INTEGER ? undefined : schema.maximum;
  if (minimum !== undefined && maximum !== undefined) return `${noun} from ${minimum} to ${maximum}${multiple}`;
  const signs = { '>=': minimum, '>': exclusiveMinimum, '<=': maximum, '<': exclusiveMaximum };
  const bounds = Object.entries(signs).flatMap(([sign, bound]) => (bound === undefined ? [] : [`${sign} ${bound}`]));
  return `${noun}${bounds.length === 0 ? '' : ` ${bounds.join(' and ')}`}${multiple}`;
}

function listWords({ minItems, maxItems, uniqueItems, items }: Schema): string {
  const different = uniqueItems === true ? ' different' : '';
  const each = items === undefined || Array.isArray(items) ? UNSAID : allowed(items as Schema);
  const size = sizeWords(minItems, maxItems);
  const entries =
    size === '' ? `${different}${each === UNSAID ? '' : ' of entries'}` : ` of ${size}${different} entries`;
  return `a list${entries}${each === UNSAID ? '' : `, each ${each}`}`;
}

function sizeWords(least: number | undefined, most: number | undefined): string {
  if (least !== undefined && most !== undefined) return least === most ? `${least}` : `${least} to ${most}`;
  if (least !== undefined) return least === 1 ? 'one or more' : `${least} or more`;
  return most === undefined ? '' : `at most ${most}`;
}
