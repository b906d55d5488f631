// Loads the plugins that a definition lists: the one way in which a definition brings code.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { complain } from '../problem/messages.js';
import { isProblem, Problem, type Complaint } from '../problem/problem.js';
import { manifestOf } from './manifest.js';
import type { Registry } from './registry.js';

/**
 * A registry with the listed plugins added. A specifier that begins with `.` or `/` is a file, anything else a package
 * installed where the definition is. Throws a {@link Problem} with all that is wrong with them.
 */
export async function withPlugins(
  specifiers: readonly string[],
  directory: string,
  known: Registry,
): Promise<Registry> {
  if (specifiers.length === 0) return known;
  const registry = known.copy();
  const complaints: Complaint[] = [];
  for (const [index, from] of specifiers.entries()) {
    try {
      registry.register(await load(from, directory), from);
    } catch (error) {
      if (!isProblem(error)) throw error;
      complaints.push(...error.complaints.map((complaint) => ({ pointer: `/plugins/${index}`, ...complaint })));
    }
  }
  if (complaints.length > 0) throw new Problem(complaints);
  return registry;
}

async function load(from: string, directory: string): Promise<readonly unknown[]> {
  if (/\.[cm]?tsx?$/.test(from)) throw new Problem([complain('typescriptPlugin', { from })]);
  const file = locate(from, directory);
  if (file === undefined) throw new Problem([complain('pluginFileMissing', { from, directory })]);
  let module: Record<string, unknown>;
  try {
    module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  } catch (error) {
    throw new Problem([
      complain('pluginNotLoaded', { from, reason: error instanceof Error ? error.message : String(error) }),
    ]);
  }
  const classes = [...new Set(Object.values(module).flat())].filter((value) => manifestOf(value) !== undefined);
  if (classes.length === 0) throw new Problem([complain('noPluginsInside', { from })]);
  return classes;
}

function locate(from: string, directory: string): string | undefined {
  if (/^\.{0,2}\//.test(from)) {
    const file = resolve(directory, from);
    return existsSync(file) ? file : undefined;
  }
  try {
    return createRequire(join(directory, 'definition.json')).resolve(from);
  } catch {
    return packageEntry(from, directory);
  }
}

/** `require.resolve` does not see packages that export to `import` only. */
function packageEntry(name: string, directory: string): string | undefined {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    const root = join(folder, 'node_modules', name);
    if (existsSync(join(root, 'package.json'))) {
      const entry = importEntry(manifestIn(root));
      return entry === undefined ? undefined : join(root, entry);
    }
    if (folder === dirname(folder)) return undefined;
  }
}

function manifestIn(root: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function importEntry(manifest: Record<string, unknown>): string | undefined {
  let entry: unknown = manifest['exports'] ?? manifest['main'];
  // Down to the first text: { ".": { "import": { "default": "./index.js" } } }
  for (let depth = 0; depth < 4 && typeof entry === 'object' && entry !== null; depth++) {
    const conditions = entry as Record<string, unknown>;
    entry = conditions['.'] ?? conditions['node'] ?? conditions['import'] ?? conditions['default'];
  }
  return typeof entry === 'string' ? entry : undefined;
}
