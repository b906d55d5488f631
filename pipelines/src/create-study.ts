import { createStudy as createWith, provide, type Binding, type CreateOptions, type Study } from '@tunewright/core';
import { OUTPUT, TERMINAL } from '@tunewright/monitors';
import { batteries } from './batteries.js';
import { DefinedPipeline } from './define-pipeline.js';
import { VERSION } from './version.js';

/**
 * A study of a definition (what `definePipeline` made, a JSON value, or the text of one) with all plugins of
 * Tunewright. Throws a `Problem` with everything that is wrong with the definition at once. Nothing runs until
 * `run()`, and nothing is stored unless the definition or the options name a store.
 *
 * ```ts
 * const study = await createStudy(definition);
 * study.folds$.subscribe(({ trial, fold, scores }) => console.log(trial, fold, scores));
 * const { best } = await study.run();
 * ```
 */
export function createStudy(definition: unknown, options: Partial<CreateOptions> = {}): Promise<Study> {
  const services = [...streams(), ...(options.services ?? [])];
  const usual = { registry: batteries(), version: VERSION, ...options, services };
  if (!(definition instanceof DefinedPipeline)) return createWith(definition, usual);
  return createWith(definition.json, { ...usual, plugins: [...definition.plugins, ...(options.plugins ?? [])] });
}

/** Where monitors of a definition write. */
export function streams(): readonly Binding[] {
  return [provide(TERMINAL, process.stderr as never), provide(OUTPUT, process.stdout as never)];
}
