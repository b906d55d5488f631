import { describe, expect, it } from 'vitest';
import { batteries, readDefinition } from 'tunewright';
import { languageSchema } from '../../../../core/src/definition/language-schema/language-schema.js';
import { ShellSchema } from '../../../../core/src/definition/shell.js';
import { testRegistry } from '../plugins.js';
import { strictly } from './strict.js';

type Node = Readonly<Record<string, unknown>>;

const schema = languageSchema(batteries());
const refused = strictly(schema);
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Every schema in a schema, with its path. */
function* schemas(node: unknown, path = ''): Generator<readonly [Node, string]> {
  if (!isNode(node)) return;
  if (!Array.isArray(node)) yield [node, path];
  for (const [key, inner] of Object.entries(node))
    if (!['enum', 'const', 'default', 'examples', 'required', 'defaultSnippets'].includes(key))
      yield* schemas(inner, `${path}/${key}`);
}

describe('the schema of the language', () => {
  it('is sound, also for plugins of others', () => {
    expect(() => strictly(languageSchema(testRegistry()))).not.toThrow();
  });

  it('describes every key', () => {
    const bare: string[] = [];
    for (const [{ properties }, path] of schemas(schema)) {
      for (const [key, value] of Object.entries(isNode(properties) ? properties : {})) {
        const described = typeof value === 'boolean' || isDescribed(value) || addsTo(path, key);
        if (!described) bare.push(`${path}/properties/${key}`);
      }
    }
    expect(bare).toEqual([]);
  });

  it('refers to what there is, and uses all of it', () => {
    const definitions = Object.keys(schema['definitions'] as Node).map((name) => `#/definitions/${name}`);
    const used = [...schemas(schema)].flatMap(([{ $ref }]) => (typeof $ref === 'string' ? [$ref] : []));
    expect([...new Set(used)].sort()).toEqual(definitions.sort());
  });

  it('says the defaults that hold', () => {
    const { definition, trainScores } = readDefinition({ data: { use: 'iris' }, steps: [{ use: 'svc' }] }, batteries());
    const full: Node = { ...definition, trainScores };
    for (const [key, { default: usual, properties }] of Object.entries(ShellSchema.properties as unknown as Members)) {
      if (usual !== undefined) expect(full, key).toHaveProperty([key], expect.toSatisfy(like(usual)));
      for (const [inner, member] of Object.entries(properties ?? {}))
        if (member.default !== undefined && key in full)
          expect(full[key], inner).toHaveProperty([inner], member.default);
    }
  });

  it('gives examples that fit', () => {
    const learning = { data: { use: 'iris' }, steps: [{ use: 'svc' }] };
    const blackBox = { objective: { use: 'module', path: './objective.js' } };
    for (const [key, { examples = [] }] of Object.entries(ShellSchema.properties as unknown as Members))
      for (const example of examples) {
        const complaints = [learning, blackBox].map((base) => refused({ ...base, [key]: example }));
        expect(
          complaints.some(({ length }) => length === 0),
          `${key}: ${JSON.stringify(complaints)}`,
        ).toBe(true);
      }
  });
});

type Members = Readonly<
  Record<string, { readonly default?: unknown; readonly examples?: readonly unknown[]; readonly properties?: Members }>
>;

/** The full form says more of a component than its name. */
function like(usual: unknown): (value: unknown) => boolean {
  if (!isNode(usual) || Array.isArray(usual)) return (value) => JSON.stringify(value) === JSON.stringify(usual);
  return (value) => isNode(value) && Object.entries(usual).every(([key, each]) => value[key] === each);
}

function isDescribed(value: unknown): boolean {
  if (!isNode(value)) return false;
  const { description, $ref, doNotSuggest } = value;
  if (typeof $ref === 'string') return isDescribed((schema['definitions'] as Node)[$ref.split('/').at(-1) as string]);
  return typeof description === 'string' || doNotSuggest === true;
}

/** Conditions of `if`, and parts that say more of a key which is described elsewhere. */
function addsTo(path: string, key: string): boolean {
  return /\/(if|not)(\/|$)/.test(path) || key === 'choose';
}
