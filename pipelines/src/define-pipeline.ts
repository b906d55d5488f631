// Definitions as TypeScript literals: checked by the compiler, with classes of plugins in place of names.
import { manifestOf, type JsonObject, type PluginClass } from '@tunewright/core';
import { isDomain } from './domains.js';
import type { ClassesIn } from './typed/components.js';
import type { FormOf } from './typed/definition.js';

/** Infers D, and demands nothing of it. */
type Inferred<D> = D extends object ? unknown : D;

/** What {@link definePipeline} makes, for `createStudy`. */
export class DefinedPipeline {
  constructor(
    /** The definition with names in place of classes: what a file would hold. */
    readonly json: JsonObject,
    /** The classes that the definition uses, which need not be registered elsewhere. */
    readonly plugins: readonly PluginClass[],
  ) {}
}

/**
 * A definition whose names, parameters and values the compiler checks. Domains are written as in JSON or made by
 * `float`, `int` and `choice`; a class of a plugin stands in place of its name.
 *
 * ```ts
 * const pipeline = definePipeline({
 *   data: { use: 'wine' },
 *   steps: [
 *     { use: MyScaler, strength: float(0, 2) },
 *     { use: 'svc', C: float(0.01, 100, { log: true }), kernel: choice(['rbf', 'linear']) },
 *   ],
 *   budget: { trials: 30, time: '5m' },
 * });
 * const { best } = await (await createStudy(pipeline)).run();
 * ```
 *
 * Throws nothing: what only the schemas know, such as the bounds of a number, `createStudy` checks.
 */
export function definePipeline<const D>(definition: Inferred<D> & NoInfer<FormOf<D, ClassesIn<D>>>): DefinedPipeline {
  const plugins = new Set<PluginClass>();
  return new DefinedPipeline(written(definition, plugins) as JsonObject, [...plugins]);
}

/** The JSON of a value; classes found on the way are added to the set. What JSON cannot carry stays as it is. */
function written(value: unknown, classes: Set<PluginClass>): unknown {
  if (isDomain(value)) return value.json;
  if (Array.isArray(value)) return value.map((entry) => written(entry, classes));
  if (!isPlain(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    members.map(([key, member]) => [key, key === 'use' ? nameOf(member, classes) : written(member, classes)]),
  );
}

function nameOf(use: unknown, classes: Set<PluginClass>): unknown {
  if (typeof use !== 'function') return use;
  classes.add(use as PluginClass);
  // A class that is no plugin keeps its own name; whoever registers it says what is wrong with it.
  return manifestOf(use)?.name ?? use.name;
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
