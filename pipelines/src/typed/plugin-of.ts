import type { Kind } from '@tunewright/core';

declare const KIND: unique symbol;

/** In the types of parameters: a component of this kind stands here. There are no values of this type. */
export interface PluginOf<K extends Kind> {
  readonly [KIND]: K;
}
