// Newton's direction by preconditioned conjugate gradients, never forming the Hessian: for many coefficients.
// Nocedal & Wright, Numerical Optimization, 2nd ed. 2006, algorithms 5.3 and 7.1 (line search Newton–CG).
import { factorize, solveFactorized } from '@tunewright/core';
import { addOuter } from './direct-step.js';
import { inner, type Step } from './newton.js';
import type { SoftmaxLoss } from './softmax-loss.js';

// Columns that the preconditioner treats together. Its work grows with the square, its memory with it.
const BLOCK = 128;
const MOST_PRODUCTS = 100;
// How exactly a direction is solved for at first, and at last: relative error in the preconditioner's norm.
const LOOSEST = 0.25;
const TIGHTEST = 1e-3;
// Rows with less of the largest curvature enter the preconditioner, not the Hessian, as if columns were uncorrelated.
const NEGLIGIBLE = 1e-3;

/** Solves with H + diag λ, roughly at first, more exactly as the gradient falls: convergence stays superlinear. */
export function conjugateStep(loss: SoftmaxLoss, squared: Float64Array): Step {
  const { size } = loss;
  const precondition = preconditioner(loss, squared);
  const [residual, solved, toward, product] = [0, 1, 2, 3].map(() => new Float64Array(size)) as Vectors;
  let first = 0;
  return (gradient, direction, iteration) => {
    const refine = precondition.prepare();
    for (let i = 0; i < size; i++) residual[i] = -(gradient[i] as number);
    direction.fill(0);
    refine(residual, solved);
    toward.set(solved);
    let error = inner(residual, solved);
    if (iteration === 0) first = error;
    const accuracy = Math.max(TIGHTEST, Math.min(LOOSEST, Math.sqrt(error / first)));
    const goal = error * accuracy * accuracy;
    for (let round = 0; round < MOST_PRODUCTS && error > goal; round++) {
      loss.hessianTimes(toward, product);
      addSquared(product, toward, squared);
      const bend = inner(toward, product);
      if (!(bend > 0)) break;
      const length = error / bend;
      for (let i = 0; i < size; i++) {
        direction[i] = (direction[i] as number) + length * (toward[i] as number);
        residual[i] = (residual[i] as number) - length * (product[i] as number);
      }
      refine(residual, solved);
      const left = inner(residual, solved);
      for (let i = 0; i < size; i++) toward[i] = (solved[i] as number) + (left / error) * (toward[i] as number);
      error = left;
    }
  };
}

type Vectors = [Float64Array, Float64Array, Float64Array, Float64Array];

function addSquared(product: Float64Array, vector: Float64Array, squared: Float64Array): void {
  const width = squared.length;
  for (let at = 0; at < product.length; at += width) {
    for (let j = 0; j < width; j++) {
      product[at + j] = (product[at + j] as number) + (squared[j] as number) * (vector[at + j] as number);
    }
  }
}

interface Block {
  readonly direction: number;
  /** First column and number of columns. */
  readonly start: number;
  readonly count: number;
  readonly factor: Float64Array;
}

/** Block-diagonal part of H + diag λ: one block a direction and run of columns. */
function preconditioner(loss: SoftmaxLoss, squared: Float64Array) {
  const { design, directions } = loss;
  const { width, rows } = design;
  const curvature = new Float64Array((directions * (directions + 1)) / 2);
  const own = new Float64Array(directions * rows);
  const packed = new Float64Array((BLOCK * (BLOCK + 1)) / 2);
  const blocks: Block[] = [];
  for (let direction = 0; direction < directions; direction++) {
    for (let start = 0; start < width; start += BLOCK) {
      const count = Math.min(BLOCK, width - start);
      blocks.push({ direction, start, count, factor: new Float64Array(count * count) });
    }
  }
  const gather = (): void => {
    for (let i = 0; i < rows; i++) {
      loss.rowCurvature(i, curvature);
      for (let a = 0; a < directions; a++) own[a * rows + i] = curvature[(a * (a + 3)) / 2] as number;
    }
  };
  const build = ({ direction, start, count, factor }: Block): void => {
    const amounts = own.subarray(direction * rows, (direction + 1) * rows);
    const least = NEGLIGIBLE * amounts.reduce((most, amount) => Math.max(most, amount), 0);
    packed.fill(0);
    let rest = 0;
    for (let i = 0; i < rows; i++) {
      const amount = amounts[i] as number;
      if (amount > least) addOuter(packed, 0, design.values, i * width + start, count, amount);
      else rest += amount;
    }
    factorizeRaised(packed, factor, count, squared.subarray(start, start + count), rest);
  };
  const refine = (vector: Float64Array, solved: Float64Array): void => {
    solved.set(vector);
    for (const { direction, start, count, factor } of blocks) {
      const from = direction * width + start;
      solveFactorized(factor, count, solved.subarray(from, from + count));
    }
  };
  const prepare = () => {
    gather();
    blocks.forEach(build);
    return refine;
  };
  return { prepare };
}

/** Factorizes triangle + diag λ + rest · 1, its diagonal raised as far as needed. */
function factorizeRaised(
  triangle: Float64Array,
  factor: Float64Array,
  size: number,
  squared: Float64Array,
  rest: number,
): void {
  for (let raise = 0; ; raise = raise === 0 ? 1e-10 : raise * 100) {
    let at = 0;
    for (let j = 0; j < size; j++) {
      for (let l = 0; l <= j; l++) factor[j * size + l] = triangle[at++] as number;
      const diagonal = (triangle[at - 1] as number) + (squared[j] as number) + rest;
      factor[j * size + j] = diagonal * (1 + raise) + raise * Number.EPSILON;
    }
    if (factorize(factor, size)) return;
  }
}
