// The gradient of max-pooling. The back end's own kernel is wrong wherever all inputs of a window are zero or less (it
// starts its search at the smallest positive number): it hands their gradient to the first cell of the whole batch.
import type { backend_util } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../backend/tensorflow.js';
import { type Inputs, type Kernel, shape4 } from './wasm-memory.js';

type Geometry = ReturnType<typeof backend_util.computePool2DInfo>;

/** Each output's gradient goes to the window's first largest input, as in the plain back end. */
export function maxPoolGrad(tf: TensorFlow): Kernel {
  return (inputs, attributes, memory) => {
    const { dy, input } = inputs as Inputs & Record<'dy' | 'input', Inputs[string]>;
    const { filterSize, strides, pad, dimRoundingMode } = attributes as never as {
      filterSize: number | [number, number];
      strides: number | [number, number];
      pad: Parameters<typeof tf.backend_util.computePool2DInfo>[4];
      dimRoundingMode: 'floor' | 'round' | 'ceil';
    };
    const geometry = tf.backend_util.computePool2DInfo(shape4(input), filterSize, strides, 1, pad, dimRoundingMode);
    const gradient = memory.makeOutput(input.shape, 'float32');
    // No allocation between these views and their use: growing memory would detach them.
    const [from, by, to] = [input, dy, gradient].map((info) => memory.typedArrayFromHeap(info) as Float32Array);
    scatter(from as Float32Array, by as Float32Array, (to as Float32Array).fill(0), geometry);
    return gradient;
  };
}

function scatter(x: Float32Array, dy: Float32Array, dx: Float32Array, geometry: Geometry): void {
  const { batchSize, outHeight, outWidth, inChannels, inHeight, inWidth, padInfo } = geometry;
  const { strideHeight, strideWidth, effectiveFilterHeight, effectiveFilterWidth } = geometry;
  let at = 0;
  for (let n = 0; n < batchSize; n++)
    for (let i = 0; i < outHeight; i++) {
      const top = i * strideHeight - padInfo.top;
      const [from, to] = [Math.max(0, top), Math.min(inHeight, top + effectiveFilterHeight)];
      for (let j = 0; j < outWidth; j++) {
        const left = j * strideWidth - padInfo.left;
        const [first, last] = [Math.max(0, left), Math.min(inWidth, left + effectiveFilterWidth)];
        for (let c = 0; c < inChannels; c++, at++) {
          const best = largest(x, n * inHeight, from, to, first, last, inWidth, inChannels, c);
          dx[best] = (dx[best] as number) + (dy[at] as number);
        }
      }
    }
}

function largest(
  x: Float32Array,
  image: number,
  from: number,
  to: number,
  first: number,
  last: number,
  width: number,
  channels: number,
  channel: number,
): number {
  let best = ((image + from) * width + first) * channels + channel;
  for (let row = from; row < to; row++)
    for (let column = first; column < last; column++) {
      const here = ((image + row) * width + column) * channels + channel;
      if ((x[here] as number) > (x[best] as number)) best = here;
    }
  return best;
}
