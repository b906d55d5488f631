// The plugin under test: its class, its parameters with defaults, and how to make it.
import type { TSchema } from 'typebox';
import Value from 'typebox/value';
import type { Kind, Kinds } from '../contracts/kinds.js';
import type { SearchSpace } from '../contracts/space.js';
import { seeded } from '../numeric/random.js';
import { manifestOf, type Manifest, type PluginClass } from '../plugin/manifest.js';
import { provide, Registry, type Binding } from '../plugin/registry.js';
import {
  ASSIGNMENT,
  CLOCK,
  DIRECTORY,
  FUNCTIONS,
  INPUTS,
  RANDOM,
  SPACE,
  type Assignment,
  type Inputs,
} from '../plugin/token.js';
import { buildSpace } from '../space/space.js';
import type { ContractOptions } from './options.js';

export interface Subject<K extends Kind> {
  readonly target: PluginClass;
  readonly manifest: Manifest<K>;
  readonly params: Readonly<Record<string, unknown>>;
  readonly options: ContractOptions;
  /** A fresh plugin with services of its own; the given ones take the place of the usual ones. */
  make(services?: readonly Binding[]): Kinds[K];
}

interface Schema {
  readonly properties?: Readonly<Record<string, TSchema & { readonly default?: unknown }>>;
  readonly required?: readonly string[];
}

/** Throws an Error when the class is no plugin, or when the parameters are not what its schema demands. */
export function subjectOf<K extends Kind>(target: PluginClass, options: ContractOptions): Subject<K> {
  const manifest = manifestOf(target) as Manifest<K> | undefined;
  if (manifest === undefined)
    throw new Error(`${target.name} is no plugin: give it a decorator such as @Scaler({ … }).`);
  const params = completeParams(manifest, options.params ?? {});
  let registry: Registry | undefined;
  const component = { ...params, use: manifest.name };
  return {
    target,
    manifest,
    params,
    options,
    make: (services = []) => {
      registry ??= (options.registry?.copy() ?? new Registry()).register([target], target.name);
      const bindings = merged([...usualServices(options), ...(options.services ?? []), ...services]);
      return registry.workshop(bindings).make<K>(manifest.kind, structuredClone(component));
    },
  };
}

/** For searchers and what they are made of. */
export function inSpace(space: SearchSpace, seed: number | string): readonly Binding[] {
  return [provide(SPACE, space), provide(RANDOM, seeded(seed))];
}

function completeParams(manifest: Manifest, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { properties = {}, required = [] } = manifest.params as Schema;
  const defaults = Object.entries(properties).filter(([, schema]) => 'default' in schema);
  const params = { ...Object.fromEntries(defaults.map(([name, schema]) => [name, schema.default])), ...given };
  const missing = required.filter((name) => !(name in params));
  if (missing.length > 0) {
    const names = missing.map((name) => `"${name}"`).join(', ');
    throw new Error(
      `"${manifest.name}" cannot be tested: ${names} must be given and has no default. ` +
        `Say contract(${pascal(manifest.name)}, { params: { ${missing[0] as string}: … } }).`,
    );
  }
  for (const [name, value] of Object.entries(given)) demandAllowed(manifest.name, name, value, properties[name]);
  return params;
}

/** Only of what is given: whether the defaults are allowed is for a law to say. */
function demandAllowed(plugin: string, name: string, value: unknown, schema: TSchema | undefined): void {
  if (schema === undefined) throw new Error(`"${plugin}" cannot be tested: it has no parameter "${name}".`);
  const [error] = Value.Errors(schema, value);
  if (error === undefined) return;
  throw new Error(`"${plugin}" cannot be tested: params/${name}${error.instancePath} ${error.message}.`);
}

function usualServices({ parameters = {} }: ContractOptions): readonly Binding[] {
  let time = 0;
  const assignment: Assignment = {
    metrics: [{ name: 'loss', goal: 'minimize', objective: true }],
    trials: Infinity,
    folds: 5,
    lag: 1,
    start: [],
  };
  const { metrics } = assignment;
  const named = Object.keys(parameters).map((name) => ({ name, always: true }));
  const inputs: Inputs = { parameters: named, instances: undefined, metrics };
  return [
    provide(RANDOM, seeded(1)),
    // A millisecond passes at each look.
    provide(CLOCK, { now: () => time++, date: () => '2000-01-01T00:00:00.000Z' }),
    provide(SPACE, buildSpace([])),
    provide(ASSIGNMENT, assignment),
    provide(INPUTS, inputs),
    provide(DIRECTORY, process.cwd()),
    provide(FUNCTIONS, {}),
  ];
}

/** The last binding of a token counts. */
function merged(bindings: readonly Binding[]): readonly Binding[] {
  return [...new Map(bindings.map((binding) => [binding[0].id, binding])).values()];
}

function pascal(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
