// Losses of a batch, by outputs and targets, as graphs of TensorFlow operations.
import type { Scalar, Tensor, TensorFlow } from '../backend/tensorflow.js';
import type { Loss } from './training-schema.js';

// Keeps the logarithm of a sigmoid finite: in single precision it is 0 or 1 beyond that. As in Keras.
const SATURATED = 1e-7;
// Keeps the logarithm of a softmax finite. Much lower, because the gradient of what is cut off is 0: a row that the
// network gets wholly wrong must go on to count.
const IMPOSSIBLE = 1e-30;
/** Huber 1964; errors above 1 (one standard deviation of the target) count in proportion. */
const HUBER_DELTA = 1;

/** Losses of single rows, [rows]. Both arguments are [rows, units]. */
export type RowLosses = (outputs: Tensor, targets: Tensor) => Tensor;

export function rowLosses(tf: TensorFlow, loss: Loss): RowLosses {
  switch (loss) {
    case 'binary-cross-entropy':
      return (p, y) => {
        const log = (of: Tensor): Tensor => tf.log(tf.maximum(of, SATURATED));
        const hit = tf.mul(y, log(p));
        const miss = tf.mul(tf.sub(1, y), log(tf.sub(1, p)));
        return tf.neg(tf.mean(tf.add(hit, miss), 1));
      };
    case 'categorical-cross-entropy':
      return (p, y) => tf.neg(tf.sum(tf.mul(y, tf.log(tf.maximum(p, IMPOSSIBLE))), 1));
    case 'mean-squared-error':
      return (found, y) => tf.mean(tf.squaredDifference(found, y), 1);
    case 'mean-absolute-error':
      return (found, y) => tf.mean(tf.abs(tf.sub(found, y)), 1);
    case 'huber':
      return (found, y) => {
        const error = tf.abs(tf.sub(found, y));
        const small = tf.minimum(error, HUBER_DELTA);
        return tf.mean(tf.add(tf.mul(0.5, tf.square(small)), tf.mul(HUBER_DELTA, tf.sub(error, small))), 1);
      };
  }
}

/** Sum over the rows, each times its weight. */
export function weightedSum(tf: TensorFlow, losses: Tensor, weights: Tensor | undefined): Scalar {
  return tf.sum<Scalar>(weights === undefined ? losses : tf.mul(losses, weights));
}
