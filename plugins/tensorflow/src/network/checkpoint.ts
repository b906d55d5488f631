// Where a training can go on: JSON, with weights as base64.
import type { Json } from '@tunewright/core';
import type { PatienceState } from './patience.js';
import { packed, unpacked, type Snapshot } from './weights.js';

interface State {
  readonly epoch: number;
  readonly weights: Snapshot;
  readonly optimizer: Json;
  readonly best: Snapshot | undefined;
  readonly patience: PatienceState | undefined;
  readonly firstLoss: number | undefined;
}

/** What was kept; weights need blocks of the wanted sizes. */
export interface Checkpoint {
  /** The last epoch that was run. */
  readonly epoch: number;
  readonly optimizer: Json;
  readonly patience: PatienceState | undefined;
  readonly firstLoss: number | undefined;
  readonly weights: (like: Snapshot) => Snapshot;
  readonly best: (like: Snapshot) => Snapshot | undefined;
}

interface Kept {
  readonly epoch: number;
  readonly weights: string;
  readonly optimizer: Json;
  readonly best?: string;
  readonly patience?: PatienceState;
  readonly firstLoss?: number;
}

export function checkpointOf({ epoch, weights, optimizer, best, patience, firstLoss }: State): Json {
  return {
    epoch,
    weights: packed(weights),
    optimizer,
    ...(best && { best: packed(best) }),
    ...(patience && { patience: { ...patience } }),
    ...(firstLoss !== undefined && { firstLoss }),
  };
}

/** @param json What `keep` was given, or null at the start. */
export function resumed(json: Json): Checkpoint | undefined {
  if (json === null) return undefined;
  const { epoch, weights, optimizer, best, patience, firstLoss } = json as unknown as Kept;
  return {
    epoch,
    optimizer,
    patience,
    firstLoss,
    weights: (like) => unpacked(weights, like),
    best: (like) => (best === undefined ? undefined : unpacked(best, like)),
  };
}
