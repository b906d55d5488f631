// A fitted support vector classifier: classes, scores and probabilities of rows, and its state as JSON.
import type { Json, Model, Table } from '@tunewright/core';
import type { Block, Kernel } from './kernel.js';
import { eachKernelLine, type Known } from './kernel-lines.js';
import { decide, type Machine } from './machine.js';
import { couple, sigmoid } from './sigmoid.js';
import { scoreByClass, vote } from './votes.js';

const NAME = 'svc';
// Pairwise probabilities stay this far from 0 and 1, or the coupling would have no unique solution.
const LEAST_PROBABILITY = 1e-7;

export class SvcModel implements Model {
  /** Rows × classes, row-major; 0 for classes without training rows. Absent unless asked for. */
  declare readonly probabilities?: (rows: Table) => Float64Array;
  // Values and scores of the same rows are asked for one after the other.
  private last: { readonly rows: Table; readonly decisions: Float64Array } | undefined;

  constructor(
    private readonly machine: Machine,
    private readonly vectors: () => Block,
    private readonly known?: Known,
  ) {
    const { sigmoids } = machine;
    if (sigmoids) this.probabilities = (rows) => this.calibrated(rows, sigmoids);
  }

  /** Class index, one a row. */
  predict(rows: Table): Float64Array {
    return vote(this.machine, this.decisions(rows), rows.length);
  }

  /** One a row for two classes, positive for the second; else rows × classes, row-major. */
  scores(rows: Table): Float64Array {
    return scoreByClass(this.machine, this.decisions(rows), rows.length);
  }

  toJSON(): Json {
    const { kernel, classes, seen, starts, coefficients, rho, sigmoids } = this.machine;
    const { values, width } = this.vectors();
    return {
      kernel: { ...kernel },
      classes,
      seen: [...seen],
      starts: [...starts],
      coefficients: [...coefficients],
      rho: [...rho],
      ...(sigmoids && { sigmoids: [...sigmoids] }),
      width,
      vectors: [...values],
    };
  }

  /** Rows × pairs of classes. */
  private decisions(rows: Table): Float64Array {
    if (this.last?.rows !== rows) this.last = { rows, decisions: this.decide(rows) };
    return this.last.decisions;
  }

  private decide(rows: Table): Float64Array {
    const { machine, vectors, known } = this;
    const pairs = machine.rho.length;
    const decisions = new Float64Array(rows.length * pairs);
    const count = machine.starts[machine.starts.length - 1] as number;
    const comparison = { estimator: NAME, kernel: machine.kernel, count, vectors, known };
    eachKernelLine(comparison, rows, (row, line) => decide(machine, line, decisions, row * pairs));
    return decisions;
  }

  private calibrated(rows: Table, sigmoids: Float64Array): Float64Array {
    const { seen, classes } = this.machine;
    const parts = seen.length;
    const decisions = this.decisions(rows);
    const pairwise = new Float64Array(parts * parts);
    const p = new Float64Array(parts);
    const answer = new Float64Array(rows.length * classes);
    for (let row = 0; row < rows.length; row++) {
      const pairs = sigmoids.length / 2;
      fillPairwise(pairwise, parts, decisions.subarray(row * pairs, (row + 1) * pairs), sigmoids);
      if (parts === 2) p.set([pairwise[1] as number, pairwise[2] as number]);
      else couple(pairwise, p);
      seen.forEach((label, part) => (answer[row * classes + label] = p[part] as number));
    }
    return answer;
  }
}

function fillPairwise(pairwise: Float64Array, parts: number, decisions: Float64Array, sigmoids: Float64Array): void {
  for (let i = 0, pair = 0; i < parts; i++) {
    for (let j = i + 1; j < parts; j++, pair++) {
      const raw = sigmoid(decisions[pair] as number, sigmoids[2 * pair] as number, sigmoids[2 * pair + 1] as number);
      const kept = Math.min(Math.max(raw, LEAST_PROBABILITY), 1 - LEAST_PROBABILITY);
      pairwise[i * parts + j] = kept;
      pairwise[j * parts + i] = 1 - kept;
    }
  }
}

/** What `toJSON` writes. */
interface State {
  readonly kernel: Kernel;
  readonly classes: number;
  readonly seen: readonly number[];
  readonly starts: readonly number[];
  readonly coefficients: readonly number[];
  readonly rho: readonly number[];
  readonly sigmoids?: readonly number[];
  readonly width: number;
  readonly vectors: readonly number[];
}

/** The model whose `toJSON` gave the state: answers the same to the last bit. */
export function restoreSvc(json: Json): SvcModel {
  const state = json as unknown as State;
  const block = { values: Float64Array.from(state.vectors), width: state.width };
  const machine: Machine = {
    kernel: state.kernel,
    classes: state.classes,
    seen: state.seen,
    starts: Int32Array.from(state.starts),
    coefficients: Float64Array.from(state.coefficients),
    rho: Float64Array.from(state.rho),
    ...(state.sigmoids && { sigmoids: Float64Array.from(state.sigmoids) }),
  };
  return new SvcModel(machine, () => block);
}
