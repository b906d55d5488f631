// What tests of searchers share: spaces, and asking until a searcher is done.
import type {
  Assignment,
  Configuration,
  Json,
  Parameter,
  Point,
  SearcherPlugin,
  SearchSpace,
  TrialResult,
} from '@tunewright/core';
import { choose, float, int, parameter } from '../../core/space/spaces.js';

/** 6 configurations: "linear" with two C, "poly" of degree 2 or 3 with two C. */
export const conditional: readonly Parameter[] = [
  parameter('kernel', choose('linear', 'poly')),
  parameter('degree', int(2, 3), [{ parameter: 'kernel', among: [1] }]),
  parameter('C', float(0.1, 10, { log: true, points: 2 })),
];

/** 12 configurations. */
export const finite: readonly Parameter[] = [
  parameter('depth', int(1, 4)),
  parameter('criterion', choose('gini', 'entropy', 'log-loss')),
];

export const continuous: readonly Parameter[] = [
  parameter('rate', float(1e-4, 1, { log: true })),
  parameter('momentum', float(0, 1)),
];

/** What a searcher is told of a study that says nothing special. */
export const assignment: Assignment = {
  metrics: [{ name: 'score', goal: 'maximize', objective: true }],
  trials: Infinity,
  folds: 1,
  lag: 1,
  start: [],
};

/** The points of up to `most` new trials, numbered from `from`; `undefined` marks the end. */
export function ask(searcher: SearcherPlugin, most: number, from = 0): (Point | undefined)[] {
  const points: (Point | undefined)[] = [];
  for (let trial = from; trial < from + most; trial++) {
    const turn = searcher.ask(trial);
    points.push(turn.kind === 'work' ? turn.proposal.point : undefined);
    if (turn.kind !== 'work') break;
  }
  return points;
}

/** The configurations of up to `most` new trials, numbered from `from`. */
export function proposals(searcher: SearcherPlugin, space: SearchSpace, most = 1000, from = 0): Configuration[] {
  return ask(searcher, most, from).flatMap((point) => (point === undefined ? [] : [space.decode(point)]));
}

export function resultOf(space: SearchSpace, configuration: Configuration, trial = 0): TrialResult {
  const point = space.encode(configuration);
  return { trial, configuration, point, state: 'finished', losses: [1], foldLosses: [1], milliseconds: 1 };
}

/** What `save` gave, after a journey through JSON. */
export const journey = (state: Json): Json => JSON.parse(JSON.stringify(state)) as Json;
