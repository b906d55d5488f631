// Trains one machine for each pair of classes and puts them together. With a random generator it also calibrates
// probabilities, which takes five more machines a pair.
import type { Random } from '@tunewright/core';
import type { FoldKernels, WholeMatrix } from './fold-kernels.js';
import { calibrate } from './calibration.js';
import { keyOf, type Kernel } from './kernel.js';
import { lineOf, type Machine } from './machine.js';
import type { Solution, SolverOptions } from './solver.js';
import { gather } from './subproblem.js';
import type { TrainingRows } from './training-rows.js';

export interface TrainingOptions extends SolverOptions {
  /** Number of classes of the target. */
  readonly classes: number;
  /** C where it is the same for all rows. */
  readonly uniform?: number;
  /** Asks for probabilities; divides rows for the inner cross-validation. */
  readonly random?: Random;
}

export interface Trained {
  readonly machine: Machine;
  /** Which training rows are the support vectors, in their order in the machine. */
  readonly supports: Int32Array;
  /** Pairs of classes whose solver hit its limit. */
  readonly unfinished: number;
  /** Iterations by pair. */
  readonly iterations: readonly number[];
}

export function trainMachine(fold: FoldKernels, kernel: Kernel, options: TrainingOptions): Trained {
  const { rows } = fold;
  const parts = rows.classes.length;
  const whole = fold.train(kernel);
  const pairs = (parts * (parts - 1)) / 2;
  // By training row, as in `Machine.coefficients`; most are 0.
  const spread = new Float64Array((parts - 1) * rows.length);
  const rho = new Float64Array(pairs);
  const sigmoids = options.random && new Float64Array(2 * pairs);
  const iterations: number[] = [];
  let unfinished = 0;
  for (let p = 0, pair = 0; p < parts; p++) {
    for (let q = p + 1; q < parts; q++, pair++) {
      const solution = solvePair(fold, kernel, whole, p, q, options, spread);
      rho[pair] = solution.rho;
      iterations.push(solution.iterations);
      if (!solution.converged) unfinished++;
      if (options.random && sigmoids) {
        const random = options.random.split(`pair ${p} ${q}`);
        sigmoids.set(calibrate(fold, kernel, whole, p, q, options, random), 2 * pair);
      }
    }
  }
  const machine = { kernel, classes: options.classes, seen: rows.classes, rho, ...condense(rows, spread) };
  const { supports, ...kept } = machine;
  return { machine: sigmoids ? { ...kept, sigmoids } : kept, supports, unfinished, iterations };
}

function solvePair(
  fold: FoldKernels,
  kernel: Kernel,
  whole: WholeMatrix | undefined,
  p: number,
  q: number,
  options: TrainingOptions,
  spread: Float64Array,
): Solution {
  const { rows, solver } = fold;
  const { alpha } = solver;
  const first = rows.starts[p] as number;
  const firstEnd = rows.starts[p + 1] as number;
  const second = rows.starts[q] as number;
  const secondEnd = rows.starts[q + 1] as number;
  const lineP = lineOf(p, q) * rows.length;
  const lineQ = lineOf(q, p) * rows.length;
  if (whole !== undefined) {
    const { uniform = 0, tolerance, limit } = options; // No solution holds for bound 0.
    const count = firstEnd - first;
    const key = `${keyOf(kernel)} ${p} ${q} ${tolerance}`;
    const known = fold.solutions.find(key, uniform, limit);
    if (known !== undefined) {
      copyAlpha(known.alpha, 0, spread, lineP + first, count, 1);
      copyAlpha(known.alpha, count, spread, lineQ + second, secondEnd - second, -1);
      return known;
    }
    const pair = { first, firstEnd, second, secondEnd, twin: 0 };
    const solution = solver.solve(whole, pair, options);
    copyAlpha(alpha, first, spread, lineP + first, count, 1);
    copyAlpha(alpha, second, spread, lineQ + second, secondEnd - second, -1);
    fold.keepSolution(key, uniform, solution, pair);
    return solution;
  }
  const members = range(first, firstEnd, second, secondEnd);
  const problem = gather(rows, kernel, undefined, members, firstEnd - first, options.bounds);
  const solution = solver.solve(problem.kernel, problem.pair, { ...options, bounds: problem.bounds });
  members.forEach((row, t) => {
    if (row < firstEnd && row >= first) spread[lineP + row] = alpha[t] as number;
    else spread[lineQ + row] = 0 - (alpha[t] as number);
  });
  return solution;
}

/** Writes y α. */
function copyAlpha(alpha: Float64Array, from: number, out: Float64Array, at: number, count: number, y: 1 | -1): void {
  // Never −0, which JSON lacks.
  for (let t = 0; t < count; t++) out[at + t] = 0 + y * (alpha[from + t] as number);
}

function range(first: number, firstEnd: number, second: number, secondEnd: number): Int32Array {
  const count = firstEnd - first;
  return Int32Array.from({ length: count + secondEnd - second }, (_, t) =>
    t < count ? first + t : second + t - count,
  );
}

/** Keeps the rows that have a coefficient in any pair. */
function condense(rows: TrainingRows, spread: Float64Array) {
  const { length } = rows;
  const lines = rows.classes.length - 1;
  const chosen = new Int32Array(length);
  const starts = new Int32Array(rows.classes.length + 1);
  let count = 0;
  for (let part = 0; part <= lines; part++) {
    const end = rows.starts[part + 1] as number;
    for (let row = rows.starts[part] as number; row < end; row++) {
      let used = false;
      for (let line = 0; line < lines; line++) used ||= spread[line * length + row] !== 0;
      if (used) chosen[count++] = row;
    }
    starts[part + 1] = count;
  }
  const coefficients = new Float64Array(lines * count);
  for (let line = 0, at = 0; line < lines; line++) {
    for (let s = 0; s < count; s++) coefficients[at++] = spread[line * length + (chosen[s] as number)] as number;
  }
  return { supports: chosen.subarray(0, count), starts, coefficients };
}
