// A definition without faults → its pipeline.
import type { Json, JsonObject } from '../contracts/json.js';
import type { Configuration, SearchSpace } from '../contracts/space.js';
import { parametersIn } from './check-together.js';
import type { Conduct, Settled } from './conduct.js';
import { identityOf } from './identity.js';
import { resolver } from './maker.js';
import { isOpen } from './node.js';
import { fullMetrics, metricChoices } from './metrics.js';
import type { OnDuplicate } from '../study/duplicates.js';
import type { Pipeline, Selection } from './pipeline.js';
import { full } from './readings.js';
import type { Shell } from './shell.js';
import { template, type Step } from './steps.js';
import type { Subject } from './subject.js';

/** Nothing is checked here any more: what is missing is a bug. */
export function assemble(
  shell: Shell,
  subject: Subject,
  conduct: Conduct,
  space: SearchSpace,
): Omit<Pipeline, 'environment'> {
  const { run, stoppers, budget, control, repeats } = conduct;
  const search = demand(conduct.search);
  const definition = fullDefinition(shell, subject, conduct);
  const parameters = parametersIn(subject).map(({ name }) => name);
  return {
    name: definition.name as string,
    identity: identityOf(definition, parameters, run.settings.order),
    seed: definition.seed as number,
    definition,
    ...subjectOf(subject, shell),
    shared: subject.shared,
    trainScores: shell.value<boolean>('trainScores') ?? false,
    select: shell.value<Selection>('select') ?? 'best',
    metrics: metricChoices(subject.measures),
    search: search.component,
    stoppers: stoppers.map(({ id, component, reads }) => ({ id, component, reads })),
    control,
    onDuplicate: definition.onDuplicate as OnDuplicate,
    repeats,
    space,
    parameters,
    start: shell.entries('start').map(({ json }): Configuration => json),
    budget: parameters.length === 0 ? { ...budget, trials: 1 } : budget,
    lag: search.lag,
    run: {
      ...run.settings,
      executor: demand(run.executor).component,
      ...(run.store && { store: run.store.component }),
      monitors: run.monitors.map(({ component }) => component),
    },
  };
}

function subjectOf(subject: Subject, shell: Shell): Pick<Pipeline, 'kind' | 'steps'> & Partial<Pipeline> {
  if (subject.kind === 'learning') {
    const [data, splitter] = [demand(subject.data).component, demand(subject.splitter).component];
    const test = shell.value<{ readonly share: number }>('test');
    return { kind: 'learning', data, splitter, steps: subject.steps.map(template), ...(test && { test }) };
  }
  const instances = shell.value<readonly Json[]>('instances');
  return {
    kind: 'black-box',
    steps: [],
    ...(subject.objective && {
      objective: {
        node: subject.objective,
        resolve: resolver(subject.objective),
        fixed: !isOpen(subject.objective),
      },
    }),
    ...(instances && { instances }),
  };
}

function fullDefinition(shell: Shell, subject: Subject, conduct: Conduct): JsonObject {
  const { search, stoppers, run, control, repeats } = conduct;
  const given = (key: string): JsonObject => (shell.has(key) ? { [key]: shell.json[key] as Json } : {});
  return {
    version: 1,
    name: shell.value<string>('name') ?? 'study',
    ...given('description'),
    ...given('plugins'),
    ...fullSubject(subject),
    ...given('instances'),
    ...given('constraints'),
    ...given('test'),
    ...given('trainScores'),
    select: shell.value<string>('select') ?? 'best',
    metrics: fullMetrics(subject.measures),
    search: demand(search).full,
    control: { ...control },
    onDuplicate: shell.value<OnDuplicate>('onDuplicate') ?? (subject.kind === 'learning' ? 'reuse' : 'remeasure'),
    // Measured once is how it is everywhere else.
    ...(repeats.times > 1 && { repeats: { ...repeats } }),
    earlyStopping: stoppers.map((stopper) => stopper.full),
    ...given('budget'),
    start: shell.json.start ?? [],
    seed: shell.value<number>('seed') ?? 0,
    run: run.full,
  };
}

function fullSubject(subject: Subject): JsonObject {
  if (subject.kind === 'learning') {
    const { data, splitter, steps } = subject;
    return {
      data: demand<Settled>(data).full,
      cv: demand<Settled>(splitter).full,
      ...(subject.shared.members.length > 0 && { space: subject.shared.full() }),
      steps: steps.map(fullStep),
    };
  }
  const { objective, shared } = subject;
  return { ...(objective && { objective: full(objective) }), space: shared.full() };
}

function fullStep({ id, node }: Step): JsonObject {
  const step = full(demand(node)) as JsonObject;
  return node?.kind === 'switch' ? { id, ...step } : step;
}

function demand<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('A part of the definition is missing although nothing was complained about.');
  return part;
}
