// Kernel values of asked rows with the support vectors of a model, a row at a time.
import type { Table } from '@tunewright/core';
import { numericRows } from '../rows/numeric-rows.js';
import type { FoldKernels } from './fold-kernels.js';
import { applyKernel, formOf, products, type Block, type Kernel } from './kernel.js';
import type { SvmRows } from './training-rows.js';

/** Kernels of held-out rows that were computed before. */
export interface Known {
  readonly fold: FoldKernels<SvmRows>;
  readonly heldOut: Table;
  /** Training rows that are the support vectors. */
  readonly supports: Int32Array;
}

/** What a model needs to compare rows with its support vectors. */
export interface Comparison {
  /** For messages. */
  readonly estimator: string;
  readonly kernel: Kernel;
  /** Number of support vectors. */
  readonly count: number;
  readonly vectors: () => Block;
  readonly known: Known | undefined;
}

/** Calls `use` for each row in order, with its kernel value for each support vector; the array is used again. */
export function eachKernelLine(
  comparison: Comparison,
  rows: Table,
  use: (row: number, line: Float64Array) => void,
): void {
  const { known, kernel, count } = comparison;
  const matrix = known?.heldOut === rows ? known.fold.asked(rows, kernel) : undefined;
  if (matrix === undefined || known === undefined) return eachNewLine(comparison, rows, use);
  const { supports } = known;
  const width = known.fold.rows.length;
  const line = new Float64Array(count);
  for (let row = 0; row < rows.length; row++) {
    for (let s = 0; s < count; s++) line[s] = matrix[row * width + (supports[s] as number)] as number;
    use(row, line);
  }
}

function eachNewLine(comparison: Comparison, rows: Table, use: (row: number, line: Float64Array) => void): void {
  const { kernel, count, estimator } = comparison;
  const vectors = comparison.vectors();
  if (rows.columns.length !== vectors.width) {
    throw new Error(`The model was fitted on ${vectors.width} columns and is asked about ${rows.columns.length}.`);
  }
  const asked = { values: numericRows(rows, estimator), width: vectors.width };
  const line = new Float64Array(count);
  for (let row = 0; row < rows.length; row++) {
    products(formOf(kernel), asked, row, vectors, 0, count, line, 0);
    applyKernel(kernel, line, 0, count, line, 0);
    use(row, line);
  }
}
