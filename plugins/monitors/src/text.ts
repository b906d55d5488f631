// Text for a terminal: made harmless, measured, cut and wrapped. Knows nothing of studies. All but `harmless` expect
// one line of harmless text without colors.
import { stripVTControlCharacters } from 'node:util';

/**
 * One line without anything a terminal would obey: escape sequences, control and invisible formatting characters.
 * Line breaks, with the blanks around them, become one blank.
 */
export function harmless(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\s\u0085]+/g, (blanks) => (/^ +$/.test(blanks) ? blanks : ' '))
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '');
}

const SIMPLE = /^[\x20-\x7e]*$/;
const ATTACHED = /^\p{M}$/u;
// Not every terminal agrees on these; counting two where one shows two short lines, never a wrapped one.
const WIDE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Extended_Pictographic}\p{Regional_Indicator}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u;

/** Columns that a text takes. */
export function displayWidth(text: string): number {
  if (SIMPLE.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  if (WIDE.test(character)) return 2;
  return ATTACHED.test(character) ? 0 : 1;
}

/** The text, or as much of its beginning as fits before the ellipsis. */
export function cut(text: string, width: number, ellipsis: string): string {
  if (displayWidth(text) <= width) return text;
  return beginning(text, width - ellipsis.length).trimEnd() + ellipsis.slice(0, Math.max(0, width));
}

function beginning(text: string, width: number): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += characterWidth(character);
    if (used > width) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** Breaks between words where it can; all lines but the first begin with the indent. */
export function wrap(text: string, width: number, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (displayWidth(longer) <= width) line = longer;
    else {
      if (line.trim() !== '') lines.push(line);
      line = breakWord(lines, lines.length === 0 ? word : indent + word, width, indent);
    }
  }
  return [...lines, line];
}

/** Adds the full lines of a word too long for one and returns the rest. */
function breakWord(lines: string[], word: string, width: number, indent: string): string {
  let rest = word;
  while (displayWidth(rest) > width) {
    const head = beginning(rest, width) || rest.slice(0, 1);
    lines.push(head);
    rest = indent + rest.slice(head.length);
  }
  return rest;
}

/** As `wrap`, but at most so many lines; the last tells by an ellipsis that there was more. */
export function wrapAtMost(
  lines: number,
  text: string,
  width: number,
  indent: string,
  ellipsis: string,
): readonly string[] {
  const all = wrap(text, width, indent);
  if (all.length <= lines) return all;
  const last = beginning(all[lines - 1] ?? '', width - ellipsis.length).trimEnd();
  return [...all.slice(0, lines - 1), last + ellipsis];
}
