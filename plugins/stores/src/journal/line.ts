// The form of a journal's lines. Each is one JSON object, read with `jq .event`:
//
//   {"sum":"1a2b3c4d","header":{"tunewright":"journal","version":1,"identity":"…","name":"…"}}     the first
//   {"sum":"5e6f7a8b","event":{"type":"trial-proposed",…}}                                         the others
//
// `sum` is the CRC-32 (ISO 3309, as in zlib) of the bytes between the second key's colon and the last brace. A later
// version may change the form of events but not that of the header, so that older programs can tell.
import { crc32 } from 'node:zlib';
import { decode, encode } from '../exact-json.js';

export type LineKind = 'header' | 'event';

const CLOSING_BRACE = 125;

/** Version of the form. */
export const VERSION = 1;

/** The first line of a journal. */
export interface JournalHeader {
  readonly tunewright: 'journal';
  readonly version: number;
  readonly identity: string;
  readonly name: string;
}

/** The line with its newline. */
export function seal(kind: LineKind, value: unknown): string {
  const payload = encode(value);
  return `${opening(kind, crc32(payload))}${payload}}\n`;
}

/** The value in a line (without newline); undefined when the line is damaged or of another kind. */
export function unseal(kind: LineKind, line: Buffer): unknown {
  const start = opening(kind, 0).length;
  if (line.length <= start || line[line.length - 1] !== CLOSING_BRACE) return undefined;
  const payload = line.subarray(start, -1);
  return line.toString('latin1', 0, start) === opening(kind, crc32(payload)) ? parsed(payload) : undefined;
}

/** undefined when the line is the header of no journal. */
export function unsealHeader(line: Buffer): JournalHeader | undefined {
  const header = unseal('header', line) as Partial<JournalHeader> | null | undefined;
  const isHeader =
    header?.tunewright === 'journal' &&
    typeof header.version === 'number' &&
    typeof header.identity === 'string' &&
    typeof header.name === 'string';
  return isHeader ? (header as JournalHeader) : undefined;
}

function opening(kind: LineKind, sum: number): string {
  return `{"sum":"${sum.toString(16).padStart(8, '0')}","${kind}":`;
}

function parsed(payload: Buffer): unknown {
  try {
    return decode(payload.toString());
  } catch {
    return undefined;
  }
}
