// The training loop: epochs of batches, each epoch reported; ends early by patience, divergence or cancellation.
// TensorFlow's own loop is not used: it shuffles with a generator of its own and knows nothing of trials.
import { TrialFailure, type Clock, type Json, type Task, type Training } from '@tunewright/core';
import { makeOptimizer, type Optimizer, type OptimizerSpec, type StepNorms } from '../optimizers/optimizer.js';
import { seedDropout, type Dropout } from '../random/seed-dropout.js';
import { watchUnits, type Units } from '../watch/dead-units.js';
import { checkpointOf, type Checkpoint, resumed } from './checkpoint.js';
import type { Head } from './head.js';
import { pick, type Rows, type Standard } from './lesson.js';
import { Patience } from './patience.js';
import type { Rate } from './schedule.js';
import { learn, look, type Network } from './step.js';
import { Tally } from './tally.js';
import { restoreSnapshot, snapshot, type Snapshot } from './weights.js';

// Held-out rows are looked at in pieces, so that their activations need not all fit into memory at once.
const LOOKED_AT_ONCE = 1024;
/** Rows on which units are watched; units that these leave silent are called dead. */
const WATCHED_ROWS = 256;
// Milliseconds of work before timers and cancellation get their turn.
const BREATH = 8;
/** A loss so many times that of the first batch, and above 1, has left for good. */
const LOST = 1e4;

/** How to train; all that depends on parameters and data. */
export interface Course {
  readonly task: Task;
  readonly head: Head;
  readonly standard: Standard;
  readonly train: Rows;
  /** Rows of the inner split; absent without early stopping. */
  readonly held?: Rows;
  readonly stopping?: { readonly patience: number; readonly minimumGain: number; readonly restoreBest: boolean };
  readonly batchSize: number;
  /** The last epoch to run now: fewer than all at a lower fidelity. */
  readonly until: number;
  readonly rate: Rate;
  readonly optimizer: OptimizerSpec;
}

/**
 * Trains the network in place.
 *
 * @throws {TrialFailure} `diverged` when the loss or a gradient is no finite number, or the loss has grown without bound.
 */
export async function train(network: Network, course: Course, context: Training, clock: Clock): Promise<void> {
  await new TrainingRun(network, course, context, clock).run();
}

class TrainingRun {
  private readonly optimizer: Optimizer;
  private readonly dropout: Dropout;
  private readonly units: Units;
  private readonly patience: Patience | undefined;
  private best: Snapshot | undefined;
  private epoch = 0;
  private firstLoss: number | undefined;
  private rested: number;

  constructor(
    private readonly network: Network,
    private readonly course: Course,
    private readonly context: Training,
    private readonly clock: Clock,
  ) {
    const { backend, model, parameters } = network;
    this.optimizer = makeOptimizer(backend.tf, course.optimizer, parameters);
    this.dropout = seedDropout(backend.tf, model, context.random.split('dropout'));
    this.units = watchUnits(backend.tf, model);
    const { unseeded } = this.dropout;
    if (unseeded.length > 0)
      context.notice('unseeded-layers', `No seed reaches the noise of ${unseeded.join(', ')}: no two fits are alike.`);
    this.rested = clock.now();
    const kept = this.resume(resumed(context.checkpoint));
    const { stopping } = course;
    if (stopping) this.patience = new Patience(stopping.patience, stopping.minimumGain, kept?.patience, this.epoch);
  }

  async run(): Promise<void> {
    const { course, context, network } = this;
    while (this.epoch < course.until && this.patience?.exhausted !== true) {
      const started = this.clock.now();
      this.epoch++;
      const values = { ...(await this.learnEpoch()), ...(await this.judge()) };
      const dead = this.deadUnits();
      context.keep(this.checkpoint());
      context.report(this.epoch, { ...values, seconds: (this.clock.now() - started) / 1000, ...dead });
    }
    network.backend.use();
    if (this.best !== undefined && course.stopping?.restoreBest === true)
      restoreSnapshot(network.backend.tf, network.model, this.best);
  }

  /** One pass over the training rows, in an order of its own. */
  private async learnEpoch(): Promise<Record<string, number>> {
    const { course, context, network } = this;
    const { batchSize, train: rows, head } = course;
    const order = context.random.split(`epoch ${this.epoch}`).shuffle(positions(0, rows.count));
    const tally = new Tally(head, course.task, course.standard);
    const norms = new Norms();
    const batches = Math.ceil(rows.count / batchSize);
    for (let b = 0; b < batches; b++) {
      await this.breathe();
      network.backend.use();
      const batch = pick(rows, order.subarray(b * batchSize, (b + 1) * batchSize));
      const before = (this.epoch - 1) * batches + b;
      this.dropout.at(before);
      // The rate in the middle of the step: above 0 at the start of a warm-up and at the end of a cosine.
      const step = learn(network, batch, head.loss, this.optimizer, course.rate((before + 0.5) / batches));
      norms.add(step.norms);
      const fault = this.faultOf(step.loss, step.norms);
      if (fault !== undefined) {
        // What the epoch was like so far shows why; numbers that are not finite cannot be kept in a log.
        context.report(this.epoch, norms.means());
        throw new TrialFailure('diverged', fault);
      }
      tally.add(step.loss, step.outputs, batch.targets);
    }
    return { ...tally.values(), 'learning-rate': course.rate(this.epoch), ...norms.means() };
  }

