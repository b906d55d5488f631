import { Surrogate } from 'tunewright';
import Type from 'tunewright/typebox';

const Params = Type.Object(
  {
    neighbors: Type.Integer({ minimum: 1, default: 3, description: 'Number of nearest points that are asked.' }),
  },
  { additionalProperties: false },
);

export class MySurrogate {
  params;
  constructor(params) {
    this.params = params;
  }

  fit(points, losses) {
    const spread = Math.max(...losses) - Math.min(...losses);
    const believe = (asked) => {
      const nearest = points
        .map((point, i) => ({ distance: distance(point, asked), loss: losses[i] }))
        .sort((a, b) => a.distance - b.distance)
        .slice(0, this.params.neighbors);
      const mean = nearest.reduce((sum, { loss }) => sum + loss, 0) / nearest.length;
      return { mean, sd: spread * (nearest[0]?.distance ?? 1) };
    };
    const at = (asked) => {
      const beliefs = asked.map(believe);
      return { mean: Float64Array.from(beliefs, ({ mean }) => mean), sd: Float64Array.from(beliefs, ({ sd }) => sd) };
    };
    const draw = (asked, random) => {
      const { mean, sd } = at(asked);
      return mean.map((value, i) => value + random.normal() * sd[i]);
    };
    return { at, draw };
  }
}

Surrogate({
  name: 'my-surrogate',
  summary: 'Believe in the mean loss of the nearest points, the less the further away they are.',
  params: Params,
})(MySurrogate);

/** An inactive coordinate is NaN; it is as far as can be from an active one. */
function distance(a, b) {
  const squares = a.map((x, i) => {
    const y = b[i];
    return Number.isNaN(x) || Number.isNaN(y) ? Number(Number.isNaN(x) !== Number.isNaN(y)) : (x - y) ** 2;
  });
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
}
