// Turns a tree of nodes into a function from configurations to values. Called for every trial, so all that can be
// decided beforehand is: what does not vary is built once, keys are sorted once.
import type { Json } from '../contracts/json.js';
import type { Configuration } from '../contracts/space.js';
import { sortKeys } from '../numeric/canonical.js';
import type { Component } from '../contracts/component.js';
import {
  complete,
  isOpen,
  type Copies,
  type Completed,
  type Member,
  type Node,
  type Part,
  type Switch,
} from './node.js';
import { copiesIn } from './copies.js';
import type { ResolvedComponent } from './pipeline.js';
import { sample } from './readings.js';

type Maker<T> = (configuration: Configuration) => T;

/** Components as configurations set them. Keys are sorted, so JSON text of a component is canonical. */
export function resolver(node: Part | Switch): Maker<ResolvedComponent> {
  if (node.kind === 'switch') return switcher(node, resolver);
  const make = component(node);
  if (isOpen(node)) {
    return (configuration) => {
      const made = make(configuration);
      return { component: made, key: JSON.stringify(made) };
    };
  }
  const made = make({});
  const resolved = { component: made, key: JSON.stringify(made) };
  return () => resolved;
}

/** Picks what belongs to the part that the configuration chooses. */
export function switcher<T>({ name, parts }: Switch, of: (part: Part) => Maker<T>): Maker<T> {
  const makers = new Map(parts.map((part) => [part.id, of(part)]));
  return (configuration) => {
    const make = makers.get(configuration[name] as string);
    if (make === undefined) throw new Error(`The configuration has no alternative for "${name}".`);
    return make(configuration);
  };
}

function component({ manifest, params }: Part): Maker<Component> {
  const use: Member = { key: 'use', node: { kind: 'fixed', value: manifest.name }, when: [] };
  return record([use, ...params.members]) as Maker<Component>;
}

function maker(node: Node): Maker<Json> {
  if (!isOpen(node)) {
    const value = sortKeys(sample(node));
    return () => value;
  }
  switch (node.kind) {
    case 'range':
      return (configuration) => configuration[node.name] as Json;
    case 'pick':
      return choice(node.name, node);
    case 'reference':
      return node.to.kind === 'pick' ? choice(node.name, node) : maker(node.to);
    case 'derived':
      return (configuration) => sortKeys(node.value(configuration));
    case 'list': {
      const makers = node.items.map(maker);
      return (configuration) => makers.map((make) => make(configuration));
    }
    case 'record':
      return record(node.members);
    case 'copies':
      return copier(node);
    case 'part':
      return component(node) as Maker<Json>;
    case 'switch':
      return switcher(node, maker);
    default:
      throw new Error(`Nothing can be tuned in a ${node.kind} node.`);
  }
}

function choice(name: string, node: { readonly completed: Completed }): Maker<Json> {
  return (configuration) => {
    const value = configuration[name] as Json;
    // Values come from the log as they come from the file: their keys may be in any order.
    return typeof value === 'object' ? sortKeys(complete(node, value)) : value;
  };
}

/** The object with the lists of as many copies as there are. */
function copier(node: Copies): Maker<Json> {
  const { record: others, count, template, key, copies } = node;
  const written = sortKeys(sample(template.node));
  const fixed: Member[] = [
    ...others.members,
    { key: count.key, node: count.node, when: [] },
    { key: template.key, node: { kind: 'fixed', value: written }, when: [] },
  ];
  const rest = record(fixed);
  const makers = copies.map((copy) => maker(copy.node));
  return (configuration) => {
    const lists = makers
      .slice(
        0,
        copiesIn(count, (name) => configuration[name]),
      )
      .map((make) => make(configuration));
    return sortKeys({ ...rest(configuration), [key]: lists });
  };
}

interface Slot {
  readonly key: string;
  readonly make: Maker<Json>;
  /** Parameters that are all absent while the member is inactive; empty when it never is. */
  readonly needs: readonly string[];
  readonly otherwise: Json | undefined;
}

function record(members: readonly Member[]): Maker<{ readonly [key: string]: Json }> {
  const slots = members.map(slot).sort((a, b) => (a.key < b.key ? -1 : 1));
  return (configuration) => {
    const made: Record<string, Json> = {};
    for (const { key, make, needs, otherwise } of slots) {
      if (needs.every((name) => Object.hasOwn(configuration, name))) made[key] = make(configuration);
      else if (otherwise !== undefined) made[key] = otherwise;
    }
    return made;
  };
}

/** A member that is conditional and open is there exactly when its parameters are. */
function slot({ key, node, when, otherwise }: Member): Slot {
  const needs = when.length > 0 && isOpen(node) ? unconditional(node) : [];
  return { key, make: maker(node), needs, otherwise: otherwise === undefined ? undefined : sortKeys(otherwise) };
}

/** Names of the parameters that exist whenever the node does. */
function unconditional(node: Node): string[] {
  switch (node.kind) {
    case 'range':
    case 'pick':
    case 'switch':
      return [node.name];
    case 'reference':
      return unconditional(node.to);
    case 'derived':
      return [...node.parameters];
    case 'list':
      return node.items.flatMap(unconditional);
    case 'record':
      return node.members.flatMap((member) => (member.when.length === 0 ? unconditional(member.node) : []));
    case 'part':
      return unconditional(node.params);
    default:
      return [];
  }
}
