// Grows trees node by node, the left side first (Breiman et al. 1984, CART). Knows nothing of tables and tasks.
import type { Random } from '@tunewright/core';
import { BestSplit } from './best-split.js';
import type { Criterion } from './criterion.js';
import type { RankedColumns } from './ranked-columns.js';
import type { Tree } from './tree.js';

export interface Limits {
  /** Levels below the root; Infinity for no limit. */
  readonly depth: number;
  /** Fewest rows of a node that is split, and of either side of a split. */
  readonly split: number;
  readonly leaf: number;
  /** Least impurity that a split takes away, weighted by the node's share of all weight. */
  readonly decrease: number;
  /** Columns that are tried at each node. */
  readonly columns: number;
}

/** Ranks read between two pulses: about 1 ms. */
const PULSE = 100_000;
// As in scikit-learn, so that the same splits reach `decrease` in spite of rounding.
const EPSILON = 2 ** -52;

/** Working memory for trees of one fit, used again for each. */
export class Grower {
  private readonly best: BestSplit;
  private readonly column: Int32Array;
  private readonly threshold: Float64Array;
  private readonly next: Int32Array;
  private nextPulse = PULSE;

  constructor(
    private readonly columns: RankedColumns,
    private readonly criterion: Criterion,
    private readonly limits: Limits,
    private readonly pulse: () => void,
  ) {
    this.best = new BestSplit(columns, criterion, limits.columns, limits.leaf);
    const most = 2 * columns.rows; // A tree has one inner node less than leaves.
    this.column = new Int32Array(most);
    this.threshold = new Float64Array(most);
    this.next = new Int32Array(most);
  }

  /**
   * Grows a tree on `rows` (at least one; they are reordered) with these weights by row, all > 0 there.
   * `random` draws columns; it may be absent where all are tried.
   */
  grow(rows: Int32Array, weights: Float64Array, random: Random | undefined): Tree {
    const { criterion, column, threshold, next } = this;
    criterion.begin(weights);
    this.best.reset();
    // Nodes to come: first row, end, depth, and the node whose right child it is or −1.
    const stack = [0, rows.length, 0, -1];
    let count = 0;
    let whole = 0;
    while (stack.length > 0) {
      const [parent, depth, end, start] = [stack.pop(), stack.pop(), stack.pop(), stack.pop()] as Node;
      const node = count++;
      if (parent >= 0) next[parent] = node;
      criterion.enter(rows, start, end);
      if (node === 0) whole = criterion.total;
      if (!this.isSplit(rows, start, end, depth, whole, random)) {
        column[node] = -1;
        threshold[node] = 0;
        next[node] = criterion.leaf();
        continue;
      }
      column[node] = this.best.column;
      threshold[node] = this.cutPoint();
      const middle = this.divide(rows, start, end);
      stack.push(middle, end, depth + 1, node, start, middle, depth + 1, -1);
    }
    return {
      column: column.slice(0, count),
      threshold: threshold.slice(0, count),
      next: next.slice(0, count),
      answers: Float64Array.from(criterion.answers),
    };
  }

  /** Finds the best split of the entered node, unless it is to be a leaf. */
  private isSplit(
    rows: Int32Array,
    start: number,
    end: number,
    depth: number,
    whole: number,
    random: Random | undefined,
  ): boolean {
    const { limits, criterion, best } = this;
    const count = end - start;
    if (criterion.pure || depth >= limits.depth || count < limits.split || count < 2 * limits.leaf) return false;
    const found = best.find(rows, start, end, random);
    if (best.work >= this.nextPulse) {
      this.nextPulse = best.work + PULSE;
      this.pulse();
    }
    if (!found) return false;
    return limits.decrease === 0 || criterion.decrease(best.score) / whole + EPSILON >= limits.decrease;
  }

  /** Midway between the values on both sides. */
  private cutPoint(): number {
    const { column, below, above } = this.best;
    const start = this.columns.starts[column] as number;
    const low = this.columns.values[start + below] as number;
    const high = this.columns.values[start + above] as number;
    const middle = low / 2 + high / 2; // Their sum might overflow.
    return middle > low && middle < high ? middle : low;
  }

  /** Moves the rows that go left to the front; where the others begin. */
  private divide(rows: Int32Array, start: number, end: number): number {
    const { ranks, rows: length } = this.columns;
    const { column, below } = this.best;
    const base = column * length;
    let left = start;
    let right = end - 1;
    while (left <= right) {
      const row = rows[left] as number;
      if ((ranks[base + row] as number) <= below) left++;
      else {
        rows[left] = rows[right] as number;
        rows[right--] = row;
      }
    }
    return left;
  }
}

type Node = [parent: number, depth: number, end: number, start: number];
