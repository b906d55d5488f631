// Units that answer nothing but zero: they learn nothing any more (Maas, Hannun & Ng 2013, section 2).
import type { Layer, LayersModel, Tensor, TensorFlow } from '../backend/tensorflow.js';
import { layerNames } from '../model/leaf-layers.js';

/** Watches the layers of a model that can die: those with a rectifier. */
export interface Units {
  /** Share of units (of channels, after a convolution) that give 0 on every one of the rows, by layer. */
  dead(rows: Tensor): ReadonlyMap<string, number>;
}

const RECTIFIERS: ReadonlySet<unknown> = new Set(['relu', 'relu6']);

/** Nothing to free: the watch borrows the model's layers, and lives no longer than the model. */
export function watchUnits(tf: TensorFlow, model: LayersModel): Units {
  const names = layerNames(model);
  const watched = model.layers.filter(rectifies);
  if (watched.length === 0) return { dead: () => new Map() };
  const inner = tf.model({ inputs: model.inputs, outputs: watched.map((layer) => layer.output).flat() });
  const dead = (rows: Tensor): ReadonlyMap<string, number> => {
    const shares = new Map<string, number>();
    tf.tidy(() => {
      const answers = [inner.apply(rows, { training: false }) as Tensor | Tensor[]].flat();
      watched.forEach((layer, i) => shares.set(names.get(layer) ?? layer.name, deadShare(tf, answers[i] as Tensor)));
    });
    return shares;
  };
  return { dead };
}

/** Layers used twice have no one output; they are left out. */
function rectifies(layer: Layer): boolean {
  if (layer.inboundNodes.length !== 1) return false;
  return layer.getClassName() === 'ReLU' || RECTIFIERS.has(layer.getConfig()['activation']);
}

function deadShare(tf: TensorFlow, answers: Tensor): number {
  const axes = answers.shape.slice(0, -1).map((_, axis) => axis);
  const most = tf.max(answers, axes).dataSync();
  let dead = 0;
  for (let i = 0; i < most.length; i++) if ((most[i] as number) <= 0) dead++;
  return dead / most.length;
}
