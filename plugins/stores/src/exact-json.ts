// JSON that keeps every number. JSON has no NaN, no infinities and no -0, but logs do: the loss of a fit that
// diverged, the score of a metric that is not defined. They are written as { "$number": "NaN" }. A key that looks
// like the mark itself gets one more $ in front, so every value comes back as it was.

const MARK_LIKE = /^\$+number$/;

/** The value as JSON text; `decode` is its inverse. */
export function encode(value: unknown): string {
  // The replacer makes stringify five times slower, and most values need none.
  return isPlain(value) ? JSON.stringify(value) : JSON.stringify(value, (_key, part: unknown) => mark(part));
}

/** Throws a SyntaxError when the text is no JSON. */
export function decode(text: string): unknown {
  return text.includes('$number"')
    ? JSON.parse(text, (_key, part: unknown) => unmark(part))
    : (JSON.parse(text) as unknown);
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return isOrdinary(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  for (const key in value) {
    if (looksLikeMark(key) || !isPlain((value as Record<string, unknown>)[key])) return false;
  }
  return true;
}

function isOrdinary(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}

function looksLikeMark(key: string): boolean {
  return key.charCodeAt(0) === 36 && MARK_LIKE.test(key);
}

function mark(part: unknown): unknown {
  if (typeof part === 'number') return isOrdinary(part) ? part : { $number: Object.is(part, -0) ? '-0' : String(part) };
  return rename(part, (key) => `$${key}`);
}

function unmark(part: unknown): unknown {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  const number = (part as { $number?: unknown }).$number;
  if (typeof number === 'string') return Number(number);
  return rename(part, (key) => key.slice(1));
}

function rename(part: unknown, change: (key: string) => string): unknown {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  if (!Object.keys(part).some(looksLikeMark)) return part;
  return Object.fromEntries(Object.entries(part).map(([key, own]) => [looksLikeMark(key) ? change(key) : key, own]));
}
