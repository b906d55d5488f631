// All weights of a model as plain numbers: to go back to, and to carry in a checkpoint.
import type { LayersModel, TensorFlow } from '../backend/tensorflow.js';

/** One block a weight, in the model's order. */
export type Snapshot = readonly Float32Array[];

export function snapshot(model: LayersModel): Snapshot {
  return model.getWeights().map((weight) => Float32Array.from(weight.dataSync()));
}

export function restoreSnapshot(tf: TensorFlow, model: LayersModel, kept: Snapshot): void {
  tf.tidy(() => {
    const shapes = model.getWeights().map(({ shape }) => shape);
    model.setWeights(kept.map((block, i) => tf.tensor(block, shapes[i] as number[], 'float32')));
  });
}

/** Base64 of single-precision numbers, least significant byte first. */
export function packed(blocks: Snapshot): string {
  return Buffer.concat(blocks.map((block) => Buffer.from(block.buffer, block.byteOffset, block.byteLength))).toString(
    'base64',
  );
}

/** @param like Blocks of the wanted sizes. */
export function unpacked(text: string, like: Snapshot): Snapshot {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  let offset = 0;
  return like.map(({ length }) => {
    const block = new Float32Array(bytes.buffer, offset, length);
    offset += length * Float32Array.BYTES_PER_ELEMENT;
    return block;
  });
}
