// What makes two definitions the same study.
import { createHash } from 'node:crypto';
import type { JsonObject } from '../contracts/json.js';
import { canonical } from '../numeric/canonical.js';
import { without } from './scope.js';

// Labels; how it runs; when it ends, which may be put off when a study is resumed.
const NO_PART = ['name', 'description', 'plugins', 'run', 'budget'];

/**
 * SHA-256, in hexadecimal, of a definition in full form. The order of keys plays no role but where it is the order of
 * the parameters: searchers see them in that order.
 */
export function identityOf(definition: JsonObject, parameters: readonly string[], order: string): string {
  const defining = { definition: without(definition, NO_PART), parameters, order };
  return createHash('sha256').update(canonical(defining)).digest('hex');
}
