// What the text of one field means: a number, nothing, or something else.

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

const [POINT, ZERO, PLUS, MINUS] = [46, 48, 43, 45];
/** Powers of ten that are doubles exactly. */
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
/** Longer texts nearly always have too many digits for the short way. */
const SHORT = 17;

/** A finite decimal number, spaces around it allowed; NaN for anything else (also for hexadecimal, and for no text). */
export function numberOf(text: string): number {
  const value = text.length > SHORT ? Number.NaN : shortNumberOf(text);
  return Number.isNaN(value) ? longNumberOf(text) : value;
}

/** Digits with perhaps a sign and a point, as long as they are exact; NaN for anything else. */
function shortNumberOf(text: string): number {
  const { length } = text;
  const first = text.charCodeAt(0);
  const begin = isSign(first) ? 1 : 0;
  // A point at the end is left to the longer way, and with it the lone point.
  let [digits, point] = [begin < length ? 0 : Number.NaN, length - 1];
  for (let i = begin; i < length; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (isDigit(digit)) digits = digits * 10 + digit;
    else if (digit === POINT - ZERO && point === length - 1 && i < point) point = i;
    else return Number.NaN;
  }
  // Digits and power are exact, so that their quotient is rounded correctly (Clinger 1990).
  if (digits > Number.MAX_SAFE_INTEGER) return Number.NaN;
  const value = digits / (POWERS[length - 1 - point] as number);
  return first === MINUS ? -value : value;
}

function isSign(code: number): boolean {
  return code === MINUS || code === PLUS;
}

function isDigit(digit: number): boolean {
  return digit >= 0 && digit <= 9;
}

function longNumberOf(text: string): number {
  const first = text.charCodeAt(0);
  // The usual case: digits, a sign or a point in front, and no letter after it that would mean another base.
  if (first >= PLUS && first <= ZERO + 9 && !(text.charCodeAt(1) > ZERO + 9)) {
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
