// Relative paths of one folder, said from another. Pure.
import { isAbsolute, relative, resolve } from 'node:path';

/** A path that starts in the folder `from`, as it starts in `to`. Absolute paths and URLs stay. */
export function rebase(path: string, from: string, to: string): string {
  if (isAbsolute(path) || /^[a-z][a-z\d+.-]+:/i.test(path)) return path;
  const moved = relative(to, resolve(from, path)).replaceAll('\\', '/');
  return isAbsolute(moved) || /^\.\.?(\/|$)/.test(moved) ? moved : `./${moved}`;
}
