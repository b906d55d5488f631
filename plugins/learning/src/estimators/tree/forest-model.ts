// One tree, or the mean of many: values, class probabilities, and the state as JSON.
import type { Json, Model, Table } from '@tunewright/core';
import { numericRows } from '../rows/numeric-rows.js';
import { answerOf, treeFromJson, treeToJson, type Tree, type TreeState } from './tree.js';

export interface Forest {
  /** Columns of the training rows. */
  readonly columns: number;
  /** Number of classes of the target; 0 for regression. */
  readonly classes: number;
  readonly trees: readonly Tree[];
}

/** `estimator` is for messages. Answers about classes are as `Prediction` wants them; scores are the probabilities. */
export function forestModel(forest: Forest, estimator: string): Model {
  const { classes } = forest;
  // Values, scores and probabilities of the same rows are asked for one after the other.
  let last: { readonly rows: Table; readonly means: Float64Array } | undefined;
  const meansOf = (rows: Table): Float64Array => {
    if (last?.rows !== rows) last = { rows, means: meanAnswers(forest, rows, estimator) };
    return last.means;
  };
  const toJSON = (): Json => ({ columns: forest.columns, classes, trees: forest.trees.map(treeToJson) });
  if (classes === 0) return { predict: (rows) => meansOf(rows).slice(), toJSON };
  return {
    predict: (rows) => mostLikely(meansOf(rows), classes),
    probabilities: (rows) => meansOf(rows).slice(),
    scores: (rows) => (classes === 2 ? advantages(meansOf(rows)) : meansOf(rows).slice()),
    toJSON,
  };
}

/** The model whose `toJSON` gave the state: answers the same to the last bit. */
export function restoreForest(json: Json, estimator: string): Model {
  const { columns, classes, trees } = json as unknown as {
    readonly columns: number;
    readonly classes: number;
    readonly trees: readonly TreeState[];
  };
  return forestModel({ columns, classes, trees: trees.map(treeFromJson) }, estimator);
}

/** Rows × classes, or one number a row. */
function meanAnswers({ trees, columns, classes }: Forest, rows: Table, estimator: string): Float64Array {
  if (rows.columns.length !== columns) {
    throw new Error(`The model was fitted on ${columns} columns and is asked about ${rows.columns.length}.`);
  }
  const values = numericRows(rows, estimator);
  const width = Math.max(classes, 1);
  const means = new Float64Array(rows.length * width);
  for (const tree of trees) addAnswers(tree, values, columns, width, means);
  for (let i = 0; i < means.length; i++) means[i] = (means[i] as number) / trees.length;
  return means;
}

function addAnswers(tree: Tree, values: Float64Array, columns: number, width: number, sums: Float64Array): void {
  const { answers } = tree;
  for (let to = 0, start = 0; to < sums.length; to += width, start += columns) {
    const from = answerOf(tree, values, start) * width;
    for (let k = 0; k < width; k++) sums[to + k] = (sums[to + k] as number) + (answers[from + k] as number);
  }
}

/** The class of the largest share, the first of equals. */
function mostLikely(shares: Float64Array, classes: number): Float64Array {
  const labels = new Float64Array(shares.length / classes);
  for (let i = 0; i < labels.length; i++) {
    let best = 0;
    for (let k = 1; k < classes; k++) {
      if ((shares[i * classes + k] as number) > (shares[i * classes + best] as number)) best = k;
    }
    labels[i] = best;
  }
  return labels;
}

/** By how much the second of two classes is more likely than the first. */
function advantages(shares: Float64Array): Float64Array {
  const half = shares.length / 2;
  return Float64Array.from({ length: half }, (_, i) => (shares[2 * i + 1] as number) - (shares[2 * i] as number));
}
