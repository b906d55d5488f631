// What to write instead of a word that is not known.
import { nearest } from './nearest.js';

const MOST_NAMES = 60;

/** `Did you mean "svc"?`, or the list of what there is. */
export function suggestion(found: string, known: readonly string[]): string {
  const near = nearest(found, known);
  if (near !== undefined) return `Did you mean "${near}"?`;
  if (known.length === 0) return 'There is none.';
  const more = known.length - MOST_NAMES;
  return `There are: ${quoted([...known].sort().slice(0, MOST_NAMES))}${more > 0 ? ` and ${more} more` : ''}.`;
}

export function quoted(words: Iterable<string>): string {
  return [...words].map((word) => `"${word}"`).join(', ');
}
