// By which separator a file is written: what is given, or what its first lines agree on.
import type { Dialect } from './fields.js';
import { parseRows } from './rows.js';
import { problem } from './sentences.js';

const CANDIDATES = [',', ';', '\t', '|'];
/** First rows that are looked at. */
const SAMPLE = 20;

interface Given {
  readonly separator?: string;
  readonly quote: string;
  readonly decimal: '.' | ',';
}

/** @throws {Problem} a separator or quote that cannot be one. */
export function dialectOf(head: string, newline: '\n' | '\r', { separator, quote, decimal }: Given): Dialect {
  if (/[\p{L}\p{N}\s]/u.test(quote)) throw problem('csvBadQuote', { found: quote }, '/quote');
  if (separator === undefined) {
    const candidates = CANDIDATES.filter((each) => each !== quote && each !== decimal);
    return { separator: detected(head, candidates, { quote, newline }), quote, newline };
  }
  const refuse = (why: string) => problem('csvBadSeparator', { found: separator, why }, '/separator');
  if (separator === quote || separator === '"') throw refuse('it is a quote');
  if (separator === decimal) throw refuse('it stands before the decimals');
  if (/[\r\n\uFEFF]/.test(separator)) throw refuse('it ends lines');
  return { separator, quote, newline };
}

/** The candidate by which most rows have as many fields as the first, then the one that gives most fields. */
function detected(head: string, candidates: readonly string[], rest: Omit<Dialect, 'separator'>): string {
  let best = { separator: candidates[0] as string, agreeing: 0, fields: 0 };
  for (const separator of candidates) {
    // Where the head ends within a row, that row is not looked at; a file of one short row has no other.
    const { data } = parseRows(head, { ...rest, separator }, !head.includes(rest.newline), SAMPLE);
    const rows = data.filter((row) => row.length > 1 || row[0]?.trim() !== '');
    const fields = rows[0]?.length ?? 0;
    if (fields < 2) continue;
    const agreeing = rows.filter((row) => row.length === fields).length / rows.length;
    if (agreeing > best.agreeing || (agreeing === best.agreeing && fields > best.fields))
      best = { separator, agreeing, fields };
  }
  return best.separator;
}
