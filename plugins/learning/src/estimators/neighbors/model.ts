// Training rows that answer for their neighbors, and their state as JSON: the rows themselves.
import type { Json, Model, Table } from '@tunewright/core';
import { Neighborhood } from './neighborhood.js';
import { classShares, meanTargets, mostVoted, type Weighting } from './votes.js';

export interface Voting {
  /** Number of neighbors asked. */
  readonly neighbors: number;
  readonly weights: Weighting;
  /** Number of classes of the target; 0 for regression. */
  readonly classes: number;
  /** Target of each training row. */
  readonly targets: Float64Array;
}

export function neighborsModel(neighborhood: Neighborhood, voting: Voting): Model {
  const toJSON = (): Json => stateOf(neighborhood, voting);
  const { neighbors, weights, classes, targets } = voting;
  const found = (rows: Table) => neighborhood.of(rows, neighbors);
  if (classes === 0) {
    return { predict: (rows) => meanTargets(found(rows), rows.length, targets, weights, neighbors), toJSON };
  }
  const probabilities = (rows: Table): Float64Array =>
    classShares(found(rows), rows.length, targets, classes, weights, neighbors);
  return {
    predict: (rows) => mostVoted(probabilities(rows), classes),
    probabilities,
    scores: (rows) => (classes === 2 ? second(probabilities(rows)) : probabilities(rows)),
    toJSON,
  };
}

/** Every second number of rows × 2. */
function second(shares: Float64Array): Float64Array {
  return Float64Array.from({ length: shares.length / 2 }, (_, row) => shares[2 * row + 1] as number);
}

/** What `toJSON` writes. */
type State = {
  readonly neighbors: number;
  readonly weights: Weighting;
  readonly p: number;
  readonly classes: number;
  readonly targets: readonly number[];
  readonly width: number;
  readonly values: readonly number[];
};

function stateOf({ p, width, values }: Neighborhood, { neighbors, weights, classes, targets }: Voting): State {
  // Never −0, which JSON lacks.
  const plain = (numbers: Float64Array): number[] => Array.from(numbers, (value) => value + 0);
  return { neighbors, weights, p, classes, targets: plain(targets), width, values: plain(values) };
}

export function restoreNeighborsModel(json: Json): Model {
  const { neighbors, weights, p, classes, targets, width, values } = json as State;
  const neighborhood = new Neighborhood(Float64Array.from(values), targets.length, width, p);
  return neighborsModel(neighborhood, { neighbors, weights, classes, targets: Float64Array.from(targets) });
}
