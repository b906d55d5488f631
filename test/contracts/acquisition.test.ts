import type { AcquisitionPlugin } from '@tunewright/core';
import { describe } from 'vitest';
import { fickle, made, proves, refuse } from './proof.js';

type Prepare = AcquisitionPlugin['prepare'];

const acquisition = (prepare: Prepare) => made('acquisition', () => ({ prepare }));

/** Abramowitz & Stegun 1964, formula 7.1.26: within 1.5e-7, monotone enough for scores. */
function cdf(z: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(z)) / Math.SQRT2);
  const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const upper = (tail * Math.exp((-z * z) / 2)) / 2;
  return z > 0 ? 1 - upper : upper;
}

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** Expected improvement: Jones et al. 1998, "Efficient global optimization", eq. 15. */
function improvement(lead: number, sd: number): number {
  return lead * cdf(lead / sd) + sd * density(lead / sd);
}

/** Where there is no doubt the improvement is what it is. */
const expected: Prepare =
  ({ posterior, best }) =>
  (points) => {
    const { mean, sd } = posterior.at(points);
    return mean.map((value, i) => {
      const doubt = sd[i] as number;
      return doubt < 1e-12 ? Math.max(0, best - value) : improvement(best - value, doubt);
    });
  };

describe('acquisition functions', () => {
  proves(acquisition(expected), {
    'gives one finite score a point': acquisition((request) => (points) => expected(request)(points).slice(1)),
    'is finite where there is no doubt': acquisition(({ posterior, best }) => (points) => {
      const { mean, sd } = posterior.at(points);
      return mean.map((value, i) => improvement(best - value, sd[i] as number));
    }),
    'never prefers a higher mean with the same doubt': acquisition(
      ({ posterior }) =>
        (points) =>
          posterior.at(points).mean,
    ),
    'scores the same with the same seed': acquisition(
      (request) => (points) => expected(request)(points).map((score) => score + fickle()),
    ),
    'takes pending points, feasibility and costs': acquisition((request) =>
      request.pending.length > 0 ? refuse() : expected(request),
    ),
    'leaves its input as it was': acquisition((request) => (points) => {
      for (const point of points) point.fill(0.5);
      return expected(request)(points);
    }),
  });
});
