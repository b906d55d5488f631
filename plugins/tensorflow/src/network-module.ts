import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  CLOCK,
  DIRECTORY,
  Estimator,
  loadModule,
  PLUGINS,
  TrialFailure,
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
import { release } from './backend/release.js';
import { createdNetwork, demandInput, lastActivation, unitsOf, type CreatedNetwork } from './network/created.js';
import { freeze, withOutput } from './network/fine-tune.js';
import { fitNetwork, type Untrained } from './network/fit-network.js';
import { restoreNetwork } from './network/fitted-network.js';
import { derivedHead, headFor } from './network/head.js';
import type { Shape } from './network/shapes.js';
import { training } from './network/training-schema.js';
import { drawWeights } from './random/draw-weights.js';
import { readModelFolder } from './saver/model-folder.js';
import { loadModel } from './saver/model-state.js';

const NAME = 'network-module';

const Params = Type.Object(
  {
    module: Type.Optional(
      Type.String({ path: true, description: 'Module in JavaScript or TypeScript that makes the network.' }),
    ),
    export: Type.String({
      default: 'createModel',
      description: 'Name of the exported function (params, { tf, inputShape, classes }) => model.',
    }),
    params: Type.Record(Type.String(), Type.Unknown(), {
      default: {},
      description: 'What the function is handed; any of it may be tuned.',
    }),
    model: Type.Optional(
      Type.String({ path: true, description: 'Folder of a saved layers model of TensorFlow.js, to train further.' }),
    ),
    frozen: Type.Optional(
      Type.Union([Type.Integer({ minimum: 0 }), Type.Array(Type.String())], {
        description: 'Layers that keep their weights: the first so many that have any, or those named.',
      }),
    ),
    replaceOutput: Type.Boolean({
      default: false,
      description: 'Put an output layer for this task in the place of the last layer.',
    }),
    ...training,
  },
  { additionalProperties: false },
);

/** In a definition: what has a default need not be said. */
export type NetworkModuleComponent = { readonly use: typeof NAME } & Partial<Static<typeof Params>>;

/**
 * The loop, the reports and the checks are those of `neural-network`; only the network comes from elsewhere. What the
 * module says of its training (`{ model, optimizer, loss }`, or `model.compile`) goes before the definition.
 */
@Estimator({
  name: NAME,
  summary: 'Learn by a network that a module makes, or go on with a saved one.',
  params: Params,
  tasks: ['classification', 'regression'],
  gives: () => ['scores', 'probabilities'],
  stochastic: true,
  uses: [CLOCK, PLUGINS, DIRECTORY],
})
export class NetworkModule implements EstimatorPlugin {
  constructor(
    private readonly params: Static<typeof Params>,
    private readonly clock: Clock,
    private readonly study: Plugins,
    private readonly directory: string,
  ) {}

  async fit(rows: Table, target: Target, context: Training): Promise<Model> {
    const { params, clock, study } = this;
    const create = (backend: Backend, input: Shape) => this.create(backend, input, target, context);
    return fitNetwork({ name: NAME, params, rows, target, context, clock, study, create });
  }

  restore(state: Json): Model {
    return restoreNetwork(state, this.params.backEnd);
  }

  private async create(backend: Backend, input: Shape, target: Target, context: Training): Promise<Untrained> {
    const { module, model: folder, replaceOutput, loss, frozen } = this.params;
    if ((module === undefined) === (folder === undefined))
      throw new TrialFailure('invalid', `${NAME} needs either "module" or "model": say one of them.`);
    const from = `"${(module ?? folder) as string}"`;
    const created =
      module === undefined
        ? { model: this.saved(backend, from) }
        : await this.made(backend, input, target, context, module);
    try {
      const { model, ...said } = created;
      demandInput(model, input, from);
      const wanted = loss ?? said.loss;
      const ready = replaceOutput ? this.exchanged(backend, model, target, context, from) : model;
      if (frozen !== undefined) freeze(ready, frozen, from);
      const wish = { units: unitsOf(ready, from), activation: lastActivation(ready), loss: wanted };
      const allowed = this.params.allow?.includes('label-output-mismatch') === true;
      return { ...said, model: ready, head: headFor(target, wish, allowed) };
    } catch (error) {
      release(created.model);
      throw error;
    }
  }

  private async made(
    backend: Backend,
    inputShape: Shape,
    { classes }: Target,
    context: Training,
    path: string,
  ): Promise<CreatedNetwork> {
    const { export: name, params } = this.params;
    const file = resolve(this.directory, path);
    if (!existsSync(file))
      throw new TrialFailure('invalid', `There is no file "${path}". Paths of a definition start where it stands.`);
    const module = await loadModule(file, path);
    const create = module[name];
    if (typeof create !== 'function') {
      const names = Object.keys(module).join(', ') || 'nothing';
      throw new TrialFailure('invalid', `"${path}" exports no function "${name}"; it exports ${names}.`);
    }
    backend.use();
    const { tf } = backend;
    const found: unknown = await (create as (...args: unknown[]) => unknown)(params, { tf, inputShape, classes });
    backend.use();
    const created = createdNetwork(found, `"${path}"`);
    const unseeded = drawWeights(tf, created.model, context.random.split('weights'));
    if (unseeded.length > 0)
      context.notice('unseeded-weights', `No seed reaches the first weights of ${unseeded.join(', ')}.`);
    return created;
  }

  private saved({ tf }: Backend, from: string) {
    const folder = resolve(this.directory, from.slice(1, -1));
    if (!existsSync(folder))
      throw new TrialFailure('invalid', `There is no folder ${from}. Paths of a definition start where it stands.`);
    return loadModel(tf, readModelFolder(folder));
  }

  /** The body with a fresh output layer: only that gets new weights. */
  private exchanged({ tf }: Backend, model: CreatedNetwork['model'], target: Target, context: Training, from: string) {
    const head = derivedHead(target, this.params.loss);
    const ready = withOutput(tf, model, head, from);
    const kept = model.layers
      .slice(0, -1)
      .map((layer) => ({ layer, weights: layer.getWeights().map((w) => w.clone()) }));
    try {
      drawWeights(tf, ready, context.random.split('output'));
      for (const { layer, weights } of kept) layer.setWeights(weights);
    } finally {
      tf.dispose(kept.map(({ weights }) => weights));
    }
    model.layers.at(-1)?.dispose();
    return ready;
  }
}
