// One forward and one backward pass.
import type { Scalar, Tensor, TensorFlow } from '../backend/tensorflow.js';
import type { Parameter } from './parameters.js';

export interface Pass {
  /** The loss. */
  readonly value: number;
  /** In the order of the parameters; null where the loss does not depend on one. */
  readonly gradients: readonly (Tensor | null)[];
  dispose(): void;
}

/** The loss of a batch and its gradient by each parameter. Everything else that `loss` makes is freed. */
export function lossAndGradients(tf: TensorFlow, parameters: readonly Parameter[], loss: () => Scalar): Pass {
  const variables = parameters.map(({ variable }) => variable);
  const { value, grads } = tf.tidy(() => tf.variableGrads(loss, [...variables]));
  const [number = Number.NaN] = value.dataSync();
  value.dispose();
  const gradients = variables.map(({ name }) => grads[name] ?? null);
  return { value: number, gradients, dispose: () => gradients.forEach((gradient) => gradient?.dispose()) };
}
