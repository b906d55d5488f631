// Newton's direction by Cholesky's factorization of the whole Hessian: exact, for few coefficients.
import { factorize, solveFactorized } from '@tunewright/core';
import type { Step } from './newton.js';
import type { SoftmaxLoss } from './softmax-loss.js';

/** Solves with H + diag λ; where that is singular (collinear columns, no penalty) its diagonal is raised a little. */
export function directStep(loss: SoftmaxLoss, squared: Float64Array): Step {
  const { size } = loss;
  const hessian = new Float64Array(size * size);
  const assemble = assembler(loss, squared, hessian);
  return (gradient, direction) => {
    let raise = 0;
    for (;;) {
      const mean = assemble();
      for (let i = 0; i < size; i++) hessian[i * size + i] = (hessian[i * size + i] as number) + raise;
      if (factorize(hessian, size)) break;
      raise = raise === 0 ? 1e-12 * mean + Number.MIN_VALUE : raise * 100;
    }
    for (let i = 0; i < size; i++) direction[i] = -(gradient[i] as number);
    solveFactorized(hessian, size, direction);
  };
}

/** Writes the lower triangle of H + diag λ into `hessian`; returns the mean of its diagonal. */
function assembler(loss: SoftmaxLoss, squared: Float64Array, hessian: Float64Array): () => number {
  const { design, directions, size } = loss;
  const { width } = design;
  const pairs = (directions * (directions + 1)) / 2;
  const triangle = (width * (width + 1)) / 2;
  const curvature = new Float64Array(pairs);
  // Block (a, b) of H is Σ_i s_i,ab x_i x_iᵀ: symmetric, so one packed triangle a block.
  const blocks = new Float64Array(pairs * triangle);
  return () => {
    blocks.fill(0);
    for (let i = 0; i < design.rows; i++) {
      loss.rowCurvature(i, curvature);
      for (let pair = 0; pair < pairs; pair++) {
        const amount = curvature[pair] as number;
        // Rows predicted with certainty have no curvature.
        if (amount !== 0) addOuter(blocks, pair * triangle, design.values, i * width, width, amount);
      }
    }
    let diagonal = 0;
    let at = 0;
    for (let a = 0; a < directions; a++) {
      for (let b = 0; b <= a; b++) {
        for (let j = 0; j < width; j++) {
          for (let l = 0; l <= j; l++) {
            const entry = blocks[at++] as number;
            hessian[(a * width + j) * size + b * width + l] = entry;
            hessian[(a * width + l) * size + b * width + j] = entry;
          }
        }
      }
      for (let j = 0; j < width; j++) {
        const own = (a * width + j) * (size + 1);
        hessian[own] = (hessian[own] as number) + (squared[j] as number);
        diagonal += hessian[own];
      }
    }
    return diagonal / size;
  };
}

/** Adds the lower triangle of amount · x xᵀ, packed by rows, at `start`. */
export function addOuter(
  triangles: Float64Array,
  start: number,
  values: Float64Array,
  from: number,
  width: number,
  amount: number,
): void {
  let at = start;
  for (let j = 0; j < width; j++) {
    const factor = amount * (values[from + j] as number);
    for (let l = 0; l <= j; l++) {
      triangles[at] = (triangles[at] as number) + factor * (values[from + l] as number);
      at++;
    }
  }
}
