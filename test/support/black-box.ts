// Black-box studies for tests of the graph, built without a definition.
import { executors } from '@tunewright/executors';
import { objectives } from '@tunewright/objectives';
import { search } from '@tunewright/search';
import {
  Registry,
  type Clock,
  type Component,
  type ObjectiveContext,
  type Score,
  type StudyEvent,
} from '@tunewright/core';
import type { Part } from '../../core/src/definition/node.js';
import type { Pipeline, Rate, StopperChoice } from '../../core/src/definition/pipeline.js';
import { NO_SPACE } from '../../core/src/definition/shared-space.js';
import { buildSpace } from '../../core/src/space/space.js';
import type { Parameter } from '../../core/src/space/parameter.js';

export type Objective = (parameters: { readonly x: number }, context: ObjectiveContext) => Score | Promise<Score>;

export interface BlackBox {
  readonly trials?: number;
  readonly instances?: number;
  readonly lag?: number;
  readonly order?: 'deterministic' | 'fast';
  readonly concurrency?: number;
  readonly timeout?: number;
  readonly time?: number;
  readonly seed?: number;
  readonly search?: Component;
  readonly stoppers?: readonly StopperChoice[];
  readonly start?: readonly { readonly x: number }[];
  readonly goal?: 'maximize' | 'minimize';
  readonly parameters?: readonly Parameter[];
  readonly executor?: Component;
  readonly control?: Partial<Pipeline['control']>;
  readonly onDuplicate?: Pipeline['onDuplicate'];
  readonly repeats?: Pipeline['repeats'];
  readonly cost?: number;
  readonly rate?: Rate;
}

const X: Parameter = { name: 'x', domain: { tune: 'float', low: 0, high: 1, log: false }, when: [] };

export function registry(...extra: readonly unknown[]): Registry {
  return new Registry()
    .register(executors, 'executors')
    .register(objectives, 'objectives')
    .register(search, 'search')
    .register(extra, 'the test');
}

const OBJECTIVE: Part = {
  kind: 'part',
  id: 'function',
  manifest: registry().findAmong(['objective'], 'function') as Part['manifest'],
  params: { kind: 'record', members: [] },
};

const DEFAULTS = {
  concurrency: 1,
  parameters: [X],
  stoppers: [],
  start: [],
  goal: 'maximize',
  trials: 10,
  time: Infinity,
  timeout: Infinity,
  order: 'deterministic',
  seed: 1,
  search: { use: 'random' },
  executor: { use: 'inline' },
  control: {},
  onDuplicate: 'remeasure',
  repeats: { times: 1, aggregate: 'mean' },
  cost: Infinity,
} as const satisfies BlackBox;

export function blackBox(options: BlackBox = {}): Pipeline {
  const all = { ...DEFAULTS, ...options };
  const { concurrency, parameters, stoppers, start, goal, trials, time, timeout, order, seed, search, executor } = all;
  const { instances, lag = concurrency, rate } = options;
  return {
    kind: 'black-box',
    trainScores: false,
    select: 'best',
    name: 'test',
    identity: 'test',
    seed,
    definition: {},
    steps: [],
    objective: {
      node: OBJECTIVE,
      fixed: true,
      resolve: () => ({ component: { use: 'function', name: 'objective' }, key: 'function' }),
    },
    ...(instances !== undefined && { instances: Array.from({ length: instances }, (_, i) => i) }),
    metrics: [{ info: { name: 'score', goal, objective: true } }],
    search,
    stoppers,
    control: { random: 0, unstopped: 0, ...all.control },
    onDuplicate: all.onDuplicate,
    space: buildSpace(parameters),
    shared: NO_SPACE,
    parameters: parameters.map(({ name }) => name),
    start,
    repeats: all.repeats,
    budget: { trials, milliseconds: time, cost: all.cost },
    lag,
    run: { concurrency, timeout, order, executor, monitors: [], ...(rate && { rate }) },
    environment: [],
  };
}

/** A clock that stands still unless it is moved. */
export class TestClock implements Clock {
  time = 0;
  now(): number {
    return this.time;
  }
  date(): string {
    return '2026-01-01T00:00:00.000Z';
  }
}

/** The event without what depends on time. */
export function timeless(event: StudyEvent): object {
  const times = new Set(['at', 'milliseconds', 'fitMilliseconds', 'date']);
  return Object.fromEntries(Object.entries(event).filter(([key]) => !times.has(key)));
}
