// Any JavaScript value → a fresh JSON value of the same content, or complaints about what JSON cannot carry.
import type { Json } from '../contracts/json.js';
import type { Complaints } from './complaints.js';
import { at } from './pointer.js';

/** Levels of lists and objects in each other. */
export const MAX_DEPTH = 100;

/** Keys that reach into an object's prototype somewhere along the way. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** What cannot be carried is complained about and left out. */
export function plainJson(value: unknown, complaints: Complaints): Json {
  return copy(value, '', new Set(), complaints) ?? null;
}

function copy(value: unknown, pointer: string, around: Set<object>, complaints: Complaints): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const found = unfit(value, around);
  if (found !== undefined) return void complaints.add('notPlain', pointer, { found });
  if (around.size >= MAX_DEPTH) return void complaints.add('tooDeep', pointer, { limit: MAX_DEPTH });
  around.add(value as object);
  const copied = Array.isArray(value)
    ? Array.from(value, (entry: unknown, i) => copy(entry, at(pointer, i), around, complaints) ?? null)
    : copyMembers(value as object, pointer, around, complaints);
  around.delete(value as object);
  return copied;
}

function copyMembers(value: object, pointer: string, around: Set<object>, complaints: Complaints): Json {
  const members: Record<string, Json> = {};
  for (const [key, content] of Object.entries(value)) {
    const inside = at(pointer, key);
    if (FORBIDDEN_KEYS.has(key)) {
      complaints.add('forbiddenKey', inside, { key });
      continue;
    }
    const copied = copy(content, inside, around, complaints);
    if (copied !== undefined) members[key] = copied;
  }
  return members;
}

/** Names what JSON cannot carry; undefined for lists and plain objects. */
function unfit(value: unknown, around: ReadonlySet<object>): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return value === undefined ? 'undefined' : `a ${typeof value}`;
  if (around.has(value)) return 'an object that contains itself';
  if (Array.isArray(value)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Plain objects of another realm have another Object.prototype; it too inherits from nothing.
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return undefined;
  return `an object of class ${(prototype as object).constructor.name}`;
}
