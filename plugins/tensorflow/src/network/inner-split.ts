// Rows held out inside a fit, for early stopping. They were transformed with the training rows they are a part of.
import { TrialFailure, type Random, type Target } from '@tunewright/core';

export interface InnerSplit {
  /** Positions among the rows of the fit, rising. */
  readonly train: Int32Array;
  readonly held: Int32Array;
}

/**
 * Holds out the share of each class (of all rows for numbers), at least one row and never all of a class.
 *
 * @throws {TrialFailure} `invalid` when there are too few rows.
 */
export function innerSplit(target: Target, share: number, random: Random): InnerSplit {
  const isHeld = new Uint8Array(target.values.length);
  for (const stratum of strataOf(target)) {
    const count = Math.min(stratum.length - 1, Math.round(share * stratum.length));
    for (const row of random.shuffle(stratum).subarray(0, count)) isHeld[row] = 1;
  }
  const rows = Int32Array.from(isHeld, (_, row) => row);
  const held = rows.filter((row) => isHeld[row] === 1);
  if (held.length === 0)
    throw new TrialFailure(
      'invalid',
      `"validation" with a share of ${share} holds out none of ${isHeld.length} training rows. Raise "share", or remove "validation".`,
    );
  return { held, train: rows.filter((row) => isHeld[row] === 0) };
}

function strataOf({ task, values }: Target): Int32Array[] {
  const strata = new Map<number, number[]>();
  values.forEach((value, row) => {
    const stratum = task === 'regression' ? 0 : value;
    const rows = strata.get(stratum);
    if (rows === undefined) strata.set(stratum, [row]);
    else rows.push(row);
  });
  return [...strata.keys()].sort((a, b) => a - b).map((key) => Int32Array.from(strata.get(key) ?? []));
}
