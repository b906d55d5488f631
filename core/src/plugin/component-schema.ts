// Parameters that are themselves plugins: `{ "use": name, … }` inside a component.
import Type, { type TUnsafe } from 'typebox';
import type { Kind } from '../contracts/kinds.js';
import type { Component } from '../contracts/component.js';

interface Annotations {
  readonly description?: string;
  /** The component used when none is given. */
  readonly default?: Component;
}

/**
 * Schema of a parameter that takes a plugin of this kind, for combinators. The definition checks name and parameters
 * of the component, and whatever is tuned inside is tuned with the rest; make it by `PLUGINS` in the constructor.
 */
export function componentOf(kind: Kind, annotations: Annotations = {}): TUnsafe<Component> {
  return Type.Unsafe<Component>({ type: 'object', required: ['use'], component: kind, ...annotations });
}
