// What the tests of this folder look at: the source files of all packages.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export const pluginPackages: readonly string[] = foldersOf('plugins').filter(hasSources);

const sourceFolders = ['core/src', ...pluginPackages.map((name) => `plugins/${name}/src`), 'pipelines/src'];

export const sourceFiles: readonly SourceFile[] = sourceFolders
  .flatMap(filesUnder)
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, text: readFileSync(absolute(path), 'utf8') }));

export function absolute(path: string): string {
  return join(ROOT, path);
}

/** All files in a folder and those inside it; none when it does not exist. */
export function filesUnder(folder: string): readonly string[] {
  if (!existsSync(absolute(folder))) return [];
  return readdirSync(absolute(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function foldersOf(folder: string): readonly string[] {
  return readdirSync(absolute(folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function hasSources(name: string): boolean {
  return existsSync(absolute(`plugins/${name}/src/index.ts`));
}
