// Gives the WebAssembly back end the kernels that training needs and it lacks, and faster ones for gradients.
import type { KernelConfig } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../backend/tensorflow.js';
import { batchMatMul } from './batch-mat-mul.js';
import { borrowed } from './borrowed.js';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.js';
import { conv2dBackpropInput } from './conv2d-backprop-input.js';
import { maxPoolGrad } from './max-pool-grad.js';
import type { Inputs, Kernel, WasmMemory } from './wasm-memory.js';

/**
 * Missing: gradients of depthwise convolutions and embeddings, sums over named axes. There but wrong: the gradients of
 * max-pooling in 3D (as in 2D, see its file) and of repeating rows and columns.
 */
const BORROWED = [
  'DepthwiseConv2dNativeBackpropFilter',
  'DepthwiseConv2dNativeBackpropInput',
  'Einsum',
  'MaxPool3DGrad',
  'ResizeNearestNeighborGrad',
  'UnsortedSegmentSum',
] as const;

let registered = false;

/** Once per process, before the back end starts. */
export function registerWasmKernels(tf: TensorFlow): void {
  if (registered) return;
  registered = true;
  // The filter's gradient multiplies factors as they lie: it takes the product before that is replaced.
  define(tf, 'Conv2DBackpropFilter', conv2dBackpropFilter(tf));
  define(tf, 'Conv2DBackpropInput', conv2dBackpropInput(tf));
  define(tf, 'BatchMatMul', batchMatMul(tf));
  define(tf, 'MaxPoolGrad', maxPoolGrad(tf));
  for (const name of BORROWED) define(tf, name, borrowed(tf, name));
}

function define(tf: TensorFlow, kernelName: string, kernel: Kernel): void {
  const former = tf.getKernel(kernelName, 'wasm') as KernelConfig | undefined;
  if (former !== undefined) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    // What replaces a kernel still calls it, so what sets it up must go on doing so.
    ...former,
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) => kernel(inputs as Inputs, attrs ?? {}, backend as WasmMemory),
  });
}
