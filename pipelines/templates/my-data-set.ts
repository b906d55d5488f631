import { DataSet, seeded, type Data, type DataSetPlugin } from 'tunewright';
import Type, { type Static } from 'tunewright/typebox';

const Params = Type.Object(
  {
    rows: Type.Integer({ minimum: 2, default: 200, description: 'Number of rows; half of them are of each class.' }),
    noise: Type.Number({ minimum: 0, default: 0.1, description: 'Standard deviation of the points around the rings.' }),
    seed: Type.Integer({ minimum: 0, default: 1, description: 'Seed of the random numbers.' }),
  },
  { additionalProperties: false },
);

/** Made-up data; yours may read a file or ask a server: `load` may return a promise. */
@DataSet({ name: 'my-data-set', summary: 'Points on two rings, one within the other.', params: Params })
export class MyDataSet implements DataSetPlugin {
  constructor(private readonly params: Static<typeof Params>) {}

  load(): Data {
    const { rows, noise, seed } = this.params;
    const random = seeded(seed);
    const values = new Float64Array(rows * 2);
    const classes = Float64Array.from({ length: rows }, (_, row) => row % 2);
    classes.forEach((ring, row) => {
      const angle = 2 * Math.PI * random.next();
      const radius = 1 + ring + noise * random.normal();
      values[2 * row] = radius * Math.cos(angle);
      values[2 * row + 1] = radius * Math.sin(angle);
    });
    return {
      features: {
        columns: [
          { name: 'x', type: 'numeric' },
          { name: 'y', type: 'numeric' },
        ],
        values,
        length: rows,
      },
      target: { task: 'classification', values: classes, classes: ['inner', 'outer'] },
    };
  }
}
