// What a tree lowers by its splits, for one node at a time.

export interface Criterion {
  /** Sets the weight of each row, > 0 for rows of the tree to come, and forgets the last tree's answers. */
  begin(weights: Float64Array): void;
  /** Takes in the node of the rows `rows[start]` … `rows[end − 1]`; positions below count from `start`. */
  enter(rows: Int32Array, start: number, end: number): void;
  /** Weight of the node's rows. */
  readonly total: number;
  /** Whether all rows of the node have the same target. */
  readonly pure: boolean;
  /** Scores of the node that differ by less are the same up to rounding. */
  readonly slack: number;
  /**
   * The score of the best split of the node by one column, higher is better; −∞ where none leaves `least` rows on both
   * sides. `order`: positions by rising key; only between different keys can be split. Of equals the first.
   */
  scan(order: Int32Array, keys: Int32Array, count: number, least: number): number;
  /** How many positions of `order` the last scan's best split sends left. */
  readonly cut: number;
  /** What a split with this score takes from the node's impurity, times the weight of the node. */
  decrease(score: number): number;
  /** Makes the node a leaf: the number of its answer. */
  leaf(): number;
  /** Answers of this tree's leaves, `width` numbers each. */
  readonly answers: readonly number[];
  readonly width: number;
}
