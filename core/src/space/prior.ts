// Draws from priors, on the unit range of an axis.
import type { Random } from '../contracts/random.js';
import type { Axis } from './axis.js';
import type { NumericDomain, Prior } from './parameter.js';

export type Draw = (random: Random) => number;

/** How coordinates of a domain are drawn: from its prior, else uniformly on its scale. */
export function drawOf(domain: NumericDomain, axis: Axis): Draw {
  const { prior } = domain;
  if (prior === undefined) return (random) => axis.draw(random);
  const draw = coordinateDraw(prior, domain.log, axis);
  return (random) => axis.snap(draw(random));
}

function coordinateDraw(prior: Prior, log: boolean, axis: Axis): Draw {
  if (prior.use === 'beta') {
    demandPositive(prior, prior.a, prior.b);
    return (random) => beta(prior.a, prior.b, random);
  }
  const [middle, sd] = prior.use === 'guess' ? [axis.place(prior.value), prior.width] : onUnit(prior, log, axis);
  demandPositive(prior, sd);
  if (!Number.isFinite(middle)) throw impossible(prior);
  return (random) => middle + sd * truncatedNormal(-middle / sd, (1 - middle) / sd, random);
}

function onUnit(prior: { readonly mean: number; readonly sd: number }, log: boolean, axis: Axis): [number, number] {
  const { mean, sd } = prior;
  const below = log ? mean * Math.exp(-sd) : mean - sd;
  const above = log ? mean * Math.exp(sd) : mean + sd;
  return [axis.place(mean), (axis.place(above) - axis.place(below)) / 2];
}

function demandPositive(prior: Prior, ...numbers: number[]): void {
  if (numbers.every((number) => number > 0 && Number.isFinite(number))) return;
  throw impossible(prior);
}

function impossible(prior: Prior): Error {
  return new Error(`This prior is impossible: ${JSON.stringify(prior)}.`);
}

/**
 * A standard normal in [low, high], by rejection. Robert 1995, "Simulation of truncated normal variables": the
 * proposal is normal, exponential (prop. 2.3) or uniform (sec. 2.2), whichever accepts often enough.
 */
function truncatedNormal(low: number, high: number, random: Random): number {
  if (high < 0) return -truncatedNormal(-high, -low, random);
  if (low > 0) return tail(low, high, random);
  if (high - low < Math.sqrt(2 * Math.PI)) return fromUniform(low, high, 0, random);
  for (;;) {
    const draw = random.normal();
    if (draw >= low && draw <= high) return draw;
  }
}

function tail(low: number, high: number, random: Random): number {
  // Beyond this the tail is exponential to rounding, and squares of `low` would cancel below.
  if (low > 1e7) return Math.min(low - Math.log(1 - random.next()) / low, high);
  const root = Math.sqrt(low * low + 4);
  const rate = (low + root) / 2;
  const enough = low + Math.exp(0.5 - low / (low + root)) / rate;
  if (high <= enough) return fromUniform(low, high, low, random);
  for (;;) {
    const draw = low - Math.log(1 - random.next()) / rate;
    if (draw <= high && random.next() <= Math.exp(-((draw - rate) ** 2) / 2)) return draw;
  }
}

/** `top` is where the density is highest in [low, high]. */
function fromUniform(low: number, high: number, top: number, random: Random): number {
  for (;;) {
    const draw = low + random.next() * (high - low);
    if (random.next() <= Math.exp(((top - draw) * (top + draw)) / 2)) return draw;
  }
}

function beta(a: number, b: number, random: Random): number {
  return 1 / (1 + Math.exp(logGamma(b, random) - logGamma(a, random)));
}

/** The logarithm of a gamma variate with the given shape: for small shapes the variate itself would be 0. */
function logGamma(shape: number, random: Random): number {
  // Marsaglia & Tsang 2000, "A simple method for generating gamma variables"; shapes below 1 by its section 6.
  if (shape < 1) return logGamma(shape + 1, random) + Math.log(1 - random.next()) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return Math.log(d * v);
  }
}
