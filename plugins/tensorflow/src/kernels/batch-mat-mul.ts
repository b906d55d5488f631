// A matrix product with a transposed factor, as in every gradient of a dense layer. The back end has a fast product
// (XNNPACK) only for factors as they lie, and a plain loop for the rest: transposing first takes a sixth of the time.
import type { TensorFlow } from '../backend/tensorflow.js';
import { type Inputs, type Kernel, type WasmMemory, wasmKernel } from './wasm-memory.js';

type Matrix = Inputs[string];

export function batchMatMul(tf: TensorFlow): Kernel {
  const original = wasmKernel(tf, 'BatchMatMul');
  const transpose = wasmKernel(tf, 'Transpose');
  const turn = (matrix: Matrix, memory: WasmMemory): Matrix =>
    transpose(
      { x: matrix },
      { perm: [...matrix.shape.slice(0, -2).keys(), matrix.shape.length - 1, matrix.shape.length - 2] },
      memory,
    );
  return (inputs, attributes, memory) => {
    const { a, b } = inputs as Inputs & Record<'a' | 'b', Matrix>;
    const { transposeA, transposeB } = attributes;
    if (transposeA !== true && transposeB !== true) return original(inputs, attributes, memory);
    const left = transposeA === true ? turn(a, memory) : a;
    const right = transposeB === true ? turn(b, memory) : b;
    const product = original({ a: left, b: right }, { transposeA: false, transposeB: false }, memory);
    if (left !== a) memory.disposeData(left.dataId);
    if (right !== b) memory.disposeData(right.dataId);
    return product;
  };
}
