// Layers and blocks → one list of layers with names. Pure.
import { TrialFailure } from '@tunewright/core';
import { completed } from './completed.js';
import { LAYER_SCHEMAS, type Block, type Layer } from './layer-schema.js';

/** A layer with its defaults; the name is unique in the network and stands in reports and messages. */
export type NamedLayer = Layer & { readonly name: string };

/**
 * Writes blocks out. Layers are called by their `id`, else `dense-1`, `dense-2`, …; in a block the copy stands before
 * that: `hidden-1-dense-1`.
 */
export function expand(items: readonly (Layer | Block)[]): readonly NamedLayer[] {
  const outside = new Counter('');
  const named = items.flatMap((item) => {
    if (!isBlock(item)) return [outside.named(item)];
    return copiesOf(item).flatMap((layers, copy) => {
      const inside = new Counter(`${item.id}-${copy + 1}-`);
      return layers.map((layer) => inside.named(layer));
    });
  });
  demandDifferent(named.map(({ name }) => name));
  return named;
}

function demandDifferent(names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined)
    throw new TrialFailure(
      'invalid',
      `Two layers are called "${twice}". Give each layer and block an "id" of its own.`,
    );
}

function isBlock(item: Layer | Block): item is Block {
  return item.type === undefined || item.type === 'block';
}

function copiesOf({ repeat, layers, copies }: Block): readonly (readonly Layer[])[] {
  return copies ?? Array.from({ length: repeat }, () => layers);
}

class Counter {
  private readonly counts = new Map<string, number>();
  constructor(private readonly prefix: string) {}

  named(layer: Layer): NamedLayer {
    const count = (this.counts.get(layer.type) ?? 0) + 1;
    this.counts.set(layer.type, count);
    const whole = completed(LAYER_SCHEMAS[layer.type], layer) as Layer;
    return { ...whole, name: `${this.prefix}${layer.id ?? `${layer.type}-${count}`}` };
  }
}
