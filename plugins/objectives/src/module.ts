import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import Type, { type Static } from 'typebox';
import {
  DIRECTORY,
  loadModule,
  Objective,
  Problem,
  TrialFailure,
  type Configuration,
  type ObjectiveContext,
  type ObjectivePlugin,
  type Score,
} from '@tunewright/core';
import type { ScoreFunction } from './function.js';

const Params = Type.Object(
  {
    path: Type.String({ path: true, description: 'Module in JavaScript or TypeScript, relative to the definition.' }),
    export: Type.String({
      default: 'default',
      description: 'Name of the exported function (parameters, context) => score.',
    }),
  },
  { additionalProperties: false },
);

@Objective({
  name: 'module',
  summary: 'A function exported by a module in JavaScript or TypeScript.',
  params: Params,
  uses: [DIRECTORY],
})
export class ModuleObjective implements ObjectivePlugin {
  private readonly file: string;
  private loaded: ScoreFunction | undefined;
  private loading: Promise<ScoreFunction> | undefined;

  /** Throws a Problem when there is no such file. */
  constructor(
    private readonly params: Static<typeof Params>,
    directory: string,
  ) {
    this.file = resolve(directory, params.path);
    if (!existsSync(this.file))
      throw Problem.of(
        'module-not-found',
        `There is no file "${params.path}" in ${directory}. Paths of a definition start where it stands.`,
        '/objective/path',
      );
  }

  evaluate(parameters: Configuration, context: ObjectiveContext): Score | Promise<Score> {
    const { loaded } = this;
    if (loaded) return loaded(parameters, context);
    this.loading ??= this.load();
    return this.loading.then((score) => score(parameters, context));
  }

  private async load(): Promise<ScoreFunction> {
    const { path, export: name } = this.params;
    const module = await loadModule(this.file, path);
    const found = module[name];
    if (typeof found !== 'function') {
      const names = Object.keys(module).join(', ') || 'nothing';
      throw new TrialFailure('invalid', `"${path}" exports no function "${name}"; it exports ${names}.`);
    }
    this.loaded = found as ScoreFunction;
    return this.loaded;
  }
}
