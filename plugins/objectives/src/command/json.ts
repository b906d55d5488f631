// What a line of output, or a file, says as JSON. Pure.

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const NO_NUMBER = /^([+-]?)(nan|inf(?:inity)?)$/i;
// Python writes these into JSON, where they are not allowed.
const NO_JSON = /-?\b(?:NaN|Infinity)\b/g;
const MARK = '\u0000';

/** A number as programs print it, also `nan` and `-inf`; undefined for anything else. */
export function readNumber(text: string): number | undefined {
  if (NUMBER.test(text)) return Number(text);
  const [, sign, word] = NO_NUMBER.exec(text) ?? [];
  if (word === undefined) return undefined;
  if (/^n/i.test(word)) return Number.NaN;
  return sign === '-' ? -Infinity : Infinity;
}

/** JSON, in which numbers may also be NaN and Infinity; undefined for what is none. */
export function readJson(text: string): unknown {
  return parsed(text) ?? parsed(text.replace(NO_JSON, (found) => JSON.stringify(MARK + found)));
}

/** A number or an object on a line. */
export function readLine(line: string): number | Readonly<Record<string, unknown>> | undefined {
  const text = line.trim();
  return text.startsWith('{') ? (readJson(text) as Readonly<Record<string, unknown>> | undefined) : readNumber(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown) =>
      typeof value === 'string' && value.startsWith(MARK) ? Number(value.slice(1)) : value,
    );
  } catch {
    return undefined;
  }
}
