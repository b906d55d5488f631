// A value of the definition in which some places are open: the tree between the file and its readings (`full`,
// `sample`, `maker`, `parametersOf`), each a function over it.
import type { Json } from '../contracts/json.js';
import type { Kind } from '../contracts/kinds.js';
import type { Configuration } from '../contracts/space.js';
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
}
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
/** Something is wrong here and has been complained about. */
export interface Broken {
  readonly kind: 'broken';
}
export type Node = Fixed | Range | Pick | List | RecordNode | Part | Switch | Reference | Derived | SecretNode | Broken;

export interface Member {
  readonly key: string;
  readonly node: Node;
  /** When the member matters, by the plugin's schema or what it refers to; empty: always. */
  readonly when: readonly Activity[];
  /** The value where it does not; absent when the schema has no default. */
  readonly otherwise?: Json;
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
