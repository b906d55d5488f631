// A fitted support vector regression and its state as JSON.
import type { Json, Model, Table } from '@tunewright/core';
import type { Block, Kernel } from './kernel.js';
import { eachKernelLine, type Known } from './kernel-lines.js';

const NAME = 'svr';

interface Machine {
  readonly kernel: Kernel;
  /** α − α*, one a support vector. */
  readonly coefficients: Float64Array;
  readonly rho: number;
}

export class SvrModel implements Model {
  constructor(
    private readonly machine: Machine,
    private readonly vectors: () => Block,
    private readonly known?: Known,
  ) {}

  predict(rows: Table): Float64Array {
    const { kernel, coefficients, rho } = this.machine;
    const { vectors, known } = this;
    const predicted = new Float64Array(rows.length);
    const count = coefficients.length;
    eachKernelLine({ estimator: NAME, kernel, count, vectors, known }, rows, (row, line) => {
      let sum = -rho;
      for (let s = 0; s < count; s++) sum += (coefficients[s] as number) * (line[s] as number);
      predicted[row] = sum;
    });
    return predicted;
  }

  toJSON(): Json {
    const { kernel, coefficients, rho } = this.machine;
    const { values, width } = this.vectors();
    // Never −0, which JSON lacks.
    return { kernel: { ...kernel }, coefficients: [...coefficients], rho: rho + 0, width, vectors: [...values] };
  }
}

/** What `toJSON` writes. */
interface State {
  readonly kernel: Kernel;
  readonly coefficients: readonly number[];
  readonly rho: number;
  readonly width: number;
  readonly vectors: readonly number[];
}

/** The model whose `toJSON` gave the state: answers the same to the last bit. */
export function restoreSvr(json: Json): SvrModel {
  const { kernel, coefficients, rho, width, vectors } = json as unknown as State;
  const block = { values: Float64Array.from(vectors), width };
  return new SvrModel({ kernel, coefficients: Float64Array.from(coefficients), rho }, () => block);
}
