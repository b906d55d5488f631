// The distributions of initial weights, as Keras names and parameterises them.
import type { Random } from '@tunewright/core';

/** An initializer as a layer's configuration holds it. */
export interface InitializerConfig {
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
}

type Draw = (config: InitializerConfig['config'], shape: readonly number[], random: Random) => Float32Array;

/** A normal cut at two standard deviations has this standard deviation (Keras divides by it). */
const CUT_NORMAL_SPREAD = 0.87962566103423978;
const CONSTANTS: ReadonlySet<string> = new Set(['Zeros', 'Ones', 'Constant', 'Identity']);

const DRAWS: Readonly<Record<string, Draw>> = {
  RandomUniform: ({ minval = -0.05, maxval = 0.05 }, shape, random) => {
    const [low, high] = [Number(minval), Number(maxval)];
    return fill(shape, () => low + (high - low) * random.next());
  },
  RandomNormal: ({ mean = 0, stddev = 0.05 }, shape, random) =>
    fill(shape, () => Number(mean) + Number(stddev) * random.normal()),
  TruncatedNormal: ({ mean = 0, stddev = 0.05 }, shape, random) =>
    fill(shape, () => Number(mean) + Number(stddev) * cutNormal(random)),
  VarianceScaling: scaled,
  Orthogonal: orthogonal,
};

/** Values in row-major order; `constant` where nothing is random, `unknown` for initializers not of Keras. */
export function drawnValues(
  initializer: InitializerConfig | undefined,
  shape: readonly number[],
  random: Random,
): Float32Array | 'constant' | 'unknown' {
  if (initializer === undefined) return 'unknown';
  if (CONSTANTS.has(initializer.className)) return 'constant';
  return DRAWS[initializer.className]?.(initializer.config, shape, random) ?? 'unknown';
}

/**
 * Variance `scale / fan` (Glorot & Bengio 2010 with the mean of both fans; He et al. 2015 with the inputs and
 * scale 2; LeCun et al. 1998 with the inputs and scale 1).
 */
function scaled(config: InitializerConfig['config'], shape: readonly number[], random: Random): Float32Array {
  const { scale = 1, mode = 'fanIn', distribution = 'normal' } = config;
  const variance = Number(scale) / Math.max(1, fan(shape, String(mode)));
  if (distribution === 'uniform') {
    const limit = Math.sqrt(3 * variance);
    return fill(shape, () => limit * (2 * random.next() - 1));
  }
  const spread = Math.sqrt(variance) / CUT_NORMAL_SPREAD;
  return fill(shape, () => spread * cutNormal(random));
}

/** Inputs and outputs of one unit: the last two sizes, times the cells of the filter before them. */
function fan(shape: readonly number[], mode: string): number {
  const size = shape.length;
  const [inputs, outputs] = size < 2 ? [shape[0] ?? 1, shape[0] ?? 1] : [shape[size - 2] ?? 1, shape[size - 1] ?? 1];
  const cells = shape.slice(0, -2).reduce((product, length) => product * length, 1);
  if (mode === 'fanIn') return inputs * cells;
  return mode === 'fanOut' ? outputs * cells : ((inputs + outputs) * cells) / 2;
}

function cutNormal(random: Random): number {
  for (;;) {
    const value = random.normal();
    if (Math.abs(value) <= 2) return value;
  }
}

function fill(shape: readonly number[], draw: () => number): Float32Array {
  const values = new Float32Array(shape.reduce((product, length) => product * length, 1));
  for (let i = 0; i < values.length; i++) values[i] = draw();
  return values;
}

/**
 * Rows or columns at right angles and of length `gain` (Saxe, McClelland & Ganguli 2014): normal vectors made
 * orthogonal one after another, which leaves their directions uniform (Mezzadri 2007).
 */
function orthogonal(config: InitializerConfig['config'], shape: readonly number[], random: Random): Float32Array {
  const columns = shape[shape.length - 1] ?? 1;
  const values = Float64Array.from(fill(shape, () => random.normal()));
  const rows = values.length / columns;
  // The shorter side counts the vectors; step and stride say how each lies in the row-major matrix.
  const [count, length, step, stride] = rows >= columns ? [columns, rows, 1, columns] : [rows, columns, columns, 1];
  // Twice, because rounding leaves the first pass's vectors slightly askew.
  for (let i = 0; i < count; i++)
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < i; j++) project(values, i * step, j * step, length, stride);
      normalize(values, i * step, length, stride);
    }
  const gain = Number(config.gain ?? 1);
  return Float32Array.from(values, (value) => gain * value);
}

function project(values: Float64Array, from: number, onto: number, length: number, stride: number): void {
  let dot = 0;
  for (let k = 0; k < length; k++) dot += (values[from + k * stride] as number) * (values[onto + k * stride] as number);
  for (let k = 0; k < length; k++)
    values[from + k * stride] = (values[from + k * stride] as number) - dot * (values[onto + k * stride] as number);
}

function normalize(values: Float64Array, at: number, length: number, stride: number): void {
  let square = 0;
  for (let k = 0; k < length; k++) square += (values[at + k * stride] as number) ** 2;
  const factor = 1 / Math.sqrt(square);
  for (let k = 0; k < length; k++) values[at + k * stride] = (values[at + k * stride] as number) * factor;
}
