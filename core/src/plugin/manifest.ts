// What a plugin says about itself. The manifest stays on the class; nothing global is written on import.
import 'reflect-metadata';
import type { Static, TObject, TSchema } from 'typebox';
import type { Kind, Kinds } from '../contracts/kinds.js';
import type { Goal, Need } from '../contracts/metric.js';
import type { Task } from '../contracts/table.js';
import type { Token } from './token.js';

/** Version of the contracts in `contracts/`. It rises when a plugin written for the old ones would break. */
export const CONTRACT_VERSION = 1;

/** What some kinds must declare beyond name, summary and parameters. */
export interface Facts<S extends TSchema> {
  metric: {
    readonly goal: Goal;
    readonly needs: Need;
    readonly tasks: readonly Task[];
  };
  estimator: {
    readonly tasks: readonly Task[];
    /** What the model can answer beside values, given the parameters. */
    readonly gives: (params: Static<S>) => readonly Need[];
    /** Which parameter turns a missing answer on, for the error text: `{ probabilities: 'probability' }`. */
    readonly onRequest?: Readonly<Partial<Record<Need, string>>>;
    /** Whether the fit draws random numbers. */
    readonly stochastic: boolean;
  };
  stopper: {
    /** What the curve runs over. */
    readonly reads: 'folds' | 'epochs';
  };
  diagnosis: {
    readonly code: string;
    readonly phase: 'definition' | 'data' | 'live' | 'post-hoc';
  };
}
type FactsOf<K extends Kind, S extends TSchema> = K extends keyof Facts<S> ? Facts<S>[K] : unknown;

export type Description<S extends TSchema, D extends readonly unknown[]> = {
  /** In kebab case: the word that definitions use, and the name of the plugin's file. */
  readonly name: string;
  /** One sentence for help, docs and editors. */
  readonly summary: string;
  /** The one declaration of the parameters: types, defaults, bounds, help. An object schema. */
  readonly params: S;
  /** Services handed to the constructor after the parameters. */
  readonly uses?: { readonly [I in keyof D]: Token<D[I]> };
};

/** All that a plugin says about itself. */
export type Manifest<K extends Kind = Kind> = { readonly kind: K; readonly contract: number } & Description<
  TSchema,
  readonly unknown[]
> &
  FactsOf<K, TSchema>;

/** A class whose constructor takes what its manifest promises. */
export type PluginClass<K extends Kind = Kind> = new (...args: never[]) => Kinds[K];

const MANIFEST = Symbol.for('@tunewright/manifest');

/**
 * The decorator behind all decorators. Types flow from the schema to the constructor: a wrong parameter type, a
 * missing method of the kind and a missing service are compile errors.
 */
export function plugin<K extends Kind, S extends TObject, D extends readonly unknown[] = readonly []>(
  kind: K,
  description: Description<S, D> & FactsOf<K, S>,
) {
  return (target: NoInfer<new (params: Static<S>, ...uses: [...D]) => Kinds[K]>): void => {
    Reflect.defineMetadata(MANIFEST, { ...description, kind, contract: CONTRACT_VERSION }, target);
  };
}

/** The manifest of a class; undefined when it carries none of its own (subclasses inherit nothing). */
export function manifestOf(target: unknown): Manifest | undefined {
  return typeof target === 'function' ? (Reflect.getOwnMetadata(MANIFEST, target) as Manifest | undefined) : undefined;
}
