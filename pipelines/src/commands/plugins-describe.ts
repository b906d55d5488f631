// `tunewright plugins describe`: a plugin's page, made from its manifest.
import { allowed, Problem, suggestion, type Manifest, type Registry, type Schema } from '@tunewright/core';
import { twoColumns, wrapped, type Row } from './layout.js';
import { withRegistry } from './plugins-known.js';

export interface DescribeFlags {
  /** A definition whose plugins are known, too. */
  readonly for?: string;
  readonly json: boolean;
}

/** What some kinds declare beyond name, summary and parameters. */
interface Facts {
  readonly tasks?: readonly string[];
  readonly gives?: (params: object) => readonly string[];
  readonly onRequest?: Readonly<Record<string, string>>;
  readonly stochastic?: boolean;
  readonly needs?: string;
  readonly goal?: string;
  readonly reads?: string;
  readonly code?: string;
  readonly phase?: string;
}

export function describe(name: string, { json, for: file }: DescribeFlags): Promise<number> {
  return withRegistry(file, (registry) => {
    const manifest = find(name, registry);
    process.stdout.write(json ? asJson(manifest) : page(manifest));
  });
}

function find(name: string, registry: Registry): Manifest {
  const all = registry.list();
  const found = all.filter((manifest) => manifest.name === name || longName(manifest) === name);
  const [first, ...others] = found;
  if (first === undefined) throw Problem.of('unknown-plugin', `There is no plugin "${name}". ${suggested(name, all)}`);
  if (others.length > 0) {
    const names = found.map((manifest) => `"${longName(manifest)}"`).join(' or ');
    throw Problem.of('ambiguous-plugin', `Several plugins are called "${name}". Say which: ${names}.`);
  }
  return first;
}

/** The whole list is too long to be of help. */
function suggested(name: string, all: readonly Manifest[]): string {
  const said = suggestion(
    name,
    all.map((manifest) => (name.includes('/') ? longName(manifest) : manifest.name)),
  );
  return said.startsWith('Did') ? said : 'See "tunewright plugins list", and --for for those of a definition.';
}

function longName({ kind, name }: Manifest): string {
  return `${kind}/${name}`;
}

function page(manifest: Manifest): string {
  const { kind, name, summary, params } = manifest;
  const entries = Object.entries((params as Schema).properties ?? {});
  const required = new Set((params as Schema).required);
  const rows = entries.map(([key, schema]): Row => [key, parameter(schema, required.has(key))]);
  const facts = factsOf(manifest);
  const parts = [
    `${name} (${kind.replace('-', ' ')})\n${wrapped(summary)}`,
    facts.length === 0 ? '' : twoColumns(facts, 2),
    rows.length === 0 ? 'It takes no parameters.\n' : `Parameters\n${twoColumns(rows, 2)}`,
    `${example(manifest)}\n`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function parameter(schema: Described, required: boolean): string {
  const omitted =
    'default' in schema ? `default ${JSON.stringify(schema.default)}` : required ? 'must be given' : 'may be left out';
  const lines = [`${allowed(schema)}; ${omitted}`, schema.description ?? '', activity(schema)];
  return lines.filter((line) => line !== '').join('\n');
}

type Described = Schema & { readonly description?: string };

/** `Matters only while kernel is "rbf" or "poly".` */
function activity({ activeWhen }: Schema): string {
  if (activeWhen === undefined) return '';
  const conditions = Object.entries(activeWhen).map(([key, values]) => `${key} is ${allowed({ enum: values })}`);
  return `Matters only while ${conditions.join(' and ')}.`;
}

function factsOf(manifest: Manifest): readonly Row[] {
  const { tasks, needs, goal, reads, code, phase, stochastic } = manifest as Manifest & Facts;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['is for', tasks?.join(' and ')],
    ['gives', given(manifest)],
    ['needs', needs],
    ['goal', goal],
    ['reads', reads && `curves over ${reads}`],
    ['finds', code],
    ['looks at', phase && `the ${phase} phase`],
    ['random', stochastic === undefined ? undefined : stochastic ? 'yes, by the seed of the study' : 'no'],
  ];
  return rows.filter((row): row is Row => row[1] !== undefined);
}

function given({ gives, onRequest = {}, params }: Manifest & Facts): string | undefined {
  if (gives === undefined) return undefined;
  const asked = Object.entries(onRequest).map(([need, key]) => `${need} while "${key}" is true`);
  const always = gives(defaultsOf(params)).filter((need) => !(need in onRequest));
  return [...always, ...asked].join(', ');
}

function defaultsOf(params: Schema): object {
  const entries = Object.entries(params.properties ?? {}).filter(([, schema]) => 'default' in schema);
  return Object.fromEntries(entries.map(([key, schema]) => [key, schema.default]));
}

/** How a definition names it, with the parameters that it demands. */
function example({ name, params }: Manifest): string {
  const demanded = ((params as Schema).required ?? []).filter((key) => !(key in defaultsOf(params)));
  const fields = [`"use": "${name}"`, ...demanded.map((key) => `"${key}": …`)];
  return `In a definition: { ${fields.join(', ')} }`;
}

function asJson(manifest: Manifest): string {
  const { uses, ...facts } = manifest as Manifest & Facts;
  const told = { ...facts, uses: uses?.map((token) => token.name), gives: facts.gives?.(defaultsOf(facts.params)) };
  return `${JSON.stringify(told, null, 2)}\n`;
}
