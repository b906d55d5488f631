// Platt's sigmoid for one pair of classes, fitted to decision values of rows the machine was not trained on: LIBSVM's
// inner cross-validation (Chang & Lin 2011, section 8).
import type { Random } from '@tunewright/core';
import type { FoldKernels, WholeMatrix } from './fold-kernels.js';
import { applyKernel, formOf, products, type Kernel } from './kernel.js';
import { fitSigmoid } from './sigmoid.js';
import type { SolverOptions } from './solver.js';
import { gather } from './subproblem.js';

const FOLDS = 5;

/** A and B of the pair of parts p and q, whose labels are +1 and −1. */
export function calibrate(
  fold: FoldKernels,
  kernel: Kernel,
  whole: WholeMatrix | undefined,
  p: number,
  q: number,
  options: SolverOptions,
  random: Random,
): readonly [number, number] {
  const { starts } = fold.rows;
  const first = starts[p] as number;
  const firstEnd = starts[p + 1] as number;
  const second = starts[q] as number;
  const positive = firstEnd - first;
  const total = positive + (starts[q + 1] as number) - second;
  const rows = Int32Array.from({ length: total }, (_, t) => (t < positive ? first + t : second + t - positive));
  random.shuffle(rows);
  const labels = Int8Array.from(rows, (row) => (row >= first && row < firstEnd ? 1 : -1));
  const decisions = new Float64Array(total);
  for (let part = 0; part < FOLDS; part++) {
    const from = Math.floor((part * total) / FOLDS);
    const to = Math.floor(((part + 1) * total) / FOLDS);
    const inside = (t: number): boolean => t < from || t >= to;
    const plus = rows.filter((_, t) => inside(t) && (labels[t] as number) > 0);
    const minus = rows.filter((_, t) => inside(t) && (labels[t] as number) < 0);
    const asked = rows.subarray(from, to);
    decisions.set(decideHeldOut(fold, kernel, whole, plus, minus, asked, options), from);
  }
  return fitSigmoid(decisions, labels);
}

/** Decision values of rows `asked` by a machine trained on `plus` and `minus`; the sign of the only class where one is empty. */
function decideHeldOut(
  fold: FoldKernels,
  kernel: Kernel,
  whole: WholeMatrix | undefined,
  plus: Int32Array,
  minus: Int32Array,
  asked: Int32Array,
  options: SolverOptions,
): Float64Array {
  const decisions = new Float64Array(asked.length);
  if (plus.length === 0 || minus.length === 0) return decisions.fill(Math.sign(plus.length - minus.length));
  const members = new Int32Array(plus.length + minus.length);
  members.set(plus);
  members.set(minus, plus.length);
  const { rows, solver } = fold;
  const problem = gather(rows, kernel, whole, members, plus.length, options.bounds);
  const { rho } = solver.solve(problem.kernel, problem.pair, { ...options, bounds: problem.bounds });
  const value = new Float64Array(1);
  const kernelOf = (a: number, b: number): number => {
    if (whole !== undefined) return whole.values[whole.locate(a) + b] as number;
    products(formOf(kernel), rows, a, rows, b, b + 1, value, 0);
    applyKernel(kernel, value, 0, 1, value, 0);
    return value[0] as number;
  };
  asked.forEach((row, t) => {
    let sum = -rho;
    for (let s = 0; s < members.length; s++) {
      const weight = solver.alpha[s] as number;
      if (weight > 0) sum += (s < plus.length ? weight : -weight) * kernelOf(row, members[s] as number);
    }
    decisions[t] = sum;
  });
  return decisions;
}
