// Values against JSON Schemas. The only file that knows ajv; turns its errors into one complaint a mistake.
import { Ajv, type ErrorObject } from 'ajv';
import type { Json } from '../contracts/json.js';
import { at, within } from './pointer.js';
import { branchesOf, type Schema } from './schema-words.js';

/** One mistake: a key that may not be there, one that is missing, or a value that is not allowed. */
export type Mistake =
  | { readonly kind: 'unknown-key'; readonly path: string; readonly key: string; readonly known: readonly string[] }
  | { readonly kind: 'missing-key'; readonly path: string; readonly key: string; readonly schema: Schema }
  | { readonly kind: 'value'; readonly path: string; readonly found: unknown; readonly schema: Schema };

/** Mistakes in a value; paths are JSON pointers within it. */
export type Check = (value: Json) => readonly Mistake[];

// Plugins' schemas are checked by the compiler of TypeScript; checking them again would cost 20 ms at every start.
const ajv = new Ajv({
  allErrors: true,
  verbose: true,
  strict: false,
  validateSchema: false,
  meta: false,
  logger: false,
});
const compiled = new WeakMap<object, Check>();

/** The check of a schema, compiled on first use. Keys that an object schema does not list are mistakes at its top. */
export function checkOf(schema: object): Check {
  let check = compiled.get(schema);
  if (check === undefined) compiled.set(schema, (check = compile(schema)));
  return check;
}

function compile(schema: object): Check {
  const validate = ajv.compile({ additionalProperties: false, ...schema });
  return (value) => (validate(value) ? [] : mistakes(validate.errors ?? []));
}

function mistakes(errors: readonly ErrorObject[]): Mistake[] {
  const found = new Map<string, Mistake>();
  for (const error of collapse(errors)) {
    const mistake = mistakeOf(error);
    const key = mistake.kind === 'value' ? 'value' : mistake.key;
    found.set(`${mistake.path}\n${key}`, mistake);
  }
  return [...found.values()];
}

function mistakeOf(error: ErrorObject): Mistake {
  const { instancePath: path, params, parentSchema, data } = error;
  const schema = (parentSchema ?? {}) as Schema;
  if (error.keyword === 'additionalProperties') {
    const key = (params as { additionalProperty: string }).additionalProperty;
    return { kind: 'unknown-key', path, key, known: Object.keys(schema.properties ?? {}) };
  }
  if (error.keyword === 'required') {
    const key = (params as { missingProperty: string }).missingProperty;
    return { kind: 'missing-key', path, key, schema: schema.properties?.[key] ?? {} };
  }
  return { kind: 'value', path, found: data, schema };
}

/**
 * ajv reports every branch of a union that does not fit, and the union. Kept is the branch that was meant, where the
 * value shows which (objects and lists), else the union as a whole.
 */
function collapse(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const union = outermostUnion(errors);
  if (union === undefined) return errors;
  const { schemaPath, instancePath } = union;
  const inside = (error: ErrorObject) =>
    error.schemaPath.startsWith(`${schemaPath}/`) && within(error.instancePath, instancePath);
  const others = errors.filter((error) => error !== union && !inside(error));
  const meant = meantBranch(union, errors.filter(inside));
  return collapse([...others, ...(meant ?? [telling(union) ?? { ...union, keyword: 'value' }])]);
}

function outermostUnion(errors: readonly ErrorObject[]): ErrorObject | undefined {
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  return unions.sort((a, b) => a.schemaPath.length - b.schemaPath.length)[0];
}

function meantBranch(union: ErrorObject, errors: readonly ErrorObject[]): readonly ErrorObject[] | undefined {
  if (typeof union.data !== 'object' || union.data === null) return undefined;
  const fitting = branches(union)
    .map((_, i) => errors.filter(({ schemaPath }) => schemaPath.startsWith(`${union.schemaPath}/${i}/`)))
    .filter((ofBranch) => ofBranch.length > 0 && !ofBranch.some((error) => rulesOut(error, union.instancePath)));
  // What is wrong further inside says nothing of which branch was meant.
  const here = (ofBranch: readonly ErrorObject[]): number =>
    ofBranch.filter(({ instancePath }) => instancePath === union.instancePath).length;
  return fitting.sort((a, b) => here(a) - here(b) || a.length - b.length)[0];
}

/** Whether a branch was not meant: the value is of another type, or a member that tells branches apart differs. */
function rulesOut({ keyword, instancePath }: ErrorObject, path: string): boolean {
  if (instancePath === path) return keyword === 'type' || keyword === 'const' || keyword === 'enum';
  return keyword === 'const' && !instancePath.slice(path.length + 1).includes('/');
}

/** Where no branch was meant because the member that tells them apart is wrong: the error of that member. */
function telling(union: ErrorObject): ErrorObject | undefined {
  const data = union.data as Readonly<Record<string, unknown>> | null;
  const [first, ...others] = branches(union).map(({ properties }) => properties ?? {});
  if (typeof data !== 'object' || data === null || first === undefined) return undefined;
  const all = [first, ...others];
  const key = Object.keys(first).find((name) => all.every((properties) => properties[name]?.const !== undefined));
  if (key === undefined) return undefined;
  const schema: Schema = { enum: all.map((properties) => properties[key]?.const) };
  if (!Object.hasOwn(data, key))
    return {
      ...union,
      keyword: 'required',
      params: { missingProperty: key },
      parentSchema: { properties: { [key]: schema } },
    };
  return {
    ...union,
    keyword: 'enum',
    instancePath: at(union.instancePath, key),
    parentSchema: schema,
    data: data[key],
  };
}

function branches(union: ErrorObject): readonly Schema[] {
  return branchesOf((union.parentSchema ?? {}) as Schema) ?? [];
}
