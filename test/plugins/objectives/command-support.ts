// What tests of `command` share: the objective without a study, and short studies of it.
import {
  createStudy,
  Registry,
  type Configuration,
  type Inputs,
  type ObjectiveContext,
  type Score,
  type Study,
} from '@tunewright/core';
import { executors } from '@tunewright/executors';
import { CommandObjective, objectives } from '@tunewright/objectives';
import { search } from '@tunewright/search';
import { callOf } from './calls.js';

type Said = Partial<ConstructorParameters<typeof CommandObjective>[0]> & {
  readonly run: (string | string[])[];
};

const LOSS = { name: 'loss', goal: 'minimize', objective: true } as const;
const INPUTS: Inputs = { parameters: [], instances: undefined, metrics: [LOSS] };

export function metricsOf(...names: string[]): Inputs['metrics'] {
  return names.map((name) => ({ ...LOSS, name }));
}

/** With the defaults of the definition. */
export function command(said: Said, directory: string, inputs: Partial<Inputs> = {}): CommandObjective {
  const defaults = {
    shell: false,
    env: {},
    stdin: 'nothing',
    score: 'last-line',
    folder: 'trials',
    keep: 'failures',
    grace: '2s',
  } as const;
  return new CommandObjective({ ...defaults, ...said }, directory, { ...INPUTS, ...inputs });
}

export interface Call {
  readonly parameters?: Configuration;
  readonly lacking?: readonly string[];
  readonly inputs?: Partial<Inputs>;
  readonly context?: Partial<ObjectiveContext>;
}

/** Evaluates once. The parameters given are those of the study; `lacking` are some that this configuration lacks. */
export async function evaluate(
  said: Said,
  directory: string,
  { parameters = {}, lacking = [], inputs = {}, context = {} }: Call = {},
): Promise<Score> {
  const known = [
    ...Object.keys(parameters).map((name) => ({ name, always: true })),
    ...lacking.map((name) => ({ name, always: false })),
  ];
  const objective = command(said, directory, { parameters: known, ...inputs });
  return objective.evaluate(parameters, { ...callOf(7), ...context });
}

export function registry(): Registry {
  const all = new Registry();
  for (const plugins of [executors, objectives, search]) all.register(plugins, 'the tests');
  return all;
}

/** A study of one command with a tuned x. */
export function studyOf(objective: object, directory: string, more: object = {}): Promise<Study> {
  const definition = {
    name: 'commands',
    objective: { use: 'command', grace: '200ms', ...objective },
    space: { x: { choose: [1, 2, 3, 4] } },
    metrics: [{ name: 'loss', goal: 'minimize' }],
    search: { use: 'grid' },
    ...more,
  };
  return createStudy(definition, { registry: registry(), directory });
}
