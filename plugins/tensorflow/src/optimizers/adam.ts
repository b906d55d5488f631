// Adam; with decoupled weight decay, which every optimizer here has, it is AdamW.
import type { Rule, Slots } from './rule.js';

export interface AdamSpec {
  readonly use: 'adam' | 'adamw';
  /** Memory of the mean gradient, in [0, 1). Default 0.9. */
  readonly beta1?: number;
  /** Memory of the mean squared gradient, in [0, 1). Default 0.999. */
  readonly beta2?: number;
  /** Keeps the step finite where gradients vanish. Default 1e-7. */
  readonly epsilon?: number;
}

/** Kingma & Ba 2015, algorithm 1. */
export function adam({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }: AdamSpec): Rule {
  const update = (
    weights: Float32Array,
    gradient: Float32Array,
    [first, second]: Slots,
    rate: number,
    step: number,
  ): void => {
    const [m, v] = [first as Float32Array, second as Float32Array];
    const meanScale = 1 / (1 - beta1 ** step);
    const squareScale = 1 / (1 - beta2 ** step);
    for (let i = 0; i < weights.length; i++) {
      const g = gradient[i] as number;
      const mean = beta1 * (m[i] as number) + (1 - beta1) * g;
      const square = beta2 * (v[i] as number) + (1 - beta2) * g * g;
      m[i] = mean;
      v[i] = square;
      weights[i] = (weights[i] as number) - (rate * mean * meanScale) / (Math.sqrt(square * squareScale) + epsilon);
    }
  };
  return { slots: 2, update };
}
