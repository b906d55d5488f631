// The functions that expressions may call.

/** A function of numbers, and how many it takes. */
interface NumberFunction {
  readonly least: number;
  readonly most: number;
  readonly apply: (...values: number[]) => number;
}

const of = (least: number, most: number, apply: (...values: number[]) => number): NumberFunction => ({
  least,
  most,
  apply,
});

/** By name; `log` is the natural logarithm. */
export const FUNCTIONS: ReadonlyMap<string, NumberFunction> = new Map([
  ['abs', of(1, 1, Math.abs)],
  ['ceil', of(1, 1, Math.ceil)],
  ['exp', of(1, 1, Math.exp)],
  ['floor', of(1, 1, Math.floor)],
  ['log', of(1, 1, Math.log)],
  ['log10', of(1, 1, Math.log10)],
  ['log2', of(1, 1, Math.log2)],
  ['max', of(1, Infinity, Math.max)],
  ['min', of(1, Infinity, Math.min)],
  ['pow', of(2, 2, Math.pow)],
  ['round', of(1, 1, Math.round)],
  ['sqrt', of(1, 1, Math.sqrt)],
]);
