// From a definition to a study that can be watched and run.
import type { StudyEvent } from '../contracts/events.js';
import type { MonitorPlugin } from '../contracts/monitor.js';
import { parseDefinition } from '../definition/parse.js';
import { pluginsOf, readDefinition } from '../definition/read.js';
import { withPlugins } from '../plugin/load.js';
import type { Registry } from '../plugin/registry.js';
import type { Component } from '../contracts/component.js';
import { systemClock } from '../study/system-clock.js';
import type { Clock } from '../contracts/clock.js';
import { Study } from './study.js';

export interface CreateOptions {
  /** The plugins that definitions may name. */
  readonly registry: Registry;
  /** More plugin classes, for this study alone. */
  readonly plugins?: readonly unknown[];
  /** Where relative paths of the definition start; default: the current folder. */
  readonly directory?: string;
  /** Functions that the `function` objective may name. */
  readonly functions?: Readonly<Record<string, (...args: never[]) => unknown>>;
  /** Used when the definition names no store; without either, nothing is stored. */
  readonly store?: Component;
  /** What a stored study told, to look at it or to go on from it without storing. */
  readonly past?: readonly StudyEvent[];
  /** Go on with the newest unfinished log of the same study. */
  readonly resume?: boolean;
  readonly monitors?: readonly MonitorPlugin[];
  readonly clock?: Clock;
  /** Version of this package, for the record. */
  readonly version?: string;
}

/**
 * A study of a definition: a JSON value, the text of one, or what `parseDefinition` made of a file. Throws a
 * {@link Problem} with everything that is wrong with it.
 */
export async function createStudy(definition: unknown, options: CreateOptions): Promise<Study> {
  const directory = options.directory ?? process.cwd();
  const source: unknown = typeof definition === 'string' ? parseDefinition(definition) : definition;
  const own = options.plugins ? options.registry.copy().register(options.plugins, 'the options') : options.registry;
  const registry = await withPlugins(pluginsOf(source), directory, own);
  return new Study(readDefinition(source, registry), {
    registry,
    directory,
    clock: options.clock ?? systemClock,
    functions: options.functions ?? {},
    versions: { tunewright: options.version ?? 'unknown', node: process.versions.node },
    store: options.store,
    past: options.past ?? [],
    resume: options.resume ?? false,
    monitors: options.monitors ?? [],
  });
}
