// A file as a stream of texts. Knows bytes, encodings and line ends; nothing of fields.
import { isAscii, isUtf8 } from 'node:buffer';
import { open, type FileHandle } from 'node:fs/promises';
import { placed, problem, type Place } from './sentences.js';

export type Encoding = 'utf-8' | 'latin1';

/** Bytes at a time. Of 64 KiB to 1 MiB this was the fastest. */
const CHUNK = 1 << 18;
/** Characters of the file's beginning that are kept, to see by which dialect it is written. */
const HEAD = 1 << 16;
// As in web pages, "latin1" means Windows-1252, which has letters where ISO 8859-1 has control characters from 0x80 on.
// Node 20 decodes that name without them.
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const [LINE_FEED, CARRIAGE_RETURN] = [10, 13];

interface Survey {
  /** Lines; an upper bound of the rows, because a field in quotes can hold line ends. */
  readonly lines: number;
  readonly newline: '\n' | '\r';
  readonly head: string;
}

export class TextFile {
  private constructor(
    private readonly path: string,
    /** How messages call the file. */
    readonly name: string,
    private readonly encoding: Encoding,
    private readonly survey: Survey,
  ) {}

  /** Reads the file once, to find what is wrong with its bytes. @throws {Problem} no such file, or not of the encoding. */
  static async open(path: string, name: string, encoding: Encoding): Promise<TextFile> {
    return new TextFile(path, name, encoding, await survey(path, name, encoding));
  }

  get lines(): number {
    return this.survey.lines;
  }

  /** What ends its lines. A carriage return before a line feed counts as a space at the end of the line. */
  get newline(): '\n' | '\r' {
    return this.survey.newline;
  }

  get head(): string {
    return this.survey.head;
  }

  /** The text in pieces, without byte order mark. */
  async *texts(): AsyncGenerator<string> {
    for await (const bytes of pieces(this.path, this.name, this.encoding)) yield decode(bytes, this.encoding);
  }
}

async function survey(path: string, name: string, encoding: Encoding): Promise<Survey> {
  const ends = { feeds: 0, returns: 0, last: -1 };
  let [offset, column] = [0, 0];
  let head: string | undefined;
  for await (const bytes of pieces(path, name, encoding)) {
    demandText(bytes, encoding, { name, offset, lines: ends.feeds, column });
    head ??= decode(bytes, encoding).slice(0, HEAD);
    countEnds(bytes, ends);
    offset += bytes.length;
    const start = bytes.lastIndexOf(LINE_FEED) + 1;
    column = (start === 0 ? column : 0) + bytes.toString('utf8', start).length;
  }
  if (head === undefined) throw problem('csvEmpty', { file: name }, '/path');
  const { feeds, returns, last } = ends;
  // Carriage returns alone ended the lines of old Macintosh programs.
  const [count, end] = feeds > 0 ? [feeds, LINE_FEED] : [returns, CARRIAGE_RETURN];
  return { lines: count + (last === end ? 0 : 1), newline: feeds === 0 && returns > 0 ? '\r' : '\n', head };
}

function countEnds(bytes: Buffer, ends: { feeds: number; returns: number; last: number }): void {
  ends.feeds += countByte(bytes, LINE_FEED);
  if (ends.feeds === 0) ends.returns += countByte(bytes, CARRIAGE_RETURN);
  ends.last = bytes[bytes.length - 1] as number;
}

function countByte(bytes: Uint8Array, wanted: number): number {
  let count = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === wanted) count++;
  return count;
}

/** The bytes in pieces that end with whole characters. Each piece is overwritten by the next. */
async function* pieces(path: string, name: string, encoding: Encoding): AsyncGenerator<Buffer> {
  const handle = await openFile(path, name);
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    let kept = 0;
    for (let first = true; ; first = false) {
      const { bytesRead } = await handle.read(buffer, kept, CHUNK - kept, null);
      const filled = kept + bytesRead;
      if (filled === 0) return;
      const end = encoding === 'utf-8' && bytesRead > 0 ? wholeCharacters(buffer, filled) : filled;
      const start = first ? markLength(buffer.subarray(0, end), name, encoding) : 0;
      if (end > start) yield buffer.subarray(start, end);
      buffer.copy(buffer, 0, end, filled);
      kept = filled - end;
    }
  } finally {
    await handle.close();
  }
}

async function openFile(path: string, name: string): Promise<FileHandle> {
  const refuse = (reason: string) => problem('csvNotReadable', { file: name, reason }, '/path');
  let handle: FileHandle;
  try {
    handle = await open(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: 'there is no such file',
      EACCES: 'permission denied',
    };
    throw refuse(reasons[code ?? ''] ?? message);
  }
  const status = await handle.stat();
  if (status.isFile()) return handle;
  await handle.close();
  throw refuse(status.isDirectory() ? 'it is a folder' : 'it is no plain file, and must be read more than once');
}

/** Where the last character that is complete ends, if the bytes are UTF-8. */
function wholeCharacters(bytes: Buffer, length: number): number {
  let start = length - 1;
  while (start > 0 && start > length - 4 && ((bytes[start] as number) & 0xc0) === 0x80) start--;
  const lead = bytes[start] as number;
  const needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return start + needed > length ? start : length;
}

/** Length of the byte order mark. */
function markLength(bytes: Buffer, name: string, encoding: Encoding): number {
  const [a, b, c] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) throw problem('csvUtf16', { file: name }, '/path');
  return encoding === 'utf-8' && a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
}

function decode(bytes: Buffer, encoding: Encoding): string {
  // ASCII is the usual case, and gives strings of one byte a character, which are faster to take apart.
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (encoding === 'utf-8') return bytes.toString('utf8');
  return bytes
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] as string);
}

interface Before {
  readonly name: string;
  /** Bytes and lines before the piece, and characters of the line that goes on in it. */
  readonly offset: number;
  readonly lines: number;
  readonly column: number;
}

function demandText(bytes: Buffer, encoding: Encoding, before: Before): void {
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    const at = placed(before.name, placeOf(bytes, zero, before));
    throw problem('csvBinary', { at, offset: before.offset + zero }, '/path');
  }
  if (encoding !== 'utf-8' || isUtf8(bytes)) return;
  const wrong = firstInvalid(bytes);
  throw problem('csvNotUtf8', {
    at: placed(before.name, placeOf(bytes, wrong, before)),
    byte: `0x${(bytes[wrong] as number).toString(16).toUpperCase()}`,
    offset: before.offset + wrong,
  });
}

/** Index of the first byte that belongs to no character. */
function firstInvalid(bytes: Buffer): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let start = 0;
  try {
    for (let i = 0; i < bytes.length; i++)
      if (decoder.decode(bytes.subarray(i, i + 1), { stream: true }) !== '') start = i + 1;
  } catch {
    // The character that began at `start` goes on with a byte that cannot be in it.
  }
  return start;
}

function placeOf(bytes: Buffer, index: number, { lines, column }: Before): Place {
  let [line, start] = [lines + 1, 0];
  for (let end = bytes.indexOf(LINE_FEED); end >= 0 && end < index; end = bytes.indexOf(LINE_FEED, start)) {
    line++;
    start = end + 1;
  }
  return { line, column: (start === 0 ? column : 0) + bytes.toString('utf8', start, index).length + 1 };
}
