// Where fields begin and end in a text, for messages. The rows themselves are taken apart by the parser.
import type { Place } from './sentences.js';

/** How a file is written. */
export interface Dialect {
  readonly separator: string;
  readonly quote: string;
  readonly newline: '\n' | '\r';
}

/** Where the field that begins at `start` ends: at a separator, a line end, or the end of the text. */
function fieldEnd(text: string, start: number, { separator, quote, newline }: Dialect): number {
  let end = start;
  if (text[start] === quote) {
    end = text.indexOf(quote, start + 1);
    // A quote inside quotes is written twice.
    while (end >= 0 && text[end + 1] === quote) end = text.indexOf(quote, end + 2);
    if (end < 0) return text.length;
  }
  while (end < text.length && text[end] !== separator && text[end] !== newline) end++;
  return end;
}

/** Where the field of that number (from 0) begins in the row that begins at `start`; if there is none, where the row ends. */
export function fieldStart(text: string, start: number, field: number, dialect: Dialect): number {
  let position = start;
  for (let k = 0; k < field; k++) {
    position = fieldEnd(text, position, dialect);
    if (text[position] !== dialect.separator) break;
    position++;
  }
  return position;
}

/** Where the row of that number (from 0) begins. */
export function rowStart(text: string, row: number, dialect: Dialect): number {
  let position = 0;
  for (let k = 0; k < row; k++) {
    do position = fieldEnd(text, position, dialect) + 1;
    while (text[position - 1] === dialect.separator);
  }
  return position;
}

/** Where the first field begins that is longer than `limit`; -1 when there is none. */
export function longField(text: string, limit: number, dialect: Dialect): number {
  for (let start = 0; start <= text.length;) {
    const end = fieldEnd(text, start, dialect);
    if (end - start > limit) return start;
    start = end + 1;
  }
  return -1;
}

/** Line and column of a position in a text that begins at the beginning of `line`. */
export function placeIn(text: string, position: number, line: number, newline: string): Place {
  const lines = countOf(text, newline, position);
  return { line: line + lines, column: position - (position === 0 ? -1 : text.lastIndexOf(newline, position - 1)) };
}

/** How often the character stands in the first `end` characters. */
export function countOf(text: string, character: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0 && at < end; at = text.indexOf(character, at + 1)) count++;
  return count;
}