  /** Looks at the held-out rows; keeps the weights when they are the best so far. */
  private async judge(): Promise<Record<string, number>> {
    const { course, network, patience } = this;
    const { held, head } = course;
    if (held === undefined || patience === undefined) return {};
    const tally = new Tally(head, course.task, course.standard);
    for (let from = 0; from < held.count; from += LOOKED_AT_ONCE) {
      await this.breathe();
      network.backend.use();
      const some = pick(held, positions(from, Math.min(held.count, from + LOOKED_AT_ONCE)));
      const { loss, outputs } = look(network, some, head.loss);
      tally.add(loss, outputs, some.targets);
    }
    const values = tally.values('val-');
    if (patience.improves(this.epoch, values['val-loss'] as number) && course.stopping?.restoreBest === true)
      this.best = snapshot(network.model);
    return values;
  }

  private deadUnits(): Record<string, number> {
    const { network, course } = this;
    network.backend.use();
    const { tf } = network.backend;
    const count = Math.min(WATCHED_ROWS, course.train.count);
    const { features } = pick(course.train, positions(0, count));
    return tf.tidy(() => {
      const dead = this.units.dead(tf.tensor(features, [count, ...network.inputShape], 'float32'));
      return named('dead-units', dead);
    });
  }

  /** Why the training cannot go on, or undefined when it can. */
  private faultOf(loss: number, norms: StepNorms): string | undefined {
    this.firstLoss ??= loss;
    const where = `in epoch ${this.epoch}. Lower "learningRate", add "clipNorm", or scale the features.`;
    if (!Number.isFinite(loss)) return `The loss is ${loss} ${where}`;
    if (!Number.isFinite(norms.total)) return `The gradient of layer "${unsound(norms)}" is no finite number ${where}`;
    if (loss <= 1 || loss <= LOST * Math.abs(this.firstLoss)) return undefined;
    return `The loss has grown from ${this.firstLoss.toPrecision(3)} to ${loss.toPrecision(3)} ${where}`;
  }

  private checkpoint(): Json {
    const { epoch, network, optimizer, best, firstLoss } = this;
    const patience = this.patience?.state();
    return checkpointOf({
      epoch,
      weights: snapshot(network.model),
      optimizer: optimizer.save(),
      best,
      patience,
      firstLoss,
    });
  }

  private resume(checkpoint: Checkpoint | undefined): Checkpoint | undefined {
    if (checkpoint === undefined) return undefined;
    const { backend, model } = this.network;
    const like = snapshot(model);
    restoreSnapshot(backend.tf, model, checkpoint.weights(like));
    this.optimizer.load(checkpoint.optimizer);
    this.best = checkpoint.best(like);
    this.epoch = checkpoint.epoch;
    this.firstLoss = checkpoint.firstLoss;
    return checkpoint;
  }

  /** Lets timers and other fits run now and then; these may use another back end. */
  private async breathe(): Promise<void> {
    this.context.pulse();
    if (this.clock.now() - this.rested >= BREATH) {
      await new Promise((resolve) => setImmediate(resolve));
      this.rested = this.clock.now();
      this.context.pulse();
    }
  }
}

/** Mean gradient norm of each layer over the batches of an epoch in which it was finite. */
class Norms {
  private readonly sums = new Map<string, { sum: number; count: number }>();

  add({ byLayer }: StepNorms): void {
    for (const [layer, norm] of byLayer) {
      const { sum, count } = this.sums.get(layer) ?? { sum: 0, count: 0 };
      if (Number.isFinite(sum + norm)) this.sums.set(layer, { sum: sum + norm, count: count + 1 });
    }
  }

  means(): Record<string, number> {
    return named('gradient-norm', new Map([...this.sums].map(([layer, { sum, count }]) => [layer, sum / count])));
  }
}

function named(prefix: string, byLayer: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...byLayer].map(([layer, value]) => [`${prefix}/${layer}`, value]));
}

function unsound({ byLayer }: StepNorms): string {
  return [...byLayer].find(([, norm]) => !Number.isFinite(norm))?.[0] ?? '';
}

function positions(from: number, to: number): Int32Array {
  return Int32Array.from({ length: to - from }, (_, i) => from + i);
}
