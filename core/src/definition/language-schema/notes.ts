// What an editor shows of a value: description, default, examples.
import { show, type Schema } from '../schema-words.js';
import type { JsonSchema } from './words.js';

/** A schema as its author wrote it, with what is for readers only. */
export interface Noted extends Schema {
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

/** A schema with the notes of its author. Beside a reference nothing else would count. */
export function noted(schema: Noted, inner: JsonSchema): JsonSchema {
  const notes = notesOf(schema);
  return '$ref' in inner && Object.keys(notes).length > 0 ? { ...notes, allOf: [inner] } : { ...notes, ...inner };
}

/** The default is told in words as well: few editors show it when the pointer rests on a key. */
function notesOf({ description, default: usual, examples, activeWhen }: Noted): JsonSchema {
  const words = [
    description,
    activeWhen && activity(activeWhen),
    usual === undefined ? undefined : `Default: ${show(usual)}.`,
  ].filter((sentence) => sentence !== undefined);
  return {
    ...(words.length > 0 && { description: words.join(' ') }),
    ...(usual !== undefined && { default: usual }),
    ...(examples !== undefined && { examples }),
  };
}

/** `Matters only while "kernel" is "rbf" or "poly".` */
function activity(siblings: Readonly<Record<string, readonly unknown[]>>): string {
  const conditions = Object.entries(siblings).map(
    ([sibling, values]) => `"${sibling}" is ${values.map(show).join(' or ')}`,
  );
  return `Matters only while ${conditions.join(' and ')}.`;
}
