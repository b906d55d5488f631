// What kernels for WebAssembly share: the back end's own interface, reaching registered kernels, naming types.
import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../backend/tensorflow.js';

/** What these kernels use of the back end's memory. */
export interface WasmMemory {
  makeOutput(shape: number[], dtype: DataType): TensorInfo;
  typedArrayFromHeap(info: TensorInfo): Float32Array | Int32Array | Uint8Array;
  disposeData(dataId: object): boolean;
}

export type Inputs = Readonly<Record<string, TensorInfo>>;
export type Attributes = Readonly<Record<string, unknown>>;

/** One call of a kernel: tensors in, one tensor out. The caller frees what it made itself. */
export type Kernel = (inputs: Inputs, attributes: Attributes, memory: WasmMemory) => TensorInfo;

/** A kernel that the back end has; looked up late, so that replaced kernels call the originals they were given. */
export function wasmKernel(tf: TensorFlow, name: string): Kernel {
  const { kernelFunc } = tf.getKernel(name, 'wasm');
  return (inputs, attributes, memory) =>
    kernelFunc({ inputs: { ...inputs }, attrs: { ...attributes } as never, backend: memory }) as TensorInfo;
}

/** A tensor's shape with a reason to trust its rank. */
export function shape4(info: TensorInfo): [number, number, number, number] {
  const [a = 1, b = 1, c = 1, d = 1] = info.shape;
  return [a, b, c, d];
}
