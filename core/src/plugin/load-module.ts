// Loads a file of the user's as a module: JavaScript by Node, TypeScript as it is. Knows nothing of plugins.
import { pathToFileURL } from 'node:url';
import { complain } from '../problem/messages.js';
import { Problem } from '../problem/problem.js';
import { isParseError, loadFailure, missingPackage } from './load-failure.js';
import { isShared, sharedModules } from './shared-modules.js';

type Module = Readonly<Record<string, unknown>>;

const TYPESCRIPT = /\.[cm]?tsx?$/;
const loading = new Map<string, Promise<Module>>();

/**
 * What a file exports. TypeScript with decorators is taken as it is; types are not checked. Where the file imports
 * Tunewright, it gets the running one, even if none is installed where it lies. Throws a {@link Problem} that says at
 * which line the loading failed.
 *
 * @param file Absolute path.
 * @param name What to call it in messages.
 */
export async function loadModule(file: string, name = file): Promise<Module> {
  // Asked twice at the same time, the TypeScript loader would give a module that is half made.
  let promise = loading.get(file);
  if (promise === undefined) loading.set(file, (promise = load(file)));
  try {
    return await promise;
  } catch (error) {
    loading.delete(file);
    throw new Problem([complain('moduleNotLoaded', { name, reason: loadFailure(error, file) })]);
  }
}

async function load(file: string): Promise<Module> {
  if (TYPESCRIPT.test(file)) return loadTypeScript(file);
  try {
    return (await import(pathToFileURL(file).href)) as Module;
  } catch (error) {
    if (isBeyondNode(error)) return loadTypeScript(file);
    throw error instanceof SyntaxError ? await located(error, file) : error;
  }
}

/** Node does not say where a syntax error stands; the TypeScript loader does, also in what the file imports. */
async function located(error: SyntaxError, file: string): Promise<unknown> {
  try {
    await loadTypeScript(file);
    return error;
  } catch (other) {
    return isParseError(other) ? other : error;
  }
}

/** JavaScript that imports TypeScript, or Tunewright where none is installed. */
function isBeyondNode(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ERR_UNKNOWN_FILE_EXTENSION' || isShared(missingPackage(error) ?? '');
}

async function loadTypeScript(file: string): Promise<Module> {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(pathToFileURL(file).href, {
    // A cache would lie in the user's folder, or where other users of the machine can write.
    fsCache: false,
    interopDefault: false,
    tryNative: false,
    virtualModules: await sharedModules(),
  });
  return jiti.import<Module>(file);
}
