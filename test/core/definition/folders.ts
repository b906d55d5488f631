// Folders of definitions, and what is wrong with one of them.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { formatProblem, isProblem, Problem } from '@tunewright/core';

/** A new folder with files: texts, or values written as JSON in one line. */
export function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'tunewright-layers-'));
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' || content instanceof Buffer ? content : JSON.stringify(content));
  }
  return folder;
}

/** What a command would print: one line a complaint, files relative to the folder. */
export function complaintsOf(act: () => unknown, folder = '/no folder'): readonly string[] {
  try {
    act();
  } catch (error) {
    if (!isProblem(error)) throw error;
    const told = error.complaints.map(({ file, ...complaint }) =>
      file?.startsWith('/') ? { ...complaint, file: relative(folder, file) } : { ...complaint, ...(file && { file }) },
    );
    return formatProblem(new Problem(told), 'my.json').replaceAll(folder, '').split('\n');
  }
  return [];
}
