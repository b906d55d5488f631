import { drawGraph, pluginsOf, readDefinition, withPlugins } from '@tunewright/core';
import { batteries } from '../batteries.js';
import { EXIT, withDefinition, type DefinitionFile } from './definition-file.js';

export interface GraphFlags {
  readonly set: readonly string[];
}

/** Prints a definition as a Mermaid flowchart. */
export function graph(file: string, { set }: GraphFlags): Promise<number> {
  const body = async ({ source, directory }: DefinitionFile): Promise<number> => {
    const registry = await withPlugins(pluginsOf(source), directory, batteries());
    process.stdout.write(drawGraph(readDefinition(source, registry)));
    return EXIT.fine;
  };
  return withDefinition(file, body, set);
}
