// Mistakes found by a schema → complaints.
import type { Json, JsonObject } from '../contracts/json.js';
import type { Complaints } from './complaints.js';
import { at, label } from './pointer.js';
import { openWord, STANDING } from './reserved.js';
import type { Mistake } from './schema-check.js';
import { isObject } from './scope.js';
import { allowed, hint, show, wordsOf, type Schema } from './schema-words.js';

export interface About {
  /** Where the checked value stands. */
  readonly pointer: string;
  /** What the checked value is called at the beginning of a sentence: `A domain`, `"svc"`. */
  readonly owner: string;
  readonly complaints: Complaints;
}

export function report(mistakes: readonly Mistake[], about: About): void {
  for (const mistake of mistakes) reportOne(mistake, about);
}

function reportOne(mistake: Mistake, { pointer, owner, complaints }: About): void {
  const place = pointer + mistake.path;
  const name = label(mistake.path) === '' ? owner : `"${label(mistake.path)}"`;
  switch (mistake.kind) {
    case 'unknown-key':
      return complaints.add('unknownKey', at(place, mistake.key), {
        owner: name,
        key: mistake.key,
        known: mistake.known,
      });
    case 'missing-key':
      return complaints.add('missingKey', place, { owner: name, key: mistake.key, allowed: allowed(mistake.schema) });
    case 'value':
      // Where the outer form wants a plain value, nobody has looked for domains.
      if (isDomain(mistake.found)) return complaints.add('domainNotAllowed', place);
      return complaints.add('valueNotAllowed', place, { name, ...valueFacts(mistake.schema, mistake.found) });
  }
}

function isDomain(found: unknown): boolean {
  const word = isObject(found as Json) ? openWord(found as JsonObject) : undefined;
  return word === 'tune' || word === 'choose';
}

/** `a number > 0`, `-1`, and a near word. */
export function valueFacts(schema: Schema, found: unknown): { allowed: string; found: string; hint: string } {
  const crowded = crowdedWord(found);
  const said = crowded === undefined ? hint(found, wordsOf(schema)) : ` Beside "${crowded}" no other key may stand.`;
  return { allowed: allowed(schema), found: show(found), hint: said };
}

/** `{ "ref": "x", "low": 1 }`: a word that stands for a value, and more. */
function crowdedWord(found: unknown): string | undefined {
  if (!isObject(found as Json)) return undefined;
  return STANDING.find((word) => Object.hasOwn(found as JsonObject, word));
}
