// What trials of one fold share: the training rows by class, products of rows, and kernel matrices, so that a
// configuration with a known gamma costs no exponential at all.
import type { Table } from '@tunewright/core';
import { numericRows } from '../rows/numeric-rows.js';
import { applyKernel, formOf, keyOf, products, type Block, type Kernel, type ProductForm } from './kernel.js';
import { KnownSolutions } from './known-solutions.js';
import { diagonalOf } from './row-cache.js';
import { Solver, type KernelRows, type Pair, type Solution } from './solver.js';
import type { SvmRows, TrainingRows } from './training-rows.js';

/** The largest matrix of products that is made, in bytes: half of one for 4,000 training rows. */
const MATRIX_BYTES = 64 * 2 ** 20;
/** Kernel matrices are kept up to this much a fold; the first ones stay, since a grid comes round to each in turn. */
const KEPT_BYTES = 32 * 2 ** 20;

export class WholeMatrix implements KernelRows {
  constructor(
    readonly values: Float32Array,
    readonly length: number,
    readonly diagonal: Float64Array,
  ) {}

  locate(row: number): number {
    return row * this.length;
  }
}

/** Held-out rows, checked, and their products with the training rows. */
interface HeldOut {
  readonly table: Table;
  readonly block: Block;
  readonly products: Map<ProductForm, Float64Array>;
}

export class FoldKernels<R extends SvmRows = TrainingRows> {
  readonly solutions = new KnownSolutions();
  private readonly products = new Map<ProductForm, Float64Array>();
  private readonly trainKernels = new Map<string, WholeMatrix>();
  private readonly heldOutKernels = new Map<string, Float64Array>();
  private heldOut: HeldOut | undefined;
  private keptBytes = 0;

  constructor(
    readonly rows: R,
    readonly solver = new Solver(rows.length),
    private readonly matrixBytes = MATRIX_BYTES,
  ) {}

  /** The kernel matrix of the training rows; undefined when it would be too large. */
  train(kernel: Kernel): WholeMatrix | undefined {
    const { length } = this.rows;
    if (length * (length + 1) * 4 > this.matrixBytes) return undefined;
    const key = keyOf(kernel);
    const known = this.trainKernels.get(key);
    if (known !== undefined) return known;
    const values = mirrored(kernel, this.trainProducts(formOf(kernel)), length);
    const made = new WholeMatrix(values, length, diagonalOf(kernel, this.rows, length));
    if (this.keep(values.byteLength)) this.trainKernels.set(key, made);
    return made;
  }

  /** Kernel of held-out rows (one a line) with all training rows; undefined when it would be too large. */
  asked(table: Table, kernel: Kernel): Float64Array | undefined {
    const { length } = this.rows;
    if (table.length * length * 8 > this.matrixBytes) return undefined;
    if (this.heldOut?.table !== table) {
      for (const kept of this.heldOutKernels.values()) this.keptBytes -= kept.byteLength;
      const values = numericRows(table, this.rows.estimator);
      this.heldOut = { table, block: { values, width: this.rows.width }, products: new Map() };
      this.heldOutKernels.clear();
    }
    const key = keyOf(kernel);
    const known = this.heldOutKernels.get(key);
    if (known !== undefined) return known;
    const base = this.heldOutProducts(this.heldOut, formOf(kernel));
    const made = new Float64Array(base.length);
    applyKernel(kernel, base, 0, base.length, made, 0);
    if (this.keep(made.byteLength)) this.heldOutKernels.set(key, made);
    return made;
  }

  /** Keeps the solver's last solution for other trials, where it holds for other C. */
  keepSolution(key: string, bound: number, solution: Solution, { first, firstEnd, second, secondEnd }: Pair): void {
    const length = firstEnd - first + secondEnd - second;
    const holds = solution.converged && solution.peak < bound;
    if (!holds || !this.keep(length * 8)) return;
    const alpha = new Float64Array(length);
    alpha.set(this.solver.alpha.subarray(first, firstEnd));
    alpha.set(this.solver.alpha.subarray(second, secondEnd), firstEnd - first);
    this.solutions.add(key, { ...solution, alpha });
  }

  /** Products of each training row with itself and the rows after it, line by line. */
  private trainProducts(form: ProductForm): Float64Array {
    const known = this.products.get(form);
    if (known !== undefined) return known;
    const { length } = this.rows;
    const made = new Float64Array((length * (length + 1)) / 2);
    for (let i = 0, at = 0; i < length; at += length - i, i++) {
      products(form, this.rows, i, this.rows, i, length, made, at);
    }
    this.products.set(form, made);
    return made;
  }

  private heldOutProducts(asked: HeldOut, form: ProductForm): Float64Array {
    const known = asked.products.get(form);
    if (known !== undefined) return known;
    const { length } = this.rows;
    const made = new Float64Array(asked.table.length * length);
    for (let i = 0; i < asked.table.length; i++) {
      products(form, asked.block, i, this.rows, 0, length, made, i * length);
    }
    asked.products.set(form, made);
    return made;
  }

  private keep(bytes: number): boolean {
    if (this.keptBytes + bytes > KEPT_BYTES) return false;
    this.keptBytes += bytes;
    return true;
  }
}

/** The whole symmetric matrix, rounded as LIBSVM rounds it, from its half. */
function mirrored(kernel: Kernel, half: Float64Array, length: number): Float32Array {
  const values = new Float32Array(length * length);
  const line = new Float64Array(length);
  for (let i = 0, at = 0; i < length; at += length - i, i++) {
    applyKernel(kernel, half, at, length - i, line, 0);
    for (let j = i; j < length; j++) {
      values[i * length + j] = line[j - i] as number;
      values[j * length + i] = line[j - i] as number;
    }
  }
  return values;
}
