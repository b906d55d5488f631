// Stochastic gradient descent with momentum.
import type { Rule, Slots } from './rule.js';

export interface SgdSpec {
  readonly use: 'sgd';
  /** Share of the last move that is repeated, in [0, 1). Default 0. */
  readonly momentum?: number;
  /** Looks ahead along the move first. Default false. */
  readonly nesterov?: boolean;
}

/** v ← μv − ηg, θ ← θ + v; with Nesterov θ ← θ + μv − ηg (Sutskever et al. 2013, eq. 1–4, shifted as Keras does). */
export function sgd({ momentum = 0, nesterov = false }: SgdSpec): Rule {
  if (momentum === 0) return { slots: 0, update: plain };
  const update = (weights: Float32Array, gradient: Float32Array, [velocity]: Slots, rate: number): void => {
    const v = velocity as Float32Array;
    for (let i = 0; i < weights.length; i++) {
      const down = rate * (gradient[i] as number);
      const move = momentum * (v[i] as number) - down;
      v[i] = move;
      weights[i] = (weights[i] as number) + (nesterov ? momentum * move - down : move);
    }
  };
  return { slots: 1, update };
}

function plain(weights: Float32Array, gradient: Float32Array, _: Slots, rate: number): void {
  for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) - rate * (gradient[i] as number);
}
