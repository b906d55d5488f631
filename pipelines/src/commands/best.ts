import { relative, resolve } from 'node:path';
import {
  createStudy,
  pluginsOf,
  Problem,
  readDefinition,
  withPlugins,
  type Configuration,
  type Json,
  type JsonObject,
  type Pipeline,
  type StudyEvent,
} from '@tunewright/core';
import { Journal, readJournal } from '@tunewright/stores';
import { batteries } from '../batteries.js';
import { VERSION } from '../version.js';
import { EXIT, withDefinition, type DefinitionFile } from './definition-file.js';

export interface BestFlags {
  readonly as: 'parameters' | 'definition' | 'model' | 'folder';
  /** Where `folder` goes. */
  readonly output?: string;
  readonly store: string;
  /** Assignments such as `svc.C=1`: those of the run. */
  readonly set: readonly string[];
}

/** Prints what the newest stored study of a definition found, or writes it into a folder. */
export function best(file: string, { as, output: folder, store, set }: BestFlags): Promise<number> {
  const body = async ({ source, directory }: DefinitionFile): Promise<number> => {
    const registry = await withPlugins(pluginsOf(source), directory, batteries());
    const pipeline = readDefinition(source, registry);
    const past = newestResult(pipeline, resolve(store), file);
    const study = await createStudy(source, { registry, directory, version: VERSION, past });
    const trial = study.history.selected ?? study.history.best?.trial;
    if (trial === undefined) throw Problem.of('none-finished', 'No trial of the stored study has finished.');
    const { configuration } = study.history.trial(trial);
    if (as === 'folder') {
      await (await study.model(trial)).writeTo(resolve(folderFor(folder)));
      return EXIT.fine;
    }
    const output: Json =
      as === 'model'
        ? (await study.model(trial)).toJSON()
        : as === 'definition'
          ? settled(pipeline, configuration)
          : configuration;
    process.stdout.write(`${JSON.stringify(output, null, as === 'model' ? 0 : 2)}\n`);
    return EXIT.fine;
  };
  return withDefinition(file, body, set);
}

function folderFor(output: string | undefined): string {
  if (output !== undefined) return output;
  throw Problem.of('no-output', 'Say where the folder goes: --as folder --output my-model.');
}

/** Logs in which no trial has finished, as of a run that could not begin, do not hide those before. */
function newestResult({ name, identity }: Pipeline, folder: string, file: string): readonly StudyEvent[] {
  const stored = new Journal({ folder, sync: false }, '').list();
  const logs = stored.filter((study) => study.name === name && study.identity === identity).reverse();
  if (logs.length === 0)
    throw Problem.of(
      'nothing-stored',
      `No study of this definition is stored in ${relative('', folder) || folder}. Run it first: tunewright run ${file}`,
    );
  for (const { location } of logs) {
    const { events } = readJournal(location);
    if (events.some(({ type }) => type === 'trial-finished')) return events;
  }
  return [];
}

/** Keys that say what to search and how: there is nothing to search any more, and steps hold the values of `space`. */
const SEARCHING: readonly string[] = [
  'space',
  'constraints',
  'search',
  'start',
  'earlyStopping',
  'control',
  'onDuplicate',
  'budget',
  'select',
];

/** The definition with nothing left to tune: each place holds what the configuration says. */
function settled(pipeline: Pipeline, configuration: Configuration): JsonObject {
  if (pipeline.kind === 'black-box') return { ...pipeline.definition, start: [configuration], budget: { trials: 1 } };
  const steps = pipeline.steps.map((step) => {
    const { id, component, on, fitOn } = step.resolve(configuration);
    return { id, ...(component as JsonObject), ...(on && { on }), ...(fitOn && { fitOn }) };
  });
  const kept = Object.entries(pipeline.definition).filter(([key]) => !SEARCHING.includes(key));
  return { ...Object.fromEntries(kept), steps };
}
