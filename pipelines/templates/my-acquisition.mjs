import { Acquisition } from 'tunewright';
import Type from 'tunewright/typebox';

const Params = Type.Object(
  {
    kappa: Type.Number({
      minimum: 0,
      default: 2,
      description: 'How many standard deviations of hope count: 0 trusts the mean, more explores more.',
    }),
  },
  { additionalProperties: false },
);

export class MyAcquisition {
  params;
  constructor(params) {
    this.params = params;
  }

  prepare({ posterior, best, feasible, costs }) {
    // Larger is better, and only the order matters. Losses are to be minimized.
    return (points) => {
      const { mean, sd } = posterior.at(points);
      const chance = feasible?.(points);
      const cost = costs?.(points);
      return mean.map((value, i) => {
        const gain = best - (value - this.params.kappa * sd[i]);
        // Softplus keeps the order and makes gains positive, so that chances and costs can weigh them.
        const positive = gain > 30 ? gain : Math.log1p(Math.exp(gain));
        return (positive * (chance?.[i] ?? 1)) / (cost?.[i] ?? 1);
      });
    };
  }
}

Acquisition({
  name: 'my-acquisition',
  summary: 'Hope for the lower confidence bound of the loss, per unit of cost.',
  params: Params,
})(MyAcquisition);
