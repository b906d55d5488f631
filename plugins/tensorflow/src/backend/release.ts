// Gives a model's memory back. Tensors outside JavaScript's heap are never collected by themselves.
import type { LayersModel } from './tensorflow.js';

const gone = new WeakSet<LayersModel>();

/** Frees the model's weights; a second call does nothing. */
export function release(model: LayersModel): void {
  if (gone.has(model)) return;
  gone.add(model);
  model.dispose();
}
