// What the text of one field means: a number, nothing, or something else.

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A finite decimal number, spaces around it allowed; NaN for anything else (also for hexadecimal, and for no text). */
export function numberOf(text: string): number {
  const first = text.charCodeAt(0);
  // The usual case: digits, a sign or a point in front, and no letter after it that would mean another base.
  if (first >= 43 && first <= 57 && !(text.charCodeAt(1) > 57)) {
    const value = Number(text);
    return value - value === 0 ? value : Number.NaN;
  }
  const trimmed = text.trim();
  const value = NUMBER.test(trimmed) ? Number(trimmed) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

/** The same where the comma stands before the decimals. */
export function commaNumberOf(text: string): number {
  return text.includes('.') ? Number.NaN : numberOf(text.replace(',', '.'));
}

/** How a file writes numbers and gaps. */
export interface Words {
  readonly number: (text: string) => number;
  readonly isMissing: (text: string) => boolean;
  /** Whether some numbers mean a gap, such as -999. */
  readonly missingNumbers: boolean;
}

/** An empty field is a gap whatever `missing` says. */
export function wordsOf(missing: readonly string[], decimal: '.' | ','): Words {
  const gaps = new Set(['', ...missing.map((text) => text.trim())]);
  const number = decimal === ',' ? commaNumberOf : numberOf;
  return {
    number,
    isMissing: (text) => gaps.has(text) || gaps.has(text.trim()),
    missingNumbers: [...gaps].some((text) => !Number.isNaN(number(text))),
  };
}
