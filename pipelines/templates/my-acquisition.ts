import { Acquisition, type AcquisitionPlugin, type AcquisitionRequest, type Point } from 'tunewright';
import Type, { type Static } from 'tunewright/typebox';

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

@Acquisition({
  name: 'my-acquisition',
  summary: 'Hope for the lower confidence bound of the loss, per unit of cost.',
  params: Params,
})
export class MyAcquisition implements AcquisitionPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  prepare({ posterior, best, feasible, costs }: AcquisitionRequest): (points: readonly Point[]) => Float64Array {
    // Larger is better, and only the order matters. Losses are to be minimized.
    return (points) => {
      const { mean, sd } = posterior.at(points);
      const chance = feasible?.(points);
      const cost = costs?.(points);
      return mean.map((value, i) => {
        const gain = best - (value - this.params.kappa * (sd[i] as number));
        // Softplus keeps the order and makes gains positive, so that chances and costs can weigh them.
        const positive = gain > 30 ? gain : Math.log1p(Math.exp(gain));
        return (positive * (chance?.[i] ?? 1)) / (cost?.[i] ?? 1);
      });
    };
  }
}
