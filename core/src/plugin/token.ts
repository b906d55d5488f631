// Named, typed keys of the services a plugin may ask for.
import type { Component } from '../contracts/component.js';
import type { Clock } from '../contracts/clock.js';
import type { Json } from '../contracts/json.js';
import type { Kind, Kinds } from '../contracts/kinds.js';
import type { MetricInfo } from '../contracts/events.js';
import type { Random } from '../contracts/random.js';
import type { Point, SearchSpace } from '../contracts/space.js';

/** The key of a service; T is what is handed over. */
export interface Token<T> {
  readonly id: symbol;
  readonly name: string;
  /** Never present: carries the type. */
  readonly type?: (service: T) => T;
}

/** Makes the key of a service. Tokens of the same name are the same key. */
export function token<T>(name: string): Token<T> {
  return { id: Symbol.for(`@tunewright/service/${name}`), name };
}

/** What a searcher or stopper may know of the study beside the space. */
export interface Assignment {
  readonly metrics: readonly MetricInfo[];
  /** Trials at most; Infinity when only time or the searcher ends the study. */
  readonly trials: number;
  /** Folds or instances of one trial. */
  readonly folds: number;
  /** Trials whose results a proposal cannot see yet. */
  readonly lag: number;
  /** Points tried before the searcher is asked: it need not propose them again. */
  readonly start: readonly Point[];
}

/** What an objective may know of what it will be called with, and of what is asked of it. */
export interface Inputs {
  /** `always` is false for parameters that some configurations lack. */
  readonly parameters: readonly { readonly name: string; readonly always: boolean }[];
  /** The cases to evaluate on; undefined when the definition lists none. */
  readonly instances: readonly Json[] | undefined;
  /** What a score must have; the first stands for a plain number. */
  readonly metrics: readonly MetricInfo[];
}

/** Makes the plugins that a plugin is composed of. */
export interface Plugins {
  make<K extends Kind>(kind: K, component: Component): Kinds[K];
}

/** A generator for this plugin alone. */
export const RANDOM = token<Random>('random');
/** What time it is, and timers: never the time of the machine directly. */
export const CLOCK = token<Clock>('clock');
/** The search space of the study. */
export const SPACE = token<SearchSpace>('space');
/** What else a searcher or stopper may know of the study. */
export const ASSIGNMENT = token<Assignment>('assignment');
/** What an objective is called with. */
export const INPUTS = token<Inputs>('inputs');
/** Makes other plugins, for those that are composed of some. */
export const PLUGINS = token<Plugins>('plugins');
/** Folder where relative paths of the definition start. */
export const DIRECTORY = token<string>('directory');
/** Functions given beside the definition, by name: the one thing that JSON cannot carry. */
export const FUNCTIONS = token<Readonly<Record<string, (...args: never[]) => unknown>>>('functions');
