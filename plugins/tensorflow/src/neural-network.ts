import {
  CLOCK,
  Estimator,
  PLUGINS,
  type Clock,
  type EstimatorPlugin,
  type Json,
  type Model,
  type Plugins,
  type Table,
  type Target,
  type Training,
} from '@tunewright/core';
import Type, { type Static } from 'typebox';
import type { Backend } from './backend/open-backend.js';
import { buildNetwork } from './network/build.js';
import { expand } from './network/expand.js';
import { fitNetwork, type Untrained } from './network/fit-network.js';
import { restoreNetwork } from './network/fitted-network.js';
import { headFor } from './network/head.js';
import { ACTIVATIONS, LayerOrBlock } from './network/layer-schema.js';
import { demandFlat, shapeAfter, type Shape } from './network/shapes.js';
import { training } from './network/training-schema.js';
import { drawWeights } from './random/draw-weights.js';

const NAME = 'neural-network';

const Params = Type.Object(
  {
    layers: Type.Array(LayerOrBlock, {
      default: [{ type: 'dense', units: 32, activation: 'relu' }],
      description:
        'The hidden layers from the input to the output, as in Keras. The output layer comes by itself. A block ' +
        '{ "id", "repeat", "layers" } stands for several copies of its layers.',
    }),
    output: Type.Optional(
      Type.Object(
        {
          units: Type.Optional(Type.Integer({ minimum: 1, description: 'Number of units.' })),
          activation: Type.Optional(Type.Enum([...ACTIVATIONS], { description: 'What the weighted sums go through.' })),
        },
        {
          additionalProperties: false,
          description:
            'The output layer. Default, by the task: one sigmoid unit for two classes, one softmax unit for each of ' +
            'more, one linear unit for numbers.',
        },
      ),
    ),
    ...training,
  },
  { additionalProperties: false },
);

/** In a definition: what has a default need not be said. */
export type NeuralNetworkComponent = { readonly use: typeof NAME } & Partial<Static<typeof Params>>;

/**
 * Trains by a loop of its own: seeds fix first weights, order of rows and dropout, and every epoch is reported. A
 * target of numbers is standardized inside the fit: `loss` is in its standard deviations, `mae` in its own unit.
 */
@Estimator({
  name: NAME,
  summary: 'Learn by a neural network whose layers are written out as in Keras.',
  params: Params,
  tasks: ['classification', 'regression'],
  gives: () => ['scores', 'probabilities'],
  stochastic: true,
  uses: [CLOCK, PLUGINS],
})
export class NeuralNetwork implements EstimatorPlugin {
  constructor(
    private readonly params: Static<typeof Params>,
    private readonly clock: Clock,
    private readonly study: Plugins,
  ) {}

  async fit(rows: Table, target: Target, context: Training): Promise<Model> {
    const { params, clock, study } = this;
    const create = (backend: Backend, input: Shape) => this.create(backend, input, target, context);
    return fitNetwork({ name: NAME, params, rows, target, context, clock, study, create });
  }

  restore(state: Json): Model {
    return restoreNetwork(state, this.params.backEnd);
  }

  private create({ tf }: Backend, input: Shape, target: Target, context: Training): Untrained {
    const { output, loss, allow, layers } = this.params;
    const named = expand(layers);
    demandFlat(shapeAfter(named, input));
    const wish = { units: output?.units, activation: output?.activation, loss };
    const head = headFor(target, wish, allow?.includes('label-output-mismatch') === true);
    const model = buildNetwork(tf, named, head, input);
    drawWeights(tf, model, context.random.split('weights'));
    return { model, head };
  }
}
