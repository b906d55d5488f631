// Minkowski distances of one row to many: (Σ |x_j − z_j|^p)^(1/p), before the root, which changes no order.

/** Writes Σ |x_j − z_j|^p for the row at `start` of `from` and each row of `rows`, one a row. */
export function powerDistances(
  from: Float64Array,
  start: number,
  rows: Float64Array,
  width: number,
  p: number,
  out: Float64Array,
): void {
  if (p === 2) squared(from, start, rows, width, out);
  else if (p === 1) absolute(from, start, rows, width, out);
  else powers(from, start, rows, width, p, out);
}

/** From Σ |x_j − z_j|^p to the distance, in place. */
export function takeRoots(distances: Float64Array, p: number): void {
  if (p === 1) return;
  for (let i = 0; i < distances.length; i++) {
    const power = distances[i] as number;
    distances[i] = p === 2 ? Math.sqrt(power) : power ** (1 / p);
  }
}

function squared(from: Float64Array, start: number, rows: Float64Array, width: number, out: Float64Array): void {
  for (let i = 0, at = 0; i < out.length; i++) {
    let sum = 0;
    for (let j = 0; j < width; j++, at++) {
      const apart = (from[start + j] as number) - (rows[at] as number);
      sum += apart * apart;
    }
    out[i] = sum;
  }
}

function absolute(from: Float64Array, start: number, rows: Float64Array, width: number, out: Float64Array): void {
  for (let i = 0, at = 0; i < out.length; i++) {
    let sum = 0;
    for (let j = 0; j < width; j++, at++) sum += Math.abs((from[start + j] as number) - (rows[at] as number));
    out[i] = sum;
  }
}

function powers(
  from: Float64Array,
  start: number,
  rows: Float64Array,
  width: number,
  p: number,
  out: Float64Array,
): void {
  for (let i = 0, at = 0; i < out.length; i++) {
    let sum = 0;
    for (let j = 0; j < width; j++, at++) sum += Math.abs((from[start + j] as number) - (rows[at] as number)) ** p;
    out[i] = sum;
  }
}
