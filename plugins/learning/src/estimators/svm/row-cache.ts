// Kernel rows computed when asked for, for problems whose whole matrix would not fit. Keeps the rows used last.
import { applyKernel, formOf, products, type Block, type Kernel } from './kernel.js';
import type { KernelRows } from './solver.js';

const CACHE_BYTES = 128 * 2 ** 20;

export class RowCache implements KernelRows {
  readonly values: Float32Array;
  readonly diagonal: Float64Array;
  private readonly buffer: Float64Array;
  private readonly slots: number;
  /** Slot of each row, −1 without. */
  private readonly slotOf: Int32Array;
  /** Row in each slot. A ring of slots in order of use: `older` and `newer` link neighbors, `newest` is the start. */
  private readonly rowIn: Int32Array;
  private readonly older: Int32Array;
  private readonly newer: Int32Array;
  private newest = 0;

  /** `slots` is for tests: at least 2. */
  constructor(
    private readonly kernel: Kernel,
    private readonly rows: Block,
    private readonly length: number,
    slots = Math.max(2, Math.min(length, Math.floor(CACHE_BYTES / (4 * length)))),
  ) {
    this.slots = slots;
    this.values = new Float32Array(slots * length);
    this.buffer = new Float64Array(length);
    this.diagonal = diagonalOf(kernel, rows, length);
    this.slotOf = new Int32Array(length).fill(-1);
    this.rowIn = new Int32Array(slots).fill(-1);
    this.older = Int32Array.from({ length: slots }, (_, slot) => (slot + 1) % slots);
    this.newer = Int32Array.from({ length: slots }, (_, slot) => (slot + slots - 1) % slots);
  }

  locate(row: number): number {
    let slot = this.slotOf[row] as number;
    if (slot < 0) slot = this.compute(row);
    else if (slot !== this.newest) this.touch(slot);
    return slot * this.length;
  }

  private compute(row: number): number {
    const { kernel, rows, length, buffer } = this;
    const slot = this.newer[this.newest] as number; // The oldest: in a ring it comes right before the newest.
    const evicted = this.rowIn[slot] as number;
    if (evicted >= 0) this.slotOf[evicted] = -1;
    products(formOf(kernel), rows, row, rows, 0, length, buffer, 0);
    applyKernel(kernel, buffer, 0, length, this.values, slot * length);
    this.rowIn[slot] = row;
    this.slotOf[row] = slot;
    this.newest = slot;
    return slot;
  }

  private touch(slot: number): void {
    const { older, newer } = this;
    const before = newer[slot] as number;
    const after = older[slot] as number;
    older[before] = after;
    newer[after] = before;
    const oldest = newer[this.newest] as number;
    older[oldest] = slot;
    newer[slot] = oldest;
    older[slot] = this.newest;
    newer[this.newest] = slot;
    this.newest = slot;
  }
}

/** K(i, i) of the first `length` rows. */
export function diagonalOf(kernel: Kernel, rows: Block, length: number): Float64Array {
  const diagonal = new Float64Array(length);
  for (let i = 0; i < length; i++) products(formOf(kernel), rows, i, rows, i, i + 1, diagonal, i);
  applyKernel(kernel, diagonal, 0, length, diagonal, 0);
  return diagonal;
}
