// Finds the file behind a specifier of a definition's "plugins", as Node would from where the definition stands.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { complain } from '../problem/messages.js';
import { Problem } from '../problem/problem.js';

/** A file relative to the definition, in contrast to a package. */
export function isFile(from: string): boolean {
  return /^\.{0,2}\//.test(from);
}

/** Absolute path of what is to be loaded. Throws a {@link Problem} when there is none. */
export async function locate(from: string, directory: string): Promise<string> {
  return isFile(from) ? locateFile(from, directory) : locatePackage(from, directory);
}

function locateFile(from: string, directory: string): string {
  const file = resolve(directory, from);
  if (!existsSync(file)) {
    const path = from.slice(0, from.length - basename(from).length);
    const files = filesIn(dirname(file)).map((name) => `${path}${name}`);
    throw new Problem([complain('pluginFileMissing', { from, directory, files })]);
  }
  if (statSync(file).isDirectory()) throw new Problem([complain('pluginFolder', { from })]);
  return file;
}

function filesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => /\.[cm]?[jt]sx?$/.test(name)) : [];
}

/** Node's own rules: `exports` with conditions and subpaths, scopes, folders above. */
async function locatePackage(from: string, directory: string): Promise<string> {
  const { resolve: resolveLikeNode } = await import('import-meta-resolve');
  const url = resolved(() => resolveLikeNode(from, pathToFileURL(join(directory, 'definition.json')).href));
  if (url instanceof Error) {
    const code = (url as NodeJS.ErrnoException).code;
    const name = packageName(from);
    if (code === 'ERR_MODULE_NOT_FOUND' && !isInstalled(name, directory))
      throw new Problem([complain('pluginPackageMissing', { name, directory })]);
    const reason = (url.message.split('\n')[0] ?? '').replace(/ imported from .*$/, '');
    throw new Problem([complain('pluginPackageUnsound', { from, reason })]);
  }
  if (!url.startsWith('file:')) throw new Problem([complain('noPluginsInside', { from })]);
  return fileURLToPath(url);
}

function resolved(action: () => string): string | Error {
  try {
    return action();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** `@acme/scalers` of `@acme/scalers/robust`. */
export function packageName(from: string): string {
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
}

function isInstalled(name: string, directory: string): boolean {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules', name))) return true;
    if (folder === dirname(folder)) return false;
  }
}
