import { distance } from 'fastest-levenshtein';

/** The known word most like the one found, or undefined when none is near enough to be meant. */
export function nearest(found: string, known: Iterable<string>): string | undefined {
  const limit = Math.max(2, Math.ceil(found.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const word of known) {
    const steps = distance(found.slice(0, 64).toLowerCase(), word.toLowerCase());
    // Words of one or two letters are near to everything that is as short: something must be the same.
    if (steps < least && steps < Math.max(found.length, word.length)) [best, least] = [word, steps];
  }
  return best;
}
