// A trained network as plain numbers: it holds no tensors, so that nothing is left when it is forgotten.
import { TrialFailure, type Json, type JsonObject, type Model, type Table, type Task } from '@tunewright/core';
import { openBackendNow, type Backend, type BackendChoice } from '../backend/open-backend.js';
import { release } from '../backend/release.js';
import type { Tensor } from '../backend/tensorflow.js';
import { writeModelFolder } from '../saver/model-folder.js';
import { loadModel, type ModelState } from '../saver/model-state.js';
import type { Head } from './head.js';
import { featuresOf, type Standard } from './lesson.js';
import type { Shape } from './shapes.js';

const ROWS_AT_ONCE = 1024;

/** All that a trained network is, as JSON. */
export interface NetworkState {
  /** Of the estimator, for messages. */
  readonly name: string;
  /** What it was trained on. */
  readonly backEnd: string;
  readonly task: Task;
  readonly classes: number;
  readonly inputShape: Shape;
  readonly head: Head;
  /** What the target was standardized by. */
  readonly standard: Standard;
  readonly network: ModelState;
}

export class FittedNetwork implements Model {
  // A metric asks for classes, another for probabilities, of the same rows.
  private readonly known = new WeakMap<Table, Float32Array>();
  /** Of classes only. */
  readonly probabilities?: (rows: Table) => Float64Array;
  /** The probability of the second of two classes, or of each class. */
  readonly scores?: (rows: Table) => Float64Array;

  constructor(
    private readonly state: NetworkState,
    private readonly backend: Backend,
  ) {
    if (state.task === 'regression') return;
    this.probabilities = (rows) => this.allProbabilities(rows);
    this.scores = (rows) => {
      const probabilities = this.allProbabilities(rows);
      return state.classes === 2 ? probabilities.filter((_, i) => i % 2 === 1) : probabilities;
    };
  }

  predict(rows: Table): Float64Array {
    const { task, classes, standard } = this.state;
    if (task === 'regression')
      return Float64Array.from(this.outputs(rows), (value) => value * standard.spread + standard.mean);
    const probabilities = this.allProbabilities(rows);
    return Float64Array.from({ length: rows.length }, (_, row) => largest(probabilities, row * classes, classes));
  }

  toJSON(): Json {
    return this.state as unknown as JsonObject;
  }

  /** Writes `model.json` and the weights as TensorFlow.js and Keras read them. */
  writeTo(folder: string): void {
    writeModelFolder(folder, this.state.network);
  }

  private allProbabilities(rows: Table): Float64Array {
    const { classes, head } = this.state;
    const outputs = this.outputs(rows);
    return head.units === 1 ? ofOneUnit(outputs, classes) : normalized(outputs, classes);
  }

  private outputs(rows: Table): Float32Array {
    let found = this.known.get(rows);
    if (found === undefined) this.known.set(rows, (found = this.compute(rows)));
    return found;
  }

  private compute(rows: Table): Float32Array {
    const { name, inputShape, head, network } = this.state;
    const features = featuresOf(rows, name);
    const width = rows.columns.length;
    const outputs = new Float32Array(rows.length * head.units);
    this.backend.use();
    const { tf } = this.backend;
    const model = loadModel(tf, network);
    try {
      for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
        const some = features.subarray(from * width, (from + ROWS_AT_ONCE) * width);
        const found = tf.tidy(() => {
          const x = tf.tensor(some, [some.length / width, ...inputShape], 'float32');
          return (model.apply(x, { training: false }) as Tensor).dataSync();
        });
        outputs.set(found, from * head.units);
      }
    } finally {
      release(model);
    }
    if (outputs.every(Number.isFinite)) return outputs;
    throw new TrialFailure('nan', `${name} predicts values that are no finite numbers. Lower "learningRate".`);
  }
}

/** A network from what `toJSON` gave. */
export function restoreNetwork(json: Json, choice: BackendChoice): FittedNetwork {
  return new FittedNetwork(json as unknown as NetworkState, openBackendNow(choice));
}

/** p for the second class, 1 − p for the first, nothing for others, if there are any. */
function ofOneUnit(outputs: Float32Array, classes: number): Float64Array {
  const probabilities = new Float64Array(outputs.length * classes);
  outputs.forEach((output, row) => {
    const p = Math.min(1, Math.max(0, output));
    probabilities[row * classes] = 1 - p;
    probabilities[row * classes + 1] = p;
  });
  return probabilities;
}

/** Of sum 1 to double precision; outputs that are all 0 say nothing. */
function normalized(outputs: Float32Array, classes: number): Float64Array {
  const probabilities = Float64Array.from(outputs, (output) => Math.max(0, output));
  for (let start = 0; start < probabilities.length; start += classes) {
    const row = probabilities.subarray(start, start + classes);
    const sum = row.reduce((a, b) => a + b, 0);
    for (let k = 0; k < classes; k++) row[k] = sum > 0 ? (row[k] as number) / sum : 1 / classes;
  }
  return probabilities;
}

function largest(block: Float64Array, start: number, width: number): number {
  let best = 0;
  for (let k = 1; k < width; k++) if ((block[start + k] as number) > (block[start + best] as number)) best = k;
  return best;
}
