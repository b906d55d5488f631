// Whether a program can be found, before any trial needs it.
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';

/**
 * A sentence when there is no such program; undefined when there is. Looks where the system would: a name in the
 * folders of `path`, anything with a slash from `directory`.
 */
export function missingProgram(program: string, directory: string, path = ''): string | undefined {
  // Windows finds programs by rules of its own.
  if (process.platform === 'win32') return undefined;
  if (!program.includes('/')) {
    // An empty entry stands for the working folder.
    const found = path.split(delimiter).some((folder) => isProgram(resolve(directory, folder, program)));
    if (found) return undefined;
    return `There is no program "${program}" on the PATH. Install it, or give its path: one with a slash starts in ${directory}.`;
  }
  const file = resolve(directory, program);
  if (isProgram(file)) return undefined;
  return statOf(file) === undefined
    ? `There is no program ${file}. Paths of a command start in ${directory}.`
    : `${file} cannot be run: it is no executable file. Name its interpreter first, such as ["python3", "${program}"], or set its permission with chmod +x.`;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    return false;
  }
  return statOf(file)?.isFile() ?? false;
}

function statOf(file: string): ReturnType<typeof statSync> {
  return statSync(file, { throwIfNoEntry: false });
}
