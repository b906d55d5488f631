// The modules of this program that plugin files get as they are when they import them by name, whatever is installed
// where the file lies: a plugin then sees the very tokens and errors that the program uses.

type Load = (name: string) => Promise<unknown>;

const shared = new Map<string, Load>();

/**
 * Shares modules with plugin files that import them by these names. `load` imports from where the caller stands:
 * `shareModules(['tunewright'], (name) => import(name))`.
 */
export function shareModules(names: readonly string[], load: Load): void {
  for (const name of names) shared.set(name, load);
}

shareModules(['@tunewright/core', '@tunewright/core/typebox'], (name) => import(name));
// One copy of typebox for all: the bundles have it nowhere else.
shareModules(['typebox'], () => import('@tunewright/core/typebox'));

export function isShared(name: string): boolean {
  return shared.has(name);
}

/** All shared modules by name, loaded. */
export async function sharedModules(): Promise<Readonly<Record<string, unknown>>> {
  const entries = [...shared].map(async ([name, load]) => [name, await load(name)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
