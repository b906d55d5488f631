// The weights that training changes, with names to report them by.
import type { LayersModel, Variable } from '../backend/tensorflow.js';
import { layerNames, leafLayers } from '../model/leaf-layers.js';
import { lastWord } from '../random/draw-weights.js';

/** One trainable weight. */
export interface Parameter {
  /** The layer's name, the same in every trial of the same network. */
  readonly layer: string;
  /** `kernel`, `bias`, `gamma`, … */
  readonly name: string;
  readonly variable: Variable;
}

/** The trainable weights in the model's order; those of frozen layers are left out. */
export function parametersOf(model: LayersModel): readonly Parameter[] {
  const names = layerNames(model);
  const trained = new Set(model.trainableWeights);
  return leafLayers(model).flatMap((layer) =>
    layer.trainableWeights
      .filter((weight) => trained.has(weight))
      .map((weight) => ({
        layer: names.get(layer) ?? layer.name,
        name: lastWord(weight.originalName),
        variable: weight.read() as unknown as Variable,
      })),
  );
}
