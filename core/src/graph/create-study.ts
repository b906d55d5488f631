// From a definition to a study that can be watched and run.
import type { StudyEvent } from '../contracts/events.js';
import type { MonitorPlugin } from '../contracts/monitor.js';
import { assignAll } from '../definition/assign.js';
import type { Environment } from '../definition/environment.js';
import { readLayers } from '../definition/layers.js';
import { parseDefinition } from '../definition/parse.js';
import { pluginsOf, readDefinition } from '../definition/read.js';
import type { Source } from '../definition/source.js';
import { withPlugins } from '../plugin/load.js';
import type { Binding, Registry } from '../plugin/registry.js';
import type { Component } from '../contracts/component.js';
import { systemClock } from '../study/system-clock.js';
import type { Clock } from '../contracts/clock.js';
import { Study, type StudyOptions } from './study.js';

/** What a study needs beside its definition. */
export interface CreateOptions {
  /** The plugins that definitions may name. */
  readonly registry: Registry;
  /** More plugin classes, for this study alone. */
  readonly plugins?: readonly unknown[];
  /** Where relative paths of the definition start; default: the current folder. */
  readonly directory?: string;
  /** Changes of single places, such as `svc.C=1` or `search=grid`, made one after another. */
  readonly set?: readonly string[];
  /** What `{ "env": … }` is read from when the study runs; default: the environment of the process. */
  readonly environment?: Environment;
  /** Functions that the `function` objective may name. */
  readonly functions?: Readonly<Record<string, (...args: never[]) => unknown>>;
  /** Used when the definition names no store; without either, nothing is stored. */
  readonly store?: Component;
  /** What a stored study told, to look at it or to go on from it without storing. */
  readonly past?: readonly StudyEvent[];
  /** Go on with the newest unfinished log of the same study. */
  readonly resume?: boolean;
  /**
   * Several processes ask and tell in turn, each of which opens the study anew: trials that were asked before stay with
   * whoever asked them, time passes between the processes, and the monitors of the definition are left out.
   */
  readonly shared?: boolean;
  readonly monitors?: readonly MonitorPlugin[];
  /** More that plugins may ask for by token: `provide(TOKEN, service)`. */
  readonly services?: readonly Binding[];
  readonly clock?: Clock;
  /** Version of this package, for the record. */
  readonly version?: string;
}

/**
 * A study of a definition: a JSON value, the text of one, or what `parseDefinition` made of a file. Files that it
 * extends are looked for from `directory`. Throws a {@link Problem} with everything that is wrong with it.
 */
export async function createStudy(definition: unknown, options: CreateOptions): Promise<Study> {
  const directory = options.directory ?? process.cwd();
  const source = sourceOf(definition, directory, options.set);
  const own = options.plugins ? options.registry.copy().register(options.plugins, 'the options') : options.registry;
  const registry = await withPlugins(pluginsOf(source), directory, own);
  const pipeline = readDefinition(source, registry);
  return new Study(pipeline, { ...usual(options), registry, directory, store: options.store });
}

function sourceOf(definition: unknown, directory: string, set: readonly string[] = []): Source {
  const given: unknown = typeof definition === 'string' ? parseDefinition(definition) : definition;
  return assignAll(readLayers(given, directory), set);
}

function usual(options: CreateOptions): Omit<StudyOptions, 'registry' | 'directory' | 'store'> {
  return {
    clock: options.clock ?? systemClock,
    functions: options.functions ?? {},
    environment: options.environment ?? process.env,
    versions: { tunewright: options.version ?? 'unknown', node: process.versions.node },
    past: options.past ?? [],
    resume: options.resume ?? false,
    shared: options.shared ?? false,
    monitors: options.monitors ?? [],
    services: options.services ?? [],
  };
}
