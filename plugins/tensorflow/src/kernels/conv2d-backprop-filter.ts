// The gradient of a convolution by its filter, which the WebAssembly back end lacks. As a matrix product: row
// (u, v, c) of the left matrix holds what filter cell (u, v, c) met at each output position, so times the output's
// gradient it is the filter's gradient, in the filter's own order (Chellapilla, Puri & Simard 2006, section 3).
import type { backend_util } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../backend/tensorflow.js';
import { type Attributes, type Inputs, type Kernel, shape4, type WasmMemory, wasmKernel } from './wasm-memory.js';

type Geometry = ReturnType<typeof backend_util.computeConv2DInfo>;

/** Rows (n, height, width, channels) only, as in all layers' default. Dilation has no gradient in TensorFlow.js. */
export function conv2dBackpropFilter(tf: TensorFlow): Kernel {
  const multiply = wasmKernel(tf, 'BatchMatMul');
  return (inputs, attributes, memory) => {
    const { x, dy } = inputs as Inputs & Record<'x' | 'dy', Inputs[string]>;
    const geometry = geometryOf(tf, x, attributes);
    const { filterHeight, filterWidth, inChannels, outChannels, batchSize, outHeight, outWidth } = geometry;
    const cells = filterHeight * filterWidth * inChannels;
    const positions = batchSize * outHeight * outWidth;
    const met = memory.makeOutput([1, cells, positions], 'float32');
    // No allocation between these two views and their use: growing memory would detach them.
    gather(floats(memory, x), floats(memory, met), geometry);
    const gradient = multiply(
      { a: met, b: { ...dy, shape: [1, positions, outChannels] } },
      { transposeA: false, transposeB: false },
      memory,
    );
    memory.disposeData(met.dataId);
    return { ...gradient, shape: [filterHeight, filterWidth, inChannels, outChannels] };
  };
}

function geometryOf(tf: TensorFlow, x: Inputs[string], attributes: Attributes): Geometry {
  const { filterShape, strides, pad, dimRoundingMode, dataFormat } = attributes as never as {
    filterShape: [number, number, number, number];
    strides: number | [number, number];
    pad: Parameters<typeof tf.backend_util.computeConv2DInfo>[4];
    dimRoundingMode: 'floor' | 'round' | 'ceil';
    dataFormat: 'NHWC' | 'NCHW';
  };
  if (dataFormat === 'NCHW') throw new Error('Convolutions on WebAssembly take channels last.');
  return tf.backend_util.computeConv2DInfo(shape4(x), filterShape, strides, 1, pad, dimRoundingMode);
}

function floats(memory: WasmMemory, info: Inputs[string]): Float32Array {
  return memory.typedArrayFromHeap(info) as Float32Array;
}

/** Fills all of `met`, cell by cell; where the filter hung over the edge it met zero. */
function gather(x: Float32Array, met: Float32Array, geometry: Geometry): void {
  const { filterHeight, filterWidth, inChannels } = geometry;
  let row = 0;
  for (let u = 0; u < filterHeight; u++)
    for (let v = 0; v < filterWidth; v++)
      for (let c = 0; c < inChannels; c++) row = gatherCell(x, met, row, u, v, c, geometry);
}

function gatherCell(
  x: Float32Array,
  met: Float32Array,
  start: number,
  u: number,
  v: number,
  c: number,
  geometry: Geometry,
): number {
  const { batchSize, outHeight, outWidth, inHeight, inWidth, inChannels, strideHeight, strideWidth } = geometry;
  const { top, left } = geometry.padInfo;
  let at = start;
  for (let n = 0; n < batchSize; n++) {
    for (let i = 0; i < outHeight; i++) {
      const y = i * strideHeight + u - top;
      const outside = y < 0 || y >= inHeight;
      const line = (n * inHeight + y) * inWidth;
      let column = v - left;
      for (let j = 0; j < outWidth; j++, column += strideWidth)
        met[at++] = outside || column < 0 || column >= inWidth ? 0 : (x[(line + column) * inChannels + c] as number);
    }
  }
  return at;
}
