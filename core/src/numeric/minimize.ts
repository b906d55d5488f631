// Minimum of a function of one variable, without derivatives.

type Curve = (x: number) => number;

/** Where the search stands; names are those of Brent's procedure. */
interface Search {
  /** The minimum is in [low, high]. */
  low: number;
  high: number;
  /** The three best points so far, x the best, and their values. */
  x: number;
  w: number;
  v: number;
  fx: number;
  fw: number;
  fv: number;
  /** The last step, and the one before it. */
  step: number;
  earlier: number;
}

// Share of the longer part that a golden section step goes into: (3 − √5) / 2.
const GOLDEN = (3 - Math.sqrt(5)) / 2;
// A bracket grows by the golden ratio, so that three points of it are as golden section would set them.
const GROWTH = (1 + Math.sqrt(5)) / 2;
// Values near a minimum are flat: below √ε of x they no longer differ.
const RELATIVE = 1.48e-8;
const ABSOLUTE = 1e-11;
const MOST_STEPS = 500;
const MOST_GROWTHS = 100;

/**
 * A local minimum of f. The search starts from `first` and `second` and goes downhill, as far as it must, until three
 * points enclose a minimum; then Brent's method (Brent 1973, Algorithms for Minimization without Derivatives, ch. 5,
 * procedure localmin). f may be Infinity where it is not defined. Accurate to about 1.5e-8 |x|.
 */
export function minimize(f: Curve, first: number, second: number): number {
  const search = enclose(f, first, second);
  for (let count = 0; count < MOST_STEPS; count++) {
    const tolerance = RELATIVE * Math.abs(search.x) + ABSOLUTE;
    const middle = (search.low + search.high) / 2;
    if (Math.abs(search.x - middle) <= 2 * tolerance - (search.high - search.low) / 2) break;
    advance(search, middle, tolerance);
    const step = Math.abs(search.step) >= tolerance ? search.step : search.step > 0 ? tolerance : -tolerance;
    take(search, search.x + step, f);
  }
  return search.x;
}

function enclose(f: Curve, first: number, second: number): Search {
  let [a, b] = [first, second];
  let [fa, fb] = [f(a), f(b)];
  if (fa < fb) [a, b, fa, fb] = [b, a, fb, fa];
  let c = b + GROWTH * (b - a);
  let fc = f(c);
  for (let count = 0; fc < fb && count < MOST_GROWTHS; count++) {
    [a, b, fb] = [b, c, fc];
    c = b + GROWTH * (b - a);
    fc = f(c);
  }
  const [low, high] = [Math.min(a, c), Math.max(a, c)];
  return { low, high, x: b, w: b, v: b, fx: fb, fw: fb, fv: fb, step: 0, earlier: 0 };
}

/** Sets the next step: to the vertex of the parabola through the three best points if that can be trusted. */
function advance(search: Search, middle: number, tolerance: number): void {
  const { x, low, high, earlier } = search;
  const vertex = Math.abs(earlier) > tolerance ? vertexOf(search) : Number.NaN;
  // It must lie inside, and steps must keep shrinking: less than half the one before last.
  if (Math.abs(vertex) < Math.abs(earlier) / 2 && x + vertex > low && x + vertex < high) {
    search.earlier = search.step;
    const u = x + vertex;
    const atEnd = u - low < 2 * tolerance || high - u < 2 * tolerance;
    search.step = atEnd ? (x < middle ? tolerance : -tolerance) : vertex;
  } else {
    search.earlier = (x < middle ? high : low) - x;
    search.step = GOLDEN * search.earlier;
  }
}

/** From x; NaN where the three points define none. */
function vertexOf({ x, w, v, fx, fw, fv }: Search): number {
  const r = (x - w) * (fx - fv);
  const q = (x - v) * (fx - fw);
  return ((x - w) * r - (x - v) * q) / (2 * (q - r));
}

/** Looks at u and narrows the range by it. */
function take(search: Search, u: number, f: Curve): void {
  const { x, w, v, fx, fw, fv } = search;
  const fu = f(u);
  if (fu <= fx) {
    if (u < x) search.high = x;
    else search.low = x;
    Object.assign(search, { v: w, fv: fw, w: x, fw: fx, x: u, fx: fu });
    return;
  }
  if (u < x) search.low = u;
  else search.high = u;
  if (fu <= fw || w === x) Object.assign(search, { v: w, fv: fw, w: u, fw: fu });
  else if (fu <= fv || v === x || v === w) Object.assign(search, { v: u, fv: fu });
}
