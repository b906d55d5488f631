// Kernels that WebAssembly lacks, computed by the plain JavaScript ones on copies: right, though not fast.
import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import type { TensorFlow } from '../backend/tensorflow.js';
import type { Inputs, Kernel } from './wasm-memory.js';

/** What these kernels use of the plain back end. */
interface PlainMemory {
  makeTensorInfo(shape: number[], dtype: DataType, values: Float32Array | Int32Array | Uint8Array): TensorInfo;
  readSync(dataId: object): Float32Array | Int32Array | Uint8Array;
  disposeData(dataId: object): boolean;
}

/** The kernel of that name, borrowed from the plain back end. */
export function borrowed(tf: TensorFlow, name: string): Kernel {
  return (inputs, attributes, memory) => {
    const plain = tf.findBackend('cpu') as unknown as PlainMemory;
    const { kernelFunc } = tf.getKernel(name, 'cpu');
    const copies = copied(inputs, (info) =>
      plain.makeTensorInfo(info.shape, info.dtype, memory.typedArrayFromHeap(info).slice()),
    );
    const there = kernelFunc({ inputs: copies, attrs: attributes as never, backend: plain }) as TensorInfo;
    const here = memory.makeOutput(there.shape, there.dtype);
    memory.typedArrayFromHeap(here).set(plain.readSync(there.dataId));
    for (const info of [...Object.values(copies), there]) plain.disposeData(info.dataId);
    return here;
  };
}

/** Inputs come by name, or in a list where a kernel takes any number. */
function copied(inputs: Inputs | readonly TensorInfo[], copy: (info: TensorInfo) => TensorInfo): Inputs {
  if (Array.isArray(inputs)) return (inputs as readonly TensorInfo[]).map(copy) as unknown as Inputs;
  return Object.fromEntries(Object.entries(inputs).map(([name, info]) => [name, copy(info)]));
}
