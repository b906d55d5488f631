// A fitted tree as flat arrays, and as JSON.
import type { JsonObject } from '@tunewright/core';

/** Nodes in preorder: the left child of an inner node comes right after it. */
export interface Tree {
  /** Column that a node asks about; −1 for a leaf. */
  readonly column: Int32Array;
  /** Rows go left where their value is at most this. */
  readonly threshold: Float64Array;
  /** The right child of an inner node, the number of its answer for a leaf. */
  readonly next: Int32Array;
  /** Answers × their width: shares of the classes, or a number. */
  readonly answers: Float64Array;
}

/** The number of the answer for the row that begins at `values[start]`. */
export function answerOf({ column, threshold, next }: Tree, values: Float64Array, start: number): number {
  let node = 0;
  for (let asked = column[0] as number; asked >= 0; asked = column[node] as number) {
    node = (values[start + asked] as number) <= (threshold[node] as number) ? node + 1 : (next[node] as number);
  }
  return next[node] as number;
}

/** What `treeToJson` writes. Preorder tells which nodes are children of which. */
export interface TreeState extends JsonObject {
  /** As in `Tree`. */
  readonly column: readonly number[];
  /** Of inner nodes only. */
  readonly threshold: readonly number[];
  /** Number of the answer, of leaves only. */
  readonly answer: readonly number[];
  readonly answers: readonly number[];
}

export function treeToJson({ column, threshold, next, answers }: Tree): TreeState {
  return {
    column: [...column],
    // Never −0, which JSON lacks.
    threshold: Array.from(
      threshold.filter((_, node) => (column[node] as number) >= 0),
      (value) => value + 0,
    ),
    answer: [...next.filter((_, node) => (column[node] as number) < 0)],
    answers: Array.from(answers, (value) => value + 0),
  };
}

/** The tree whose JSON it is: answers the same to the last bit. */
export function treeFromJson(state: TreeState): Tree {
  const column = Int32Array.from(state.column);
  const threshold = new Float64Array(column.length);
  const next = new Int32Array(column.length);
  const open: number[] = []; // Inner nodes whose right child is to come.
  let [inner, leaves] = [0, 0];
  for (let node = 0; node < column.length; node++) {
    if ((column[node] as number) >= 0) {
      threshold[node] = state.threshold[inner++] as number;
      open.push(node);
      continue;
    }
    next[node] = state.answer[leaves++] as number;
    // What follows a leaf is the right child of the last node that has none.
    const parent = open.pop();
    if (parent !== undefined) next[parent] = node + 1;
  }
  return { column, threshold, next, answers: Float64Array.from(state.answers) };
}
