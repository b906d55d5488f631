// RMSprop (Tieleman & Hinton 2012, lecture 6.5); centered and with momentum as in Graves 2013, eq. 38–45.
import type { Rule, Slots } from './rule.js';

export interface RmspropSpec {
  readonly use: 'rmsprop';
  /** Memory of the mean squared gradient, in [0, 1). Default 0.9. */
  readonly rho?: number;
  /** Share of the last move that is repeated, in [0, 1). Default 0. */
  readonly momentum?: number;
  /** Keeps the step finite where gradients vanish; under the root. Default 1e-7. */
  readonly epsilon?: number;
  /** Divides by the spread of the gradient in place of its size. Default false. */
  readonly centered?: boolean;
}

/** n ← ρn + (1−ρ)g², v ← μv + ηg / √(n − ḡ² + ε), θ ← θ − v, where ḡ is 0 unless centered. */
export function rmsprop({ rho = 0.9, momentum = 0, epsilon = 1e-7, centered = false }: RmspropSpec): Rule {
  const update = (
    weights: Float32Array,
    gradient: Float32Array,
    [squares, moves, means]: Slots,
    rate: number,
  ): void => {
    const [n, v] = [squares as Float32Array, moves as Float32Array];
    for (let i = 0; i < weights.length; i++) {
      const g = gradient[i] as number;
      const square = rho * (n[i] as number) + (1 - rho) * g * g;
      let mean = 0;
      if (means !== undefined) means[i] = mean = rho * (means[i] as number) + (1 - rho) * g;
      const move = momentum * (v[i] as number) + (rate * g) / Math.sqrt(square - mean * mean + epsilon);
      n[i] = square;
      v[i] = move;
      weights[i] = (weights[i] as number) - move;
    }
  };
  return { slots: centered ? 3 : 2, update };
}
