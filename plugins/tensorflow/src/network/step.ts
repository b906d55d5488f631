// One batch: forward, backward, a step of the optimizer; and forward alone.
import type { Backend } from '../backend/open-backend.js';
import type { LayersModel, Scalar, Tensor } from '../backend/tensorflow.js';
import { lossAndGradients } from '../optimizers/gradients.js';
import type { Optimizer, StepNorms } from '../optimizers/optimizer.js';
import type { Parameter } from '../optimizers/parameters.js';
import type { Rows } from './lesson.js';
import { rowLosses, weightedSum, type RowLosses } from './losses.js';
import type { Shape } from './shapes.js';
import type { Loss } from './training-schema.js';

export interface Network {
  readonly backend: Backend;
  readonly model: LayersModel;
  /** Of one row. */
  readonly inputShape: Shape;
  readonly parameters: readonly Parameter[];
}

interface Batch {
  readonly x: Tensor;
  readonly y: Tensor;
  readonly weights: Tensor | undefined;
}

export interface StepResult {
  /** Mean of the batch, with penalties such as `l2`. */
  readonly loss: number;
  readonly outputs: ArrayLike<number>;
  readonly norms: StepNorms;
}

/** Learns from the rows of one batch. */
export function learn(
  network: Network,
  rows: Rows,
  loss: Loss,
  optimizer: Optimizer,
  learningRate: number,
): StepResult {
  const { tf } = network.backend;
  const ofRows = rowLosses(tf, loss);
  const batch = batchOf(network, rows);
  let outputs: ArrayLike<number> = [];
  try {
    const found = lossAndGradients(tf, network.parameters, () => {
      const out = network.model.apply(batch.x, { training: true }) as Tensor;
      outputs = out.dataSync();
      return totalLoss(network, meanLoss(network, ofRows, out, batch, rows.count));
    });
    try {
      return { loss: found.value, outputs, norms: optimizer.step(found.gradients, learningRate) };
    } finally {
      found.dispose();
    }
  } finally {
    tf.dispose([batch.x, batch.y, ...(batch.weights === undefined ? [] : [batch.weights])]);
  }
}

/** Loss and outputs without learning. */
export function look(network: Network, rows: Rows, loss: Loss): Omit<StepResult, 'norms'> {
  const { tf } = network.backend;
  return tf.tidy(() => {
    const batch = batchOf(network, rows);
    const out = network.model.apply(batch.x, { training: false }) as Tensor;
    const mean = meanLoss(network, rowLosses(tf, loss), out, batch, rows.count);
    return { loss: mean.dataSync()[0] as number, outputs: out.dataSync() };
  });
}

function batchOf({ backend: { tf }, inputShape }: Network, { count, features, targets, weights }: Rows): Batch {
  return {
    x: tf.tensor(features, [count, ...inputShape], 'float32'),
    y: tf.tensor(targets, [count, targets.length / count], 'float32'),
    weights: weights && tf.tensor(weights, [count], 'float32'),
  };
}

function meanLoss({ backend: { tf } }: Network, ofRows: RowLosses, out: Tensor, batch: Batch, count: number): Scalar {
  const flat = out.rank === 2 ? out : tf.reshape(out, [count, -1]);
  return tf.div(weightedSum(tf, ofRows(flat, batch.y), batch.weights), count);
}

/** Layers may add penalties of their own. */
function totalLoss({ backend: { tf }, model }: Network, loss: Scalar): Scalar {
  return model.calculateLosses().reduce((sum, penalty) => tf.add(sum, penalty), loss);
}
