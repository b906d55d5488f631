// From "row i is held out in fold f" to folds.
import type { Fold } from '@tunewright/core';

/** One fold a number in 0 … `count` − 1. A row whose number is outside is trained on in every fold. */
export function assignedFolds(heldOutIn: Int32Array, count: number): Fold[] {
  const folds: Fold[] = [];
  for (let fold = 0; fold < count; fold++) {
    const train: number[] = [];
    const test: number[] = [];
    for (let row = 0; row < heldOutIn.length; row++) (heldOutIn[row] === fold ? test : train).push(row);
    folds.push({ train: Int32Array.from(train), test: Int32Array.from(test) });
  }
  return folds;
}
