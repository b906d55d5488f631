// A two-class problem on some of the training rows, with memory of its own.
import { WholeMatrix } from './fold-kernels.js';
import type { Kernel } from './kernel.js';
import { RowCache } from './row-cache.js';
import type { KernelRows, Pair } from './solver.js';
import type { TrainingRows } from './training-rows.js';

export interface Subproblem {
  readonly kernel: KernelRows;
  readonly pair: Pair;
  readonly bounds: Float64Array;
}

/** The rows `members`, the first `positive` of which have the label +1. `whole`: kernel matrix of all rows, if there is one. */
export function gather(
  rows: TrainingRows,
  kernel: Kernel,
  whole: WholeMatrix | undefined,
  members: Int32Array,
  positive: number,
  bounds: Float64Array,
): Subproblem {
  const length = members.length;
  const pair = { first: 0, firstEnd: positive, second: positive, secondEnd: length, twin: 0 };
  const own = Float64Array.from(members, (row) => bounds[row] as number);
  if (whole !== undefined) return { kernel: part(whole, members), pair, bounds: own };
  const { width } = rows;
  const values = new Float64Array(length * width);
  members.forEach((row, t) => values.set(rows.values.subarray(row * width, (row + 1) * width), t * width));
  return { kernel: new RowCache(kernel, { values, width }, length), pair, bounds: own };
}

function part(whole: WholeMatrix, members: Int32Array): WholeMatrix {
  const length = members.length;
  const values = new Float32Array(length * length);
  const diagonal = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const line = whole.locate(members[i] as number);
    diagonal[i] = whole.diagonal[members[i] as number] as number;
    for (let j = 0; j < length; j++) values[i * length + j] = whole.values[line + (members[j] as number)] as number;
  }
  return new WholeMatrix(values, length, diagonal);
}
