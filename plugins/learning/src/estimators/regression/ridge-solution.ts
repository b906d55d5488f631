// Minimizes ‖y − Xw‖² + alpha ‖w‖² by Cholesky: of XᵀX + alpha I, or with more columns than rows of its dual
// XXᵀ + alpha I, where w = Xᵀc (Saunders, Gammerman & Vovk 1998). Each solution is refined by its residual.
import { factorize, solveFactorized } from '@tunewright/core';
import type { NormalEquations } from './normal-equations.js';

export interface RidgeSolution {
  readonly coefficients: Float64Array;
  /** False when columns depend on each other and alpha does not decide between them: then w is the shortest. */
  readonly unique: boolean;
}

/** (M + alpha I) x = b with M symmetric and positive semidefinite. */
interface System {
  /** M, both triangles. */
  readonly matrix: Float64Array;
  readonly size: number;
  readonly alpha: number;
  /** b − (M + alpha I) x. */
  readonly residual: (x: Float64Array) => Float64Array;
}

// Added to the mean eigenvalue 1 of a singular system. Repeating the solve on the residual then leads to the shortest
// solution (iterated Tikhonov regularization: Engl, Hanke & Neubauer 1996, §5.1); less would let rounding in, more
// would take more rounds.
const SINGULAR_SHIFT = 1e-9;
const SINGULAR_ROUNDS = 10;
// One for the solution, one to refine it.
const REGULAR_ROUNDS = 2;

/** Undefined when the products of the features are not finite. */
export function ridgeSolution(equations: NormalEquations, alpha: number): RidgeSolution | undefined {
  const wide = equations.width > equations.rows;
  const system = wide ? dualSystem(equations, alpha) : primalSystem(equations, alpha);
  const regular = solve(system, 0, REGULAR_ROUNDS);
  const found = regular ?? solve(system, SINGULAR_SHIFT * meanDiagonal(system), SINGULAR_ROUNDS);
  if (found?.every(Number.isFinite) !== true) return undefined;
  return { coefficients: wide ? equations.correlations(found) : found, unique: regular !== undefined };
}

function primalSystem(equations: NormalEquations, alpha: number): System {
  const residual = (w: Float64Array): Float64Array =>
    equations.correlations(equations.residuals(w)).map((sum, j) => sum - alpha * (w[j] as number));
  return { matrix: equations.gram, size: equations.width, alpha, residual };
}

function dualSystem(equations: NormalEquations, alpha: number): System {
  const residual = (c: Float64Array): Float64Array =>
    equations.residuals(equations.correlations(c)).map((rest, i) => rest - alpha * (c[i] as number));
  return { matrix: equations.outer, size: equations.rows, alpha, residual };
}

/** Undefined when M + (alpha + shift) I is singular up to rounding. */
function solve({ matrix, size, alpha, residual }: System, shift: number, rounds: number): Float64Array | undefined {
  const factor = matrix.slice();
  for (let i = 0; i < size; i++) factor[i * size + i] = (factor[i * size + i] as number) + alpha + shift;
  const scale = equilibrate(factor, size);
  if (!factorize(factor, size)) return undefined;
  const x = new Float64Array(size);
  for (let round = 0; round < rounds; round++) {
    const step = residual(x);
    for (let i = 0; i < size; i++) step[i] = (step[i] as number) * (scale[i] as number);
    solveFactorized(factor, size, step);
    for (let i = 0; i < size; i++) x[i] = (x[i] as number) + (step[i] as number) * (scale[i] as number);
  }
  return x;
}

/**
 * Gives A a unit diagonal by S A S, and returns S: columns of different units then do no harm to the factorization
 * (van der Sluis 1969). A column of zeros, which without alpha decides nothing, gets a 1 and so a coefficient of 0.
 */
function equilibrate(matrix: Float64Array, size: number): Float64Array {
  const scale = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const diagonal = matrix[i * size + i] as number;
    if (diagonal === 0) matrix[i * size + i] = 1;
    scale[i] = diagonal === 0 ? 1 : 1 / Math.sqrt(diagonal);
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      matrix[i * size + j] = (matrix[i * size + j] as number) * (scale[i] as number) * (scale[j] as number);
    }
  }
  return scale;
}

function meanDiagonal({ matrix, size, alpha }: System): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += matrix[i * size + i] as number;
  return sum / size + alpha;
}
