// How a study is conducted: what proposes, what stops, where and how long it runs.
import Type from 'typebox';
import type { JsonObject } from '../contracts/json.js';
import type { Kind } from '../contracts/kinds.js';
import type { Repeats } from '../contracts/work.js';
import type { Manifest } from '../plugin/manifest.js';
import type { Component } from '../contracts/component.js';
import type { Control } from '../study/control.js';
import { milliseconds } from './duration.js';
import { refuseDuplicates } from './identifier.js';
import { resolver } from './maker.js';
import { report } from './mistakes.js';
import type { Part } from './node.js';
import { readPart } from './part.js';
import type { Budget, RunSettings, StopperChoice } from './pipeline.js';
import { rateOf } from './rate.js';
import { fullPart } from './readings.js';
import { readRepeats } from './repeats.js';
import { refuseReserved } from './reserved.js';
import { checkOf } from './schema-check.js';
import { isList, type Scope } from './scope.js';
import type { Entry, Shell } from './shell.js';

/** A component without anything open, and its full form. */
export interface Settled {
  readonly component: Component;
  readonly full: JsonObject;
  readonly manifest: Manifest;
  readonly id: string;
  readonly pointer: string;
}

/** The component at a place, or the default when nothing is said there; undefined when it is not sound. */
export function readSettled(
  shell: Shell,
  path: readonly string[],
  kind: Kind,
  fallback: string | undefined,
  scope: Scope,
  ownKeys: readonly string[] = [],
): Settled | undefined {
  const said = shell.object(...path);
  const pointer = `/${path.join('/')}`;
  if (said === undefined && (fallback === undefined || shell.isWrong(pointer))) return undefined;
  return settle(said ?? { json: { use: fallback as string }, pointer }, kind, scope, ownKeys);
}

function settle({ json, pointer }: Entry, kind: Kind, scope: Scope, ownKeys: readonly string[]): Settled | undefined {
  const known = kind === 'splitter' ? refuseReserved(json, 'splitter', pointer, scope.complaints) : json;
  const part = readPart(known, { kinds: [kind], ownKeys }, { pointer, name: '' }, scope);
  return part && settled(part, pointer);
}

function settled(part: Part, pointer: string): Settled {
  return {
    component: resolver(part)({}).component,
    full: fullPart(part),
    manifest: part.manifest,
    id: part.id,
    pointer,
  };
}

export const LagSchema = Type.Object({
  lag: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'Proposals see no newer results than so many before.',
    }),
  ),
});

export interface Search extends Settled {
  readonly lag: number;
}

function readSearch(shell: Shell, concurrency: number, scope: Scope): Search | undefined {
  const { lag } = shell.object('search')?.json ?? {};
  if (lag !== undefined)
    report(checkOf(LagSchema)({ lag }), { pointer: '/search', owner: '"search"', complaints: scope.complaints });
  const search = readSettled(shell, ['search'], 'searcher', 'random', scope, ['lag']);
  if (search === undefined) return undefined;
  const known = typeof lag === 'number' ? lag : concurrency;
  return { ...search, lag: known, full: { ...search.full, lag: known } };
}

export interface Stopper extends Settled {
  readonly reads: StopperChoice['reads'];
}

function readStoppers(shell: Shell, scope: Scope): readonly Stopper[] {
  const stoppers = shell.entries('earlyStopping').flatMap((entry): Stopper[] => {
    const found = settle(entry, 'stopper', scope, ['id']);
    return found === undefined ? [] : [{ ...found, reads: (found.manifest as Manifest<'stopper'>).reads }];
  });
  refuseDuplicates(stoppers, scope.complaints);
  return stoppers;
}

/** How the study runs, and the full form of that. */
export interface Run {
  readonly settings: Omit<RunSettings, 'executor' | 'store' | 'monitors'>;
  readonly executor: Settled | undefined;
  readonly store: Settled | undefined;
  readonly monitors: readonly Settled[];
  readonly full: JsonObject;
}

function readRun(shell: Shell, scope: Scope): Run {
  const concurrency = shell.value<number>('run', 'concurrency') ?? 1;
  const timeout = shell.value<string>('run', 'timeout');
  const rate = shell.value<string>('run', 'rate');
  const order = shell.value<RunSettings['order']>('run', 'order') ?? 'deterministic';
  const executor = readSettled(shell, ['run', 'executor'], 'executor', 'inline', scope);
  const store = readSettled(shell, ['run', 'store'], 'store', undefined, scope);
  const monitors = shell.entries('run', 'monitors').flatMap((entry) => settle(entry, 'monitor', scope, []) ?? []);
  return {
    settings: { concurrency, timeout: milliseconds(timeout), ...(rate !== undefined && { rate: rateOf(rate) }), order },
    executor,
    store,
    monitors,
    full: {
      concurrency,
      ...(timeout !== undefined && { timeout }),
      ...(rate !== undefined && { rate }),
      order,
      ...(executor && { executor: executor.full }),
      ...(store && { store: store.full }),
      ...(monitors.length > 0 && { monitors: monitors.map(({ full }) => full) }),
    },
  };
}

function readBudget(shell: Shell, { complaints }: Scope): Budget {
  const cost = shell.value<number>('budget', 'cost');
  const unit = shell.value<string>('budget', 'costUnit');
  if (unit !== undefined && cost === undefined && !shell.isWrong('/budget/cost'))
    complaints.add('unitOfNothing', '/budget/costUnit');
  return {
    trials: shell.value<number>('budget', 'trials') ?? Infinity,
    milliseconds: milliseconds(shell.value<string>('budget', 'time')),
    cost: cost ?? Infinity,
    ...(unit !== undefined && { unit }),
  };
}

function readControl(shell: Shell, budget: Budget, { complaints }: Scope): Control {
  const control = { random: 0, unstopped: 0, ...shell.object('control')?.json } as Control;
  const { earlyStopping = [] } = shell.json;
  const nothingStops = isList(earlyStopping) && earlyStopping.length === 0;
  if (control.unstopped > 0 && nothingStops) complaints.add('nothingStops', '/control/unstopped');
  const endless = isEndless(budget) && !complaints.touch('/budget');
  if (control.random === 1 && endless) complaints.add('onlyControls', '/control/random');
  return control;
}

/** Whether nothing but the searcher ends the study. */
export function isEndless({ trials, milliseconds: time, cost }: Budget): boolean {
  return trials === Infinity && time === Infinity && cost === Infinity;
}

export interface Conduct {
  readonly search: Search | undefined;
  readonly stoppers: readonly Stopper[];
  readonly control: Control;
  readonly repeats: Repeats;
  readonly run: Run;
  readonly budget: Budget;
}

export function readConduct(shell: Shell, scope: Scope): Conduct {
  const run = readRun(shell, scope);
  const search = readSearch(shell, run.settings.concurrency, scope);
  const budget = readBudget(shell, scope);
  const control = readControl(shell, budget, scope);
  const repeats = readRepeats(shell, scope.complaints);
  return { search, stoppers: readStoppers(shell, scope), control, repeats, run, budget };
}
