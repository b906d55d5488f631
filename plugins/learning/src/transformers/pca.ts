import {
  Transformer,
  TrialFailure,
  singularVectors,
  type FittedTransformer,
  type Json,
  type Table,
  type TransformerPlugin,
} from '@tunewright/core';
import Type, { type Static } from 'typebox';
import { demandFinite } from './columns/demand-finite.js';
import { distinctNames } from './columns/distinct-names.js';
import { copyColumns } from './columns/own-block.js';
import { project, type ProjectionState } from './projection/project.js';
import { facing, share } from './projection/directions.js';
import { finiteValues, moments, numericColumns } from './scaling/column-statistics.js';

const Params = Type.Object(
  {
    components: Type.Union(
      [Type.Integer({ minimum: 1 }), Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }), Type.Enum(['all'])],
      {
        default: 'all',
        description:
          'How many directions to keep: a whole number, or a share in (0, 1) of the variance that they must explain ' +
          'together, or "all" that the training rows have.',
      },
    ),
    whiten: Type.Boolean({ default: false, description: 'Give every new column variance 1 on the training rows.' }),
  },
  { additionalProperties: false },
);
type Params = Static<typeof Params>;

/**
 * The numeric columns are replaced by `pca1`, `pca2`, …, in order of falling variance; categorical ones stand behind
 * them as they are. Columns are centered, not scaled. A direction without variance gives 0. The largest training value
 * of each new column in absolute size is positive, so that signs are the same in every run. Missing values are refused.
 */
@Transformer({
  name: 'pca',
  summary: 'Replace the columns by uncorrelated ones, those of largest variance first (principal components).',
  params: Params,
})
export class Pca implements TransformerPlugin {
  constructor(private readonly params: Params) {}

  fit(train: Table): FittedTransformer {
    const positions = numericColumns(train);
    demandFinite(train, positions, 'pca');
    if (train.length < 2)
      throw new TrialFailure('invalid', '"pca" needs at least two training rows to find a variance.');
    const means = positions.map((position) => moments(finiteValues(train, position)).mean);
    const centered = new Float64Array(train.length * positions.length);
    copyColumns(train, positions, centered, positions.length, 0);
    for (let at = 0; at < centered.length; at++)
      centered[at] = (centered[at] as number) - (means[at % positions.length] as number);
    const { values, vectors } = singularVectors(centered, train.length, positions.length);
    const variances = values.map((value) => (value * value) / (train.length - 1));
    const directions = vectors.slice(0, countOf(this.params.components, variances)).map((vector, k) => {
      const scale = this.params.whiten ? 1 / Math.sqrt(variances[k] as number) : 1;
      // Directions without variance are zeros already, whatever the scale.
      return Array.from(facing(vector, centered), (value) => (value === 0 ? 0 : value * scale));
    });
    return project({ positions, means, directions, names: namesFor(directions.length, train) });
  }

  restore(state: Json): FittedTransformer {
    return project(state as ProjectionState);
  }
}

function namesFor(count: number, { columns }: Table): string[] {
  const others = columns.filter(({ type }) => type === 'categorical').map(({ name }) => name);
  return distinctNames(
    Array.from({ length: count }, (_, k) => `pca${k + 1}`),
    others,
  );
}

function countOf(components: Params['components'], variances: Float64Array): number {
  if (components === 'all') return variances.length;
  if (components < 1) return share(variances, components);
  if (components <= variances.length) return components;
  throw new TrialFailure(
    'invalid',
    `"pca" is to keep ${components} components, but there are ${variances.length}: no more than numeric columns, nor ` +
      'than training rows. Lower "components".',
  );
}
