// A belief about the losses at points: the loss of the nearest result, the less sure the further away it is.
import type { Point, Posterior } from 'tunewright';

export interface Observation {
  readonly point: Point;
  readonly loss: number;
}

export function nearbyPosterior(observations: readonly Observation[]): Posterior {
  const losses = observations.map(({ loss }) => loss);
  const span = Math.max(...losses) - Math.min(...losses);
  const at: Posterior['at'] = (points) => {
    const found = points.map((point) => nearest(point, observations));
    return {
      mean: Float64Array.from(found, ({ loss }) => loss),
      sd: Float64Array.from(found, ({ distance }) => distance * span),
    };
  };
  return {
    at,
    draw: (points, random) => {
      const { mean, sd } = at(points);
      return mean.map((value, i) => value + random.normal() * (sd[i] ?? 0));
    },
  };
}

function nearest(point: Point, observations: readonly Observation[]): { loss: number; distance: number } {
  let found = { loss: 0, distance: Infinity };
  for (const { point: other, loss } of observations) {
    const distance = distanceOf(point, other);
    if (distance < found.distance) found = { loss, distance };
  }
  return found;
}

/** Largest difference of a coordinate; 1 where only one of both points has it. */
function distanceOf(a: Point, b: Point): number {
  let most = 0;
  a.forEach((x, i) => {
    const difference = Math.abs(x - (b[i] ?? NaN));
    if (!Number.isNaN(difference)) most = Math.max(most, difference);
    else if (Number.isNaN(x) !== Number.isNaN(b[i] ?? NaN)) most = 1;
  });
  return most;
}
