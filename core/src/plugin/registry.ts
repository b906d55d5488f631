// All plugins that a definition may name. The only file that knows inversify.
import { Container } from 'inversify';
import type { Kind, Kinds } from '../contracts/kinds.js';
import { complain } from '../problem/messages.js';
import { Problem, type Complaint } from '../problem/problem.js';
import { KINDS } from './kinds.js';
import { CONTRACT_VERSION, manifestOf, type Manifest, type PluginClass } from './manifest.js';
import type { Component } from '../contracts/component.js';
import { PLUGINS, type Plugins, type Token } from './token.js';

interface Entry {
  readonly manifest: Manifest;
  readonly target: PluginClass;
  /** Package or file it came from, for messages. */
  readonly from: string;
}
type Maker = (params: unknown) => Kinds[Kind];

/** A service and what it is in one study. */
export type Binding = readonly [token: { readonly id: symbol }, service: unknown];

/** A service for one study, under its key. */
export const provide = <T>(token: Token<T>, service: T): Binding => [token, service];

/** The plugins that definitions may name. */
export class Registry {
  private readonly entries = new Map<string, Entry>();
  private readonly container = new Container();

  /** Adds classes. Throws a {@link Problem} with all that is wrong with them; then none is added. */
  register(classes: readonly unknown[], from: string): this {
    const accepted: Entry[] = [];
    const complaints = classes.flatMap((target) => this.examine(target, from, accepted));
    if (complaints.length > 0) throw new Problem(complaints);
    for (const entry of accepted) this.add(entry);
    return this;
  }

  /** A registry with the same plugins, to which more can be added. */
  copy(): Registry {
    const copy = new Registry();
    for (const entry of this.entries.values()) copy.add(entry);
    return copy;
  }

  find(kind: Kind, name: string): Manifest | undefined {
    return this.entries.get(key(kind, name))?.manifest;
  }

  /** The first of the kinds that has a plugin of this name. */
  findAmong(kinds: readonly Kind[], name: string): Manifest | undefined {
    for (const kind of kinds) {
      const manifest = this.find(kind, name);
      if (manifest !== undefined) return manifest;
    }
    return undefined;
  }

  /** Manifests of a kind, or of all kinds, by kind and name. */
  list(kind?: Kind): readonly Manifest[] {
    const all = [...this.entries.values()].map((entry) => entry.manifest);
    const chosen = kind === undefined ? all : all.filter((manifest) => manifest.kind === kind);
    return chosen.sort((a, b) => (key(a.kind, a.name) < key(b.kind, b.name) ? -1 : 1));
  }

  /**
   * Makes plugins for one study. inversify resolves each plugin's services once, in a container of the study's own;
   * after that a plugin is a plain `new`.
   *
   * @param completed The component as its plugin gets it: with what the definition may not hold.
   */
  workshop(
    services: readonly Binding[],
    completed?: (component: Component, params: Manifest['params']) => Component,
  ): Plugins {
    const container = new Container({ parent: this.container });
    const makers = new Map<string, Maker>();
    const plugins: Plugins = {
      make: <K extends Kind>(kind: K, component: Component): Kinds[K] => {
        const id = key(kind, component.use);
        const schema = this.entries.get(id)?.manifest.params;
        const { use: _, ...params } = schema && completed ? completed(component, schema) : component;
        let maker = makers.get(id);
        if (maker === undefined) makers.set(id, (maker = this.resolve(container, id)));
        return maker(params) as Kinds[K];
      },
    };
    // Of two for the same token the last counts.
    const bound = new Map(services.map(([token, service]) => [token.id, service]));
    for (const [id, service] of bound) container.bind(id).toConstantValue(service);
    container.bind(PLUGINS.id).toConstantValue(plugins);
    return plugins;
  }

  private resolve(container: Container, id: string): Maker {
    const entry = this.entries.get(id);
    if (entry === undefined) throw new Error(`No plugin ${id} is registered.`);
    for (const { id: service, name } of entry.manifest.uses ?? []) {
      if (!container.isBound(service))
        throw new Problem([complain('missingService', { name: entry.manifest.name, service: name })]);
    }
    return container.get<Maker>(Symbol.for(id));
  }

  private add(entry: Entry): void {
    const id = key(entry.manifest.kind, entry.manifest.name);
    if (this.entries.has(id)) return;
    this.entries.set(id, entry);
    const Target = entry.target as unknown as new (...args: readonly unknown[]) => Kinds[Kind];
    const uses = entry.manifest.uses ?? [];
    // Not toFactory: inversify 8 keeps the first study's factory, with its services, for all that follow.
    this.container.bind(Symbol.for(id)).toDynamicValue((context): Maker => {
      const services = uses.map((use) => context.get<unknown>(use.id));
      return (params) => new Target(params, ...services);
    });
  }

  private examine(target: unknown, from: string, accepted: Entry[]): Complaint[] {
    const manifest = manifestOf(target);
    if (manifest === undefined) return [complain('notAPlugin', { from, found: describe(target) })];
    const { kind, name } = manifest;
    if (manifest.contract !== CONTRACT_VERSION)
      return [complain('wrongContract', { name, from, found: manifest.contract, own: CONTRACT_VERSION })];
    if (!(KINDS as readonly string[]).includes(kind))
      return [complain('unknownKind', { name, from, kind, kinds: KINDS })];
    if (!isKebabCase(name)) return [complain('badPluginName', { name, from })];
    if ((manifest.params as { type?: unknown } | undefined)?.type !== 'object')
      return [complain('badPluginParams', { name, from })];
    const known =
      this.entries.get(key(kind, name)) ?? accepted.find((e) => e.manifest.kind === kind && e.manifest.name === name);
    if (known === undefined) accepted.push({ manifest, target: target as PluginClass, from });
    else if (known.target !== target)
      return [complain('duplicatePlugin', { kind, name, first: known.from, second: from })];
    return [];
  }
}

function isKebabCase(name: unknown): boolean {
  return typeof name === 'string' && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name);
}

function key(kind: string, name: string): string {
  return `${kind}/${name}`;
}

function describe(target: unknown): string {
  if (typeof target === 'function') return `the class or function "${target.name}"`;
  return target === null ? 'null' : `a value of type ${typeof target}`;
}
