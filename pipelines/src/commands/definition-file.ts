// Reads the file that a command names, and says what is wrong with it.
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { formatProblem, isProblem, parseDefinition, Problem, type Complaint, type Parsed } from '@tunewright/core';

export interface DefinitionFile {
  readonly source: Parsed;
  /** Where its relative paths start. */
  readonly directory: string;
}

/** The text of a file. Throws a `Problem` when it cannot be read or is not UTF-8. */
export function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw Problem.of('file-not-readable', `${file} cannot be read: ${reason(error as NodeJS.ErrnoException)}.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw Problem.of('not-utf-8', `${file} is not UTF-8 text. Save it with that encoding.`);
  }
}

/** Exit codes of the command. */
export const EXIT = { fine: 0, failed: 1, badDefinition: 2, bug: 70, interrupted: 130 } as const;

type Body = () => Promise<number>;
type Locate = (pointer: string) => { readonly line: number; readonly column: number } | undefined;

/** As {@link reporting}, for commands on a definition. What is wrong with it is told with line and column, even later. */
export function withDefinition(file: string, body: (definition: DefinitionFile) => Promise<number>): Promise<number> {
  let source: Parsed | undefined;
  const read: Body = () => {
    source = parseDefinition(readText(file), file);
    return body({ source, directory: dirname(resolve(file)) });
  };
  return reporting(file, read, (pointer) => source?.locate(pointer));
}

/** Runs a command's body; says on stderr what went wrong, and gives the exit code. */
export async function reporting(file: string, body: Body, locate?: Locate): Promise<number> {
  try {
    return await body();
  } catch (error) {
    if (!isProblem(error)) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`This is a bug, in Tunewright or in a plugin. Please report it:\n${text}\n`);
      return EXIT.bug;
    }
    const complaints = error.complaints.map((complaint) => located(complaint, locate));
    process.stderr.write(`${formatProblem(new Problem(complaints), relative('', file) || file)}\n`);
    return EXIT.badDefinition;
  }
}

function located(complaint: Complaint, locate: Locate | undefined): Complaint {
  if (complaint.line !== undefined || complaint.pointer === undefined) return complaint;
  return { ...complaint, ...locate?.(complaint.pointer) };
}

function reason({ code, message }: NodeJS.ErrnoException): string {
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    EACCES: 'permission denied',
  };
  return reasons[code ?? ''] ?? message;
}
