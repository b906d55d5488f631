// `{ use: name, …parameters }`, with classes of plugins in place of names, and domains in place of values. Types only.
import type { Goal, Kind, PluginClass } from '@tunewright/core';
import type { Domain } from '../domains.js';
import type {
  Acquisitions,
  DataSets,
  Estimators,
  Executors,
  Metrics,
  Objectives,
  Scalers,
  Searchers,
  Splitters,
  Stoppers,
  Stores,
  Surrogates,
  Transformers,
} from './names.js';
import type { PluginOf } from './plugin-of.js';
import type { Choose, Environment, Expression, RangeOf, Reference } from './values.js';

/** A class that is used in place of a name. */
export type Use = PluginClass;

interface Names {
  'data-set': DataSets;
  transformer: Transformers;
  scaler: Scalers;
  splitter: Splitters;
  metric: Metrics;
  estimator: Estimators;
  objective: Objectives;
  searcher: Searchers;
  surrogate: Surrogates;
  acquisition: Acquisitions;
  stopper: Stoppers;
  executor: Executors;
  store: Stores;
  monitor: object;
  diagnosis: object;
}
type Named<K extends Kind> = K extends Kind ? Names[K][keyof Names[K]] : never;

/** Keys of a component that nothing stands in for. */
type Fixed = 'goal' | 'use';

/** A component in a place where nothing may be tuned; C: the classes used in the definition. */
export type Component<K extends Kind, C extends Use> = ClosedClass<K, C, C> | ClosedEach<Named<K>, C>;

/** A component whose parameters may be tuned. */
export type OpenComponent<K extends Kind, C extends Use> = OpenClass<K, C, C> | OpenEach<Named<K>, C>;

type ClosedEach<T, C extends Use> = T extends unknown ? ClosedParams<T, C> : never;
type OpenEach<T, C extends Use> = T extends unknown ? OpenParams<T, C> : never;

type ClosedParams<T, C extends Use> = {
  readonly [P in keyof T]: P extends Fixed ? T[P] : Closed<Exclude<T[P], undefined>, C>;
};
type OpenParams<T, C extends Use> = {
  readonly [P in keyof T]: P extends Fixed ? T[P] : Open<Exclude<T[P], undefined>, C>;
};

// A constructor takes parameters with their defaults filled in, so none of them must be said.
type ClosedClass<K extends Kind, T extends Use, C extends Use> =
  T extends PluginClass<K> ? { readonly use: T } & Partial<ClosedParams<ParamsOf<T>, C>> & GoalOf<K> : never;

type OpenClass<K extends Kind, T extends Use, C extends Use> =
  T extends PluginClass<K> ? { readonly use: T } & Partial<OpenParams<ParamsOf<T>, C>> : never;

type GoalOf<K extends Kind> = K extends 'metric' ? { readonly goal?: Goal } : unknown;

type ParamsOf<T extends Use> = T extends new (params: infer P, ...services: never[]) => unknown ? P : unknown;

/** A value in a place where nothing may be tuned. */
type Closed<T, C extends Use> = Environment | Inside<T, C>;

/** A value in a place where it may be tuned. */
type Open<T, C extends Use> =
  Choose<T> | Domain<T> | Environment | Expression | OpenInside<T, C> | RangeOf<T> | Reference;

type Inside<T, C extends Use> =
  T extends PluginOf<infer K>
    ? Component<K, C>
    : T extends readonly (infer E)[]
      ? readonly Closed<E, C>[]
      : T extends object
        ? { readonly [P in keyof T]: Closed<T[P], C> }
        : T;

type OpenInside<T, C extends Use> =
  T extends PluginOf<infer K>
    ? OpenComponent<K, C>
    : T extends readonly (infer E)[]
      ? readonly Open<E, C>[]
      : T extends object
        ? { readonly [P in keyof T]: Open<T[P], C> }
        : T;

/** The classes used anywhere in a definition. */
export type ClassesIn<T> = T extends Use
  ? T
  : T extends Domain<unknown>
    ? never
    : T extends readonly (infer E)[]
      ? ClassesIn<E>
      : T extends object
        ? // What is not written out holds none: JSON from elsewhere, optional keys of declared types.
          string extends keyof T
          ? never
          : { [P in keyof T]-?: undefined extends T[P] ? never : ClassesIn<T[P]> }[keyof T]
        : never;
