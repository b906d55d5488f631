// Methods on tensors (`x.mul(y)`). TensorFlow.js's own build for Node leaves them out, yet its orthogonal initializer
// and many a user's module call them.
import type { Tensor, TensorFlow } from './tensorflow.js';

/** Methods that are the function of the same name with the tensor as its first argument. */
const SAME = `abs acos acosh add all any argMax argMin asin asinh atan atan2 atanh avgPool batchToSpaceND batchNorm
  broadcastTo cast ceil clipByValue conv1d conv2d conv2dTranspose cos cosh cumprod cumsum depthToSpace depthwiseConv2d
  dilation2d div divNoNan dot elu equal erf euclideanNorm exp expandDims expm1 floor floorDiv gather greater greaterEqual
  isFinite isInf isNaN leakyRelu less lessEqual localResponseNormalization log log1p logSigmoid logSoftmax logSumExp
  logicalAnd logicalNot logicalOr logicalXor matMul max maxPool maximum mean min minimum mirrorPad mod mul neg norm
  notEqual oneHot onesLike pad pool pow prelu prod reciprocal relu relu6 reshape reverse round rsqrt selu separableConv2d
  sigmoid sign sin sinh slice softmax softplus spaceToBatchND split sqrt square squaredDifference squeeze step
  stridedSlice sub sum tan tanh tile topk transpose unique unsortedSegmentSum unstack zerosLike`.split(/\s+/);

type Method = (this: Tensor, ...rest: unknown[]) => unknown;

/** Adds the methods that tensors lack; those that are there stay. */
export function chainOperations(tf: TensorFlow): void {
  const prototype = tf.Tensor.prototype as unknown as Record<string, Method>;
  const functions = tf as unknown as Record<string, (...rest: unknown[]) => unknown>;
  for (const name of SAME)
    prototype[name] ??= function (...rest) {
      return functions[name]?.(this, ...rest);
    };
  for (const [name, method] of Object.entries(others(tf))) prototype[name] ??= method;
}

function others(tf: TensorFlow): Record<string, Method> {
  const many = (tensors: unknown): Tensor[] => (Array.isArray(tensors) ? (tensors as Tensor[]) : [tensors as Tensor]);
  function reshaped(this: Tensor, ...shape: unknown[]): Tensor {
    return tf.reshape(this, shape as number[]);
  }
  function flat(this: Tensor): Tensor {
    return tf.reshape(this, [this.size]);
  }
  const typed = (dtype: 'bool' | 'float32' | 'int32'): Method =>
    function () {
      return tf.cast(this, dtype);
    };
  return {
    as1D: flat,
    flatten: flat,
    asScalar: reshaped,
    as2D: reshaped,
    as3D: reshaped,
    as4D: reshaped,
    as5D: reshaped,
    toBool: typed('bool'),
    toFloat: typed('float32'),
    toInt: typed('int32'),
    asType(dtype) {
      return tf.cast(this, dtype as 'float32');
    },
    reshapeAs(other) {
      return tf.reshape(this, (other as Tensor).shape);
    },
    concat(tensors, axis) {
      return tf.concat([this, ...many(tensors)], axis as number);
    },
    stack(tensors, axis) {
      return tf.stack([this, ...many(tensors)], axis as number);
    },
    where(condition, other) {
      return tf.where(condition as Tensor, this, other as Tensor);
    },
    resizeBilinear(...rest) {
      return tf.image.resizeBilinear(this as never, ...(rest as [[number, number]]));
    },
    resizeNearestNeighbor(...rest) {
      return tf.image.resizeNearestNeighbor(this as never, ...(rest as [[number, number]]));
    },
  };
}
