// Columns of a block of numbers. Shared memory, so that worker threads see the block without a copy.
import { problem } from './sentences.js';

export function sharedNumbers(length: number, file: string): Float64Array {
  const bytes = length * Float64Array.BYTES_PER_ELEMENT;
  try {
    return new Float64Array(new SharedArrayBuffer(bytes));
  } catch (error) {
    if (error instanceof RangeError)
      throw problem('csvTooLarge', { file, gigabytes: (bytes / 1e9).toFixed(1) }, '/path');
    throw error;
  }
}

/** One column of a row-major block: entry `row` is at `offset + row × stride`. */
export interface Strided {
  readonly block: Float64Array;
  readonly offset: number;
  readonly stride: number;
}

export function wholeColumn(block: Float64Array): Strided {
  return { block, offset: 0, stride: 1 };
}

/** The first `length` numbers; the memory behind them is given back when much of it was not needed. */
export function trimmed(block: Float64Array, length: number, file: string): Float64Array {
  if (length >= 0.75 * block.length) return block.subarray(0, length);
  const exact = sharedNumbers(length, file);
  exact.set(block.subarray(0, length));
  return exact;
}
