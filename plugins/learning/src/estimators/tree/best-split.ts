// The best split of a node over some of the columns.
import type { Random } from '@tunewright/core';
import type { Criterion } from './criterion.js';
import { RankSorter } from './rank-sorter.js';
import type { RankedColumns } from './ranked-columns.js';

export class BestSplit {
  /** Column of the best split, −1 where there was none. */
  column = -1;
  score = -Infinity;
  /** Rows up to this rank go left; `above` is the next rank in the node. */
  below = 0;
  above = 0;
  /** Ranks read so far: a measure of time. */
  work = 0;
  private readonly keys: Int32Array;
  private readonly sorter: RankSorter;
  /** All columns, in the order they were last drawn. */
  private readonly drawn: Int32Array;

  constructor(
    private readonly columns: RankedColumns,
    private readonly criterion: Criterion,
    /** Columns that are tried at each node. */
    private readonly tried: number,
    private readonly least: number,
  ) {
    this.keys = new Int32Array(columns.rows);
    this.sorter = new RankSorter(columns.rows);
    this.drawn = Int32Array.from({ length: columns.width }, (_, j) => j);
  }

  /** Forgets which columns were drawn before. */
  reset(): void {
    this.drawn.forEach((_, j) => (this.drawn[j] = j));
  }

  /**
   * Looks for a split of the node that the criterion has entered. With `random`, columns are drawn without return until
   * enough were tried and one of them was not constant.
   */
  find(rows: Int32Array, start: number, end: number, random: Random | undefined): boolean {
    const { drawn, tried } = this;
    const { width } = this.columns;
    this.column = -1;
    this.score = -Infinity;
    let varied = false;
    for (let visited = 0; visited < width && !(varied && visited >= tried); visited++) {
      if (random !== undefined) swap(drawn, visited, visited + random.below(width - visited));
      if (this.consider(drawn[visited] as number, rows, start, end)) varied = true;
    }
    return this.column >= 0;
  }

  /** Whether the column has different values in the node. */
  private consider(column: number, rows: Int32Array, start: number, end: number): boolean {
    const { keys, criterion } = this;
    const { ranks } = this.columns;
    const base = column * this.columns.rows;
    const count = end - start;
    let low = 0x7fffffff;
    let high = -1;
    for (let i = 0; i < count; i++) {
      const rank = ranks[base + (rows[start + i] as number)] as number;
      keys[i] = rank;
      if (rank < low) low = rank;
      if (rank > high) high = rank;
    }
    this.work += count;
    if (low === high) return false;
    const order = this.sorter.sort(keys, count, low, high);
    const score = criterion.scan(order, keys, count, this.least);
    if (score > -Infinity && this.isBetter(score, column)) {
      this.score = score;
      this.column = column;
      this.below = keys[order[criterion.cut - 1] as number] as number;
      this.above = keys[order[criterion.cut] as number] as number;
    }
    return true;
  }

  /** Of equally good splits that of the first column, whenever it was drawn. */
  private isBetter(score: number, column: number): boolean {
    const { slack } = this.criterion;
    if (this.column < 0 || score > this.score + slack) return true;
    return column < this.column && score >= this.score - slack;
  }
}

function swap(items: Int32Array, i: number, j: number): void {
  const kept = items[i] as number;
  items[i] = items[j] as number;
  items[j] = kept;
}
