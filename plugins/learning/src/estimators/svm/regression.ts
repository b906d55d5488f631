// Trains ε-SVR: each training row twice, once for errors above the tube (label +1) and once for those below (label −1).
// Chang & Lin 2011, section 2.4.
import type { FoldKernels } from './fold-kernels.js';
import { keyOf, type Kernel } from './kernel.js';
import type { RegressionRows } from './regression-rows.js';
import { RowCache } from './row-cache.js';
import { Solver, type Solution, type SolverOptions } from './solver.js';

export interface RegressionOptions {
  /** Errors up to this are free. */
  readonly epsilon: number;
  readonly C: number;
  readonly tolerance: number;
  readonly limit: number;
  readonly pulse: () => void;
}

export interface TrainedRegression {
  /** α − α* of the support vectors: f(x) = Σ coefficient · K(vector, x) − rho. */
  readonly coefficients: Float64Array;
  /** Which training rows are the support vectors. */
  readonly supports: Int32Array;
  readonly rho: number;
  readonly converged: boolean;
}

/** The solver has twice as many rows as the fold. */
export const regressionSolver = (rows: RegressionRows): Solver => new Solver(2 * rows.length);

export function trainRegression(
  fold: FoldKernels<RegressionRows>,
  kernel: Kernel,
  options: RegressionOptions,
): TrainedRegression {
  const { length } = fold.rows;
  const { solution, alpha } = solve(fold, kernel, options);
  const all = new Float64Array(length);
  for (let i = 0; i < length; i++) all[i] = (alpha[i] as number) - (alpha[i + length] as number);
  const supports = Int32Array.from([...all.keys()].filter((row) => all[row] !== 0));
  const coefficients = Float64Array.from(supports, (row) => all[row] as number);
  return { coefficients, supports, rho: solution.rho, converged: solution.converged };
}

function solve(
  fold: FoldKernels<RegressionRows>,
  kernel: Kernel,
  options: RegressionOptions,
): { readonly solution: Solution; readonly alpha: Float64Array } {
  const { rows, solver } = fold;
  const { length, weights } = rows;
  const { epsilon, C, tolerance, limit, pulse } = options;
  const pair = { first: 0, firstEnd: length, second: length, secondEnd: 2 * length, twin: length };
  const key = `${keyOf(kernel)} ${epsilon} ${tolerance}`;
  const uniform = weights ? 0 : C; // No solution holds for bound 0.
  const known = fold.solutions.find(key, uniform, limit);
  if (known !== undefined) return { solution: known, alpha: known.alpha };
  const matrix = fold.train(kernel) ?? new RowCache(kernel, rows, length);
  const bounds = new Float64Array(2 * length).fill(C);
  if (weights) for (let i = 0; i < bounds.length; i++) bounds[i] = C * (weights[i % length] as number);
  const asked: SolverOptions = { bounds, tolerance, limit, pulse, slopes: slopesOf(rows, epsilon) };
  const solution = solver.solve(matrix, pair, asked);
  fold.keepSolution(key, uniform, solution, pair);
  return { solution, alpha: solver.alpha };
}

/** −y p with the linear term p = ε − y·target of the dual problem. */
function slopesOf({ target, length }: RegressionRows, epsilon: number): Float64Array {
  const slopes = new Float64Array(2 * length);
  for (let i = 0; i < length; i++) {
    slopes[i] = (target[i] as number) - epsilon;
    slopes[i + length] = (target[i] as number) + epsilon;
  }
  return slopes;
}
