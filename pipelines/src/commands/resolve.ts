import { pluginsOf, readDefinition, withPlugins } from '@tunewright/core';
import { batteries } from '../batteries.js';
import { EXIT, withDefinition, type DefinitionFile } from './definition-file.js';

export interface ResolveFlags {
  readonly set: readonly string[];
}

/** Prints the full form of a definition: every default, all that it extends and every assignment written out. */
export function resolve(file: string, { set }: ResolveFlags): Promise<number> {
  const body = async ({ source, directory }: DefinitionFile): Promise<number> => {
    const registry = await withPlugins(pluginsOf(source), directory, batteries());
    const { definition } = readDefinition(source, registry);
    process.stdout.write(`${JSON.stringify(definition, null, 2)}\n`);
    return EXIT.fine;
  };
  return withDefinition(file, body, set);
}
