import type { Point, Posterior, SurrogatePlugin } from '@tunewright/core';
import { describe } from 'vitest';
import { fickle, made, proves } from './proof.js';

type Distance = (a: Point, b: Point) => number;

/** An inactive coordinate is as far as can be from an active one. */
const distance: Distance = (a, b) =>
  Math.sqrt(
    a.reduce((sum, x, i) => {
      const y = b[i] as number;
      if (Number.isNaN(x) || Number.isNaN(y)) return sum + Number(Number.isNaN(x) !== Number.isNaN(y));
      return sum + (x - y) ** 2;
    }, 0),
  );

/** Believes in the loss of the nearest point, the less the further away it is. */
function nearest(points: readonly Point[], losses: Float64Array, far: Distance = distance): Posterior {
  const at: Posterior['at'] = (asked) => {
    const distances = asked.map((point) => points.map((other) => far(point, other)));
    const sd = Float64Array.from(distances, (row) => Math.min(...row));
    return { mean: Float64Array.from(distances, (row, i) => losses[row.indexOf(sd[i] as number)] as number), sd };
  };
  return {
    at,
    draw: (asked, random) => {
      const { mean, sd } = at(asked);
      return mean.map((value, i) => value + random.normal() * (sd[i] as number));
    },
  };
}

const surrogate = (fit: SurrogatePlugin['fit']) => made('surrogate', () => ({ fit }));
const changed = (change: (posterior: Posterior) => Partial<Posterior>) =>
  surrogate((points, losses) => {
    const posterior = nearest(points, losses);
    return { ...posterior, ...change(posterior) };
  });

function forgetful(): SurrogatePlugin {
  let kept: Posterior;
  return {
    fit: (points, losses) => {
      kept = nearest(points, losses);
      return { at: (asked) => kept.at(asked), draw: (...asked) => kept.draw(...asked) };
    },
  };
}

describe('surrogates', () => {
  proves(
    surrogate((points, losses) => nearest(points, losses)),
    {
      'believes in one finite mean and one standard deviation a point': changed(({ at }) => ({
        at: (points) => ({ ...at(points), sd: at(points).sd.map((value) => value - 1) }),
      })),
      'draws one finite loss a point': changed(({ draw }) => ({
        draw: (points, random) => draw(points.slice(1), random),
      })),
      'believes and draws the same with the same seed': changed(({ at }) => ({
        at: (points) => ({ ...at(points), mean: at(points).mean.map((value) => value + fickle()) }),
      })),
      'foretells a smooth function better than its mean does': surrogate((points, losses) =>
        nearest(points, losses.slice().reverse()),
      ),
      'handles coordinates that are inactive': surrogate((points, losses) =>
        nearest(points, losses, (a, b) => a.reduce((sum, x, i) => sum + (x - (b[i] as number)) ** 2, 0)),
      ),
      'keeps what it has fitted when it fits again': made('surrogate', forgetful),
      'leaves its input as it was': surrogate((points, losses) => nearest(points, losses.sort())),
    },
  );
});
