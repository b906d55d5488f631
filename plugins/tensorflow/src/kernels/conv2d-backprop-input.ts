// The gradient of a convolution by its input, at stride 1: a convolution of the output's gradient with the filter
// turned by half a turn (Dumoulin & Visin 2016, section 4). The back end's own kernel takes about eight times as long.
import type { backend_util } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../backend/tensorflow.js';
import { type Inputs, type Kernel, shape4, wasmKernel } from './wasm-memory.js';

type Pad = Parameters<typeof backend_util.computeConv2DInfo>[4];

export function conv2dBackpropInput(tf: TensorFlow): Kernel {
  const original = wasmKernel(tf, 'Conv2DBackpropInput');
  const convolve = wasmKernel(tf, 'Conv2D');
  const transpose = wasmKernel(tf, 'Transpose');
  const reverse = wasmKernel(tf, 'Reverse');
  return (inputs, attributes, memory) => {
    const { dy, filter } = inputs as Inputs & Record<'dy' | 'filter', Inputs[string]>;
    const { strides, pad, dimRoundingMode, dataFormat, inputShape } = attributes as never as {
      strides: number | [number, number];
      pad: Pad;
      dimRoundingMode: 'floor' | 'round' | 'ceil';
      dataFormat: 'NHWC' | 'NCHW';
      inputShape: [number, number, number, number];
    };
    if (dataFormat === 'NCHW') return original(inputs, attributes, memory);
    const forward = tf.backend_util.computeConv2DInfo(inputShape, shape4(filter), strides, 1, pad, dimRoundingMode);
    const borders = bordersFor(forward);
    if (borders === undefined) return original(inputs, attributes, memory);
    const swapped = transpose({ x: filter }, { perm: [0, 1, 3, 2] }, memory);
    const turned = reverse({ x: swapped }, { dims: [0, 1] }, memory);
    const gradient = convolve(
      { x: dy, filter: turned },
      { strides: 1, dilations: 1, pad: borders, dataFormat: 'NHWC', dimRoundingMode: undefined },
      memory,
    );
    memory.disposeData(swapped.dataId);
    memory.disposeData(turned.dataId);
    return gradient;
  };
}

/** The padding under which the turned convolution gives the input's shape; none where it would have to skip cells. */
function bordersFor(forward: ReturnType<typeof backend_util.computeConv2DInfo>): Pad | undefined {
  const { strideHeight, strideWidth, filterHeight, filterWidth, padInfo } = forward;
  if (strideHeight !== 1 || strideWidth !== 1) return undefined;
  const rows = [filterHeight - 1 - padInfo.top, filterHeight - 1 - padInfo.bottom] as const;
  const columns = [filterWidth - 1 - padInfo.left, filterWidth - 1 - padInfo.right] as const;
  if (Math.min(...rows, ...columns) < 0) return undefined;
  return [[0, 0], [...rows], [...columns], [0, 0]];
}
