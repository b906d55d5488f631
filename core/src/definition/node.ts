// A value of the definition in which some places are open: the tree between the file and its readings (`full`,
// `sample`, `maker`, `parametersOf`), each a function over it.
import type { Json } from '../contracts/json.js';
import type { Kind } from '../contracts/kinds.js';
import type { Configuration } from '../contracts/space.js';
import { canonical } from '../numeric/canonical.js';
import type { Manifest } from '../plugin/manifest.js';
import type { Activity, Choice, NumericDomain } from '../space/parameter.js';
import type { Expression } from './expression/expression.js';
import type { Where } from './where.js';

/** Nothing is open here. */
export interface Fixed {
  readonly kind: 'fixed';
  readonly value: Json;
}
/** A number to be tuned. */
export interface Range {
  readonly kind: 'range';
  readonly name: string;
  readonly domain: NumericDomain;
}
/** One of some values, or a number of nested domains. */
export interface Pick {
  readonly kind: 'pick';
  readonly name: string;
  readonly choice: Choice;
  readonly completed: Completed;
}
/**
 * Alternatives that are lists or objects as the plugin gets them, with what its schema adds; by canonical text. A
 * configuration has them as they are written.
 */
export type Completed = ReadonlyMap<string, Json>;
export interface List {
  readonly kind: 'list';
  readonly items: readonly Node[];
}
export interface RecordNode {
  readonly kind: 'record';
  readonly members: readonly Member[];
}
/** A plugin and its parameters. */
export interface Part {
  readonly kind: 'part';
  readonly id: string;
  readonly manifest: Manifest & { readonly kind: Kind };
  readonly params: RecordNode;
  /** Of a transformer in a pipeline. */
  readonly where?: Where;
}
/** One of some plugins; its value is the id of the one chosen. */
export interface Switch {
  readonly kind: 'switch';
  readonly name: string;
  readonly parts: readonly Part[];
}
/** A member of the definition's `space`, used here. */
export interface Reference {
  readonly kind: 'reference';
  readonly name: string;
  readonly to: Range | Pick | Derived;
  readonly completed: Completed;
  /** When the member has a value; empty: always. */
  readonly when: readonly Activity[];
}
/** Computed from members of the definition's `space`. */
export interface Derived {
  readonly kind: 'derived';
  readonly expression: Expression;
  /** What it may become: a handful of values, each with the members it comes of. */
  readonly examples: readonly Example[];
  /** The parameters it comes of. */
  readonly parameters: readonly string[];
  readonly when: readonly Activity[];
  /** Throws a TrialFailure where the expression cannot be computed. */
  readonly value: (configuration: Configuration) => Json;
}
export interface Example {
  readonly value: Json;
  readonly values: Configuration;
}
/** A text that is read from the environment when the plugin is made. */
export interface SecretNode {
  readonly kind: 'secret';
  readonly variable: string;
  /** A text that may stand in its place where the other values are checked. */
  readonly standIn: string;
}
/** An object that repeats a list, each copy with parameters of its own. */
export interface Copies {
  readonly kind: 'copies';
  /** What else it holds. */
  readonly record: RecordNode;
  readonly count: { readonly key: string; readonly node: Fixed | Pick };
  /** The list as it was written. */
  readonly template: { readonly key: string; readonly node: Node };
  /** Where the plugin finds the lists of all copies. */
  readonly key: string;
  /** As many as there can be; the first are there when there are fewer. */
  readonly copies: readonly { readonly when: readonly Activity[]; readonly node: Node }[];
}
/** Something is wrong here and has been complained about. */
export interface Broken {
  readonly kind: 'broken';
}
export type Node =
  Fixed | Range | Pick | List | RecordNode | Part | Switch | Reference | Derived | SecretNode | Copies | Broken;

export interface Member {
  readonly key: string;
  readonly node: Node;
  /** When the member matters, by the plugin's schema or what it refers to; empty: always. */
  readonly when: readonly Activity[];
  /** The value where it does not; absent when the schema has no default. */
  readonly otherwise?: Json;
}

/** A value of the choice as the plugin gets it. */
export function complete({ completed }: { readonly completed: Completed }, value: Json): Json {
  return typeof value === 'object' ? (completed.get(canonical(value)) ?? value) : value;
}

export const BROKEN: Broken = { kind: 'broken' };

/** Whether anything is tuned in it. */
export function isOpen(node: Node): boolean {
  switch (node.kind) {
    case 'fixed':
    case 'secret':
    case 'broken':
      return false;
    case 'list':
      return node.items.some(isOpen);
    case 'record':
      return node.members.some((member) => isOpen(member.node));
    case 'part':
      return isOpen(node.params);
    default:
      return true;
  }
}
