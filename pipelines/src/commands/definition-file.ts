// Reads the file that a command names, and says what is wrong with it.
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import {
  assignAll,
  formatProblem,
  isProblem,
  parseDefinition,
  Problem,
  readLayers,
  readTextFile,
  type Complaint,
  type Source,
} from '@tunewright/core';

export { readTextFile as readText };

export interface DefinitionFile {
  /** With all that it extends, and the assignments of the command made. */
  readonly source: Source;
  /** Where its relative paths start. */
  readonly directory: string;
}

/** Exit codes of the command. */
export const EXIT = { fine: 0, failed: 1, badDefinition: 2, done: 3, wait: 4, bug: 70, interrupted: 130 } as const;

type Body = () => Promise<number>;
type Locate = Source['locate'];

/**
 * As {@link reporting}, for commands on a definition. What is wrong with it is told with line and column, even later.
 *
 * @param set Assignments such as `svc.C=1`.
 */
export function withDefinition(
  file: string,
  body: (definition: DefinitionFile) => Promise<number>,
  set: readonly string[] = [],
): Promise<number> {
  let source: Source | undefined;
  const read: Body = () => {
    const directory = dirname(resolve(file));
    source = assignAll(readLayers(parseDefinition(readTextFile(file), file), directory), set);
    return body({ source, directory });
  };
  return reporting(file, read, (pointer) => source?.locate(pointer));
}

/**
 * Runs a command's body; says on stderr what went wrong, and gives the exit code.
 *
 * @param file What the command is about; undefined for none.
 */
export async function reporting(file: string | undefined, body: Body, locate?: Locate): Promise<number> {
  try {
    return await body();
  } catch (error) {
    if (!isProblem(error)) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`This is a bug, in Tunewright or in a plugin. Please report it:\n${text}\n`);
      return EXIT.bug;
    }
    const complaints = error.complaints.map((complaint) => located(complaint, locate));
    process.stderr.write(`${formatProblem(new Problem(complaints), file && (relative('', file) || file))}\n`);
    return EXIT.badDefinition;
  }
}

function located(complaint: Complaint, locate: Locate | undefined): Complaint {
  const { line, pointer, file } = complaint;
  const placed = line !== undefined || file !== undefined || pointer === undefined;
  const found = placed ? complaint : { ...complaint, ...locate?.(pointer) };
  return found.file !== undefined && isAbsolute(found.file) ? { ...found, file: relative('', found.file) } : found;
}
