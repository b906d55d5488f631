// Kernel functions of support vector machines. Each is a function of one number for a pair of rows, here called their
// product: the squared distance for rbf, the dot product for the others. Products do not depend on parameters.
import { gaussian } from './gaussian.js';

export type KernelName = 'rbf' | 'linear' | 'poly' | 'sigmoid';

/** A kernel with its parameters as numbers; those without effect on it are 0. */
export interface Kernel {
  readonly name: KernelName;
  readonly gamma: number;
  readonly degree: number;
  readonly coef0: number;
}

/** The same text for equal kernels. */
export function keyOf({ name, gamma, degree, coef0 }: Kernel): string {
  return `${name} ${gamma} ${degree} ${coef0}`;
}

/** What a kernel is a function of. */
export type ProductForm = 'distance' | 'dot';

export function formOf(kernel: Kernel): ProductForm {
  return kernel.name === 'rbf' ? 'distance' : 'dot';
}

/** Rows of equal width in one row-major block. */
export interface Block {
  readonly values: Float64Array;
  readonly width: number;
}

/** Some rows as a block of their own. */
export function takeVectors({ values, width }: Block, rows: Int32Array): Block {
  const vectors = new Float64Array(rows.length * width);
  rows.forEach((row, slot) => vectors.set(values.subarray(row * width, (row + 1) * width), slot * width));
  return { values: vectors, width };
}

/** Writes the products of a row of `a` with the rows `from` … `to` − 1 of `b` to `out[at]` and on. */
export function products(
  form: ProductForm,
  a: Block,
  row: number,
  b: Block,
  from: number,
  to: number,
  out: Float64Array,
  at: number,
): void {
  const { width } = b;
  const write = form === 'distance' ? squaredDistances : dotProducts;
  write(a.values, row * width, b.values, from * width, to * width, width, out, at);
}

function squaredDistances(
  a: Float64Array,
  x: number,
  b: Float64Array,
  from: number,
  to: number,
  width: number,
  out: Float64Array,
  at: number,
): void {
  for (let y = from, slot = at; y < to; y += width, slot++) {
    let sum = 0;
    for (let j = 0; j < width; j++) {
      const gap = (a[x + j] as number) - (b[y + j] as number);
      sum += gap * gap;
    }
    out[slot] = sum;
  }
}

function dotProducts(
  a: Float64Array,
  x: number,
  b: Float64Array,
  from: number,
  to: number,
  width: number,
  out: Float64Array,
  at: number,
): void {
  for (let y = from, slot = at; y < to; y += width, slot++) {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += (a[x + j] as number) * (b[y + j] as number);
    out[slot] = sum;
  }
}

/** Turns `count` products from `input[from]` on into kernel values from `out[at]` on; both may be one array. */
export function applyKernel(
  kernel: Kernel,
  input: Float64Array,
  from: number,
  count: number,
  out: Float64Array | Float32Array,
  at: number,
): void {
  const { name, gamma, coef0, degree } = kernel;
  const shift = at - from;
  const end = from + count;
  if (name === 'rbf') gaussian(input, from, count, gamma, out, at);
  else if (name === 'linear') for (let i = from; i < end; i++) out[i + shift] = input[i] as number;
  else if (name === 'poly') {
    for (let i = from; i < end; i++) out[i + shift] = power(gamma * (input[i] as number) + coef0, degree);
  } else {
    for (let i = from; i < end; i++) out[i + shift] = Math.tanh(gamma * (input[i] as number) + coef0);
  }
}

/** Repeated squaring: like LIBSVM, and finite for negative bases. */
function power(base: number, exponent: number): number {
  let result = 1;
  for (let square = base, rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
