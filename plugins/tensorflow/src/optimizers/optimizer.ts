// Moves a model's weights along their gradients. Holds no tensors: its state is plain arrays, saved as JSON.
import type { Json } from '@tunewright/core';
import type { Tensor, TensorFlow } from '../backend/tensorflow.js';
import { fromBase64, toBase64 } from '../saver/base64.js';
import { adam, type AdamSpec } from './adam.js';
import { clipByGlobalNorm, clipByValue, lengthOf, totalOf } from './clipping.js';
import type { Parameter } from './parameters.js';
import { rmsprop, type RmspropSpec } from './rmsprop.js';
import type { Rule } from './rule.js';
import { sgd, type SgdSpec } from './sgd.js';

/** What all optimizers know beside their rule. */
interface Common {
  /**
   * Decoupled weight decay λ: before each update kernels shrink by 1 − ηλ, biases and normalizations do not
   * (Loshchilov & Hutter 2019, algorithm 2, with their α and schedule both in η). Default 0.004 for `adamw`, else 0.
   */
  readonly weightDecay?: number;
  /** The most that all gradients together may measure. */
  readonly clipNorm?: number;
  /** The most that one number of a gradient may be, either way. */
  readonly clipValue?: number;
}

/** An optimizer by name, with Keras's parameters and defaults. */
export type OptimizerSpec = (SgdSpec | AdamSpec | RmspropSpec) & Common;

/** Sizes of the gradients of one step, before clipping. */
export interface StepNorms {
  /** Of all together; NaN or Infinity when the training has diverged, and then the step changed nothing. */
  readonly total: number;
  readonly byLayer: ReadonlyMap<string, number>;
}

export interface Optimizer {
  /** One update. `gradients` are aligned with the parameters, null for zero; they are not disposed. */
  step(gradients: readonly (Tensor | null)[], learningRate: number): StepNorms;
  /** What `load` needs to go on exactly here. */
  save(): Json;
  load(state: Json): void;
}

const ADAMW_DECAY = 0.004;

function ruleOf(spec: OptimizerSpec): Rule {
  switch (spec.use) {
    case 'sgd':
      return sgd(spec);
    case 'rmsprop':
      return rmsprop(spec);
    case 'adam':
    case 'adamw':
      return adam(spec);
  }
}

/** An optimizer for these parameters, at rest. */
export function makeOptimizer(tf: TensorFlow, spec: OptimizerSpec, parameters: readonly Parameter[]): Optimizer {
  return new ArrayOptimizer(tf, spec, parameters);
}

interface SavedState {
  readonly step: number;
  readonly slots: readonly (readonly string[])[];
}

class ArrayOptimizer implements Optimizer {
  private readonly rule: Rule;
  private readonly slots: readonly (readonly Float32Array[])[];
  private readonly decay: number;
  private done = 0;

  constructor(
    private readonly tf: TensorFlow,
    private readonly spec: OptimizerSpec,
    private readonly parameters: readonly Parameter[],
  ) {
    this.rule = ruleOf(spec);
    this.decay = spec.weightDecay ?? (spec.use === 'adamw' ? ADAMW_DECAY : 0);
    this.slots = parameters.map(({ variable }) =>
      Array.from({ length: this.rule.slots }, () => new Float32Array(variable.size)),
    );
  }

  step(gradients: readonly (Tensor | null)[], learningRate: number): StepNorms {
    const arrays = this.parameters.map(({ variable }, i) => read(gradients[i]) ?? new Float32Array(variable.size));
    const norms = this.norms(arrays);
    if (!Number.isFinite(norms.total)) return norms;
    const { clipValue, clipNorm } = this.spec;
    if (clipValue !== undefined) clipByValue(arrays, clipValue);
    if (clipNorm !== undefined) clipByGlobalNorm(arrays, clipNorm);
    this.done++;
    arrays.forEach((gradient, i) => this.move(i, gradient, learningRate));
    return norms;
  }

  save(): Json {
    return { step: this.done, slots: this.slots.map((slots) => slots.map(toBase64)) };
  }

  load(state: Json): void {
    const saved = state as unknown as SavedState;
    this.done = saved.step;
    this.slots.forEach((slots, i) => slots.forEach((slot, j) => slot.set(fromBase64(saved.slots[i]?.[j] ?? ''))));
  }

  private move(index: number, gradient: Float32Array, rate: number): void {
    const { variable, name } = this.parameters[index] as Parameter;
    const weights = variable.dataSync<'float32'>();
    // On the plain back end the array read is the tensor's own: an old tensor may still be in use.
    const moved = this.tf.getBackend() === 'cpu' ? weights.slice() : weights;
    if (this.decay > 0 && /kernel|embeddings/.test(name)) shrink(moved, 1 - rate * this.decay);
    this.rule.update(moved, gradient, this.slots[index] ?? [], rate, this.done);
    const next = this.tf.tensor(moved, variable.shape);
    variable.assign(next);
    next.dispose();
  }

  private norms(arrays: readonly Float32Array[]): StepNorms {
    const lengths = arrays.map(lengthOf);
    const byLayer = new Map<string, number>();
    this.parameters.forEach(({ layer }, i) =>
      byLayer.set(layer, Math.hypot(byLayer.get(layer) ?? 0, lengths[i] as number)),
    );
    return { total: totalOf(lengths), byLayer };
  }
}

/** A copy: clipping works in place. */
function read(gradient: Tensor | null | undefined): Float32Array | undefined {
  return gradient?.dataSync<'float32'>().slice();
}

function shrink(weights: Float32Array, factor: number): void {
  for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) * factor;
}
