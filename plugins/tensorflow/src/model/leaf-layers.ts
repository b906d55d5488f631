// The layers of a model, those of models inside it included, and names for them that a second model repeats.
import type { Layer, LayersModel } from '../backend/tensorflow.js';

/** All layers that are neither models nor wrappers around a layer, in the model's order. */
export function leafLayers(model: LayersModel): readonly Layer[] {
  return model.layers.flatMap(leaves);
}

/** What a layer may hold: a model its layers, a wrapper one layer, a two-way wrapper one for each way. */
interface Holder {
  readonly layers?: readonly Layer[];
  readonly layer?: Layer;
  readonly forwardLayer?: Layer;
  readonly backwardLayer?: Layer;
}

function leaves(layer: Layer): readonly Layer[] {
  const { layers = [], layer: wrapped, forwardLayer, backwardLayer } = layer as Holder;
  const held = [...layers, wrapped, forwardLayer, backwardLayer].filter((inner) => inner !== undefined);
  return held.length === 0 ? [layer] : held.flatMap(leaves);
}

/**
 * A name for each layer. TensorFlow.js numbers unnamed layers through the whole process (`dense_Dense17`); here they
 * are numbered within the model (`dense 1`), so that the same network has the same names in every trial.
 */
export function layerNames(model: LayersModel): ReadonlyMap<Layer, string> {
  const counts = new Map<string, number>();
  const names = new Map<Layer, string>();
  for (const layer of leafLayers(model)) {
    const prefix = automaticPrefix(layer);
    const count = (counts.get(prefix ?? '') ?? 0) + 1;
    if (prefix !== undefined) counts.set(prefix, count);
    names.set(layer, prefix === undefined ? layer.name : `${prefix} ${count}`);
  }
  return names;
}

function automaticPrefix(layer: Layer): string | undefined {
  const kind = layer.getClassName();
  const [prefix, rest] = layer.name.split(`_${kind}`);
  return rest !== undefined && /^\d+$/.test(rest) && prefix !== '' ? prefix : undefined;
}
