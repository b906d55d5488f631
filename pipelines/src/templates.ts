// The plugins that `tunewright plugins new` starts from: files that work as they are, called my-<kind>.
import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../templates/', import.meta.url);

/** The kinds of plugins that there are templates of: all of them. */
export function templateKinds(): readonly string[] {
  const names = readdirSync(FOLDER).map((file) => /^my-(.*)\.test\.ts$/.exec(file)?.[1]);
  return names.filter((kind) => kind !== undefined).sort();
}

/** @param ending Such as `.ts` or `.test.ts`. */
export function readTemplate(kind: string, ending: string): string {
  return readFileSync(new URL(`my-${kind}${ending}`, FOLDER), 'utf8');
}
