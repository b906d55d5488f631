// A fitted one-vs-one machine as plain data, and its decision values.
import type { Kernel } from './kernel.js';

export interface Machine {
  readonly kernel: Kernel;
  /** Number of classes of the target. */
  readonly classes: number;
  /** Classes with training rows, rising: the parts. Every two parts p < q are a pair, in order (0, 1), (0, 2), …, (1, 2), …. */
  readonly seen: readonly number[];
  /** Support vectors of part p are `starts[p]` … `starts[p + 1]` − 1. */
  readonly starts: Int32Array;
  /** yα: (parts − 1) × support vectors, row-major. A vector of part p has that of its pair with q in line q − 1 or q. */
  readonly coefficients: Float64Array;
  /** One a pair. */
  readonly rho: Float64Array;
  /** Two a pair, A and B of P(part p | f) = 1 / (1 + exp(A f + B)); absent unless probabilities were asked for. */
  readonly sigmoids?: Float64Array;
}

/** Line of `coefficients` where vectors of part `own` have their coefficients against part `other`. */
export function lineOf(own: number, other: number): number {
  return other > own ? other - 1 : other;
}

/** Decision values of one row, one a pair, to `out[at]` and on. `values`: its kernel with each support vector. */
export function decide(machine: Machine, values: Float64Array, out: Float64Array, at: number): void {
  const { seen, rho } = machine;
  let pair = 0;
  for (let p = 0; p < seen.length; p++) {
    for (let q = p + 1; q < seen.length; q++, pair++) {
      out[at + pair] = weigh(machine, p, q, values) + weigh(machine, q, p, values) - (rho[pair] as number);
    }
  }
}

function weigh({ starts, coefficients }: Machine, own: number, other: number, values: Float64Array): number {
  const count = starts[starts.length - 1] as number;
  const line = lineOf(own, other) * count;
  const end = starts[own + 1] as number;
  let sum = 0;
  for (let s = starts[own] as number; s < end; s++) sum += (coefficients[line + s] as number) * (values[s] as number);
  return sum;
}
