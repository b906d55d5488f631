// An acquisition function: how good a point may be if it turns out well.
import {
  Acquisition,
  Type,
  type AcquisitionPlugin,
  type AcquisitionRequest,
  type Point,
  type Static,
} from 'tunewright';

const Params = Type.Object(
  {
    hope: Type.Number({
      minimum: 0,
      default: 2,
      description: 'How many standard deviations below the mean to expect.',
    }),
  },
  { additionalProperties: false },
);

@Acquisition({ name: 'optimist', summary: 'Prefer points whose loss may be low if all goes well.', params: Params })
export class Optimist implements AcquisitionPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  prepare({ posterior }: AcquisitionRequest): (points: readonly Point[]) => Float64Array {
    return (points) => {
      const { mean, sd } = posterior.at(points);
      return mean.map((value, i) => this.params.hope * (sd[i] ?? 0) - value);
    };
  }
}
