// exp(−γd) for many d ≥ 0, the costliest part of a kernel matrix: about twice as fast as Math.exp, and as exact to
// within 4e-16 of the value.

// exp(−t) = 2^(−k/256) · exp(r) with k = round(256 t / ln 2) and |r| ≤ ln 2 / 512: after Tang 1989, "Table-driven
// implementation of the exponential function".
const STEPS = 256;
const PER_UNIT = STEPS / Math.LN2;
// ln 2 / 256 in two parts: k times the first is exact for every k in use (its last 21 bits are 0).
const STEP_HIGH = highPart(Math.LN2 / STEPS);
const LN2_TAIL = 2.319046813846299558e-17; // ln 2 minus the double nearest to it.
const STEP_LOW = Math.LN2 / STEPS - STEP_HIGH + LN2_TAIL / STEPS;
// Beyond it results are no longer normal numbers, and the tables would not do.
const LARGEST = 708;

const fractions = Float64Array.from({ length: STEPS }, (_, k) => 2 ** (-k / STEPS));
const wholes = Float64Array.from({ length: 1024 }, (_, k) => 2 ** -k);

function highPart(value: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  bits.setUint32(4, bits.getUint32(4) & 0xffe00000);
  return bits.getFloat64(0);
}

/** `out[at + i] = exp(−gamma · input[from + i])` for `count` of them; both may be one array. */
export function gaussian(
  input: Float64Array,
  from: number,
  count: number,
  gamma: number,
  out: Float64Array | Float32Array,
  at: number,
): void {
  const shift = at - from;
  for (let i = from; i < from + count; i++) {
    const t = gamma * (input[i] as number);
    if (!(t < LARGEST)) {
      out[i + shift] = Math.exp(-t);
      continue;
    }
    const k = (t * PER_UNIT + 0.5) | 0;
    const r = k * STEP_HIGH - t + k * STEP_LOW;
    const scale = (fractions[k & (STEPS - 1)] as number) * (wholes[k >> 8] as number);
    // Taylor to r⁴: the next term is below 4e-17.
    out[i + shift] = scale + scale * (r + r * r * (0.5 + r * (1 / 6 + r * (1 / 24))));
  }
}
