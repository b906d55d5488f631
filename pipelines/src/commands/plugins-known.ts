// What the commands about plugins share.
import { pluginsOf, Problem, suggestion, withPlugins, type Registry } from '@tunewright/core';
import { batteries } from '../batteries.js';
import { templateKinds } from '../templates.js';
import { EXIT, reporting, withDefinition } from './definition-file.js';

/** The kind as it is, or a Problem with what was meant. */
export function knownKind(kind: string): string {
  const kinds = templateKinds();
  if (kinds.includes(kind)) return kind;
  throw Problem.of('unknown-kind', `There is no kind of plugins "${kind}". ${suggestion(kind, kinds)}`);
}

/** Runs the body of a command with the plugins of Tunewright, and those that a definition lists. */
export function withRegistry(file: string | undefined, body: (registry: Registry) => void): Promise<number> {
  const finish = (registry: Registry): number => {
    body(registry);
    return EXIT.fine;
  };
  if (file === undefined) return reporting(undefined, () => Promise.resolve(finish(batteries())));
  return withDefinition(file, async ({ source, directory }) =>
    finish(await withPlugins(pluginsOf(source), directory, batteries())),
  );
}
