// Loads the plugins that a definition lists: the one way in which a definition brings code.
import { complain } from '../problem/messages.js';
import { isProblem, Problem, type Complaint } from '../problem/problem.js';
import { versionComplaint } from './declared-version.js';
import { loadModule } from './load-module.js';
import { isFile, locate, packageName } from './locate.js';
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
  const file = await locate(from, directory);
  if (!isFile(from)) {
    const complaint = await versionComplaint(packageName(from), file);
    if (complaint !== undefined) throw new Problem([complaint]);
  }
  const module = await loadModule(file, from);
  const classes = [...new Set(Object.values(module).flat())].filter((value) => manifestOf(value) !== undefined);
  if (classes.length === 0) throw new Problem([complain('noPluginsInside', { from })]);
  return classes;
}
