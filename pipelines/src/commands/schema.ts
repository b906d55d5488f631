import { writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import {
  isProblem,
  languageSchema,
  parseDefinition,
  parseUnfinished,
  pluginsOf,
  Problem,
  readLayers,
  withPlugins,
  type Registry,
} from '@tunewright/core';
import { batteries } from '../batteries.js';
import { EXIT, readText, reporting } from './definition-file.js';

export interface SchemaFlags {
  /** A definition whose plugins are in the schema, too. */
  readonly for?: string;
  /** Where to write the schema; absent: to the screen. */
  readonly output?: string;
}

/** Prints the JSON Schema of all definitions that name these plugins. */
export function schema({ for: file, output }: SchemaFlags): Promise<number> {
  return reporting(file, async () => {
    const text = schemaText(await registryFor(file));
    if (output === undefined) process.stdout.write(text);
    else write(output, text, file);
    return EXIT.fine;
  });
}

/** As it is kept in a file. */
export function schemaText(registry: Registry): string {
  return `${JSON.stringify(languageSchema(registry), undefined, 1)}\n`;
}

async function registryFor(file: string | undefined): Promise<Registry> {
  if (file === undefined) return batteries();
  const directory = dirname(resolve(file));
  return withPlugins(listedIn(readText(file), file, directory), directory, batteries());
}

/** Whoever asks for the schema may be in the middle of writing the definition: nothing but its plugins must be sound. */
function listedIn(text: string, file: string, directory: string): readonly string[] {
  try {
    return pluginsOf(readLayers(parseDefinition(text, file), directory));
  } catch (error) {
    if (!isProblem(error)) throw error;
    return pluginsOf(parseUnfinished(text));
  }
}

function write(output: string, text: string, file: string | undefined): void {
  try {
    writeFileSync(output, text);
  } catch (error) {
    throw Problem.of('file-not-writable', `${output} cannot be written: ${(error as Error).message}.`);
  }
  const path = relative(file === undefined ? '' : dirname(file), output).replaceAll('\\', '/');
  const reference = path.startsWith('.') ? path : `./${path}`;
  process.stdout.write(
    `${output} is written. In ${file ?? 'a definition'} it is named by "$schema": "${reference}".\n`,
  );
}
