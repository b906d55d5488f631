import { pluginsOf, readDefinition, rehearse, systemClock, withPlugins } from '@tunewright/core';
import { batteries } from '../batteries.js';
import { streams } from '../create-study.js';
import { EXIT, withDefinition, type DefinitionFile } from './definition-file.js';

export interface ValidateFlags {
  /** Assignments such as `svc.C=1`. */
  readonly set: readonly string[];
}

/** Checks a definition; prints what it would do. */
export function validate(file: string, { set }: ValidateFlags): Promise<number> {
  const body = async ({ source, directory }: DefinitionFile): Promise<number> => {
    const registry = await withPlugins(pluginsOf(source), directory, batteries());
    const pipeline = readDefinition(source, registry);
    rehearse(pipeline, { registry, directory, clock: systemClock, functions: {}, services: streams() });
    const { name, parameters, space, search } = pipeline;
    const size = Number.isFinite(space.size) ? `${space.size} configurations` : 'infinitely many configurations';
    const tuned = parameters.length === 0 ? 'nothing is tuned' : `${parameters.join(', ')} (${size})`;
    process.stdout.write(`${file} is sound: study "${name}", searched by ${search.use}; ${tuned}.\n`);
    return EXIT.fine;
  };
  return withDefinition(file, body, set);
}
